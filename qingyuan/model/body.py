"""The body of an edition after Markdown: HTML with numbered slots, and what fills them.

A slot is a number between U+E000 and U+E001 (private-use characters, which Markdown and the
sanitiser leave alone) and stands for `slots[number]`.  Everything that depends on other files (a
figure, a term, the title of another story, the path of a picture) is a slot, so a body depends on
its own file only and is converted once, whatever changes around it.
"""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.location import NOWHERE, Breaks, Location, spot
from qingyuan.model.reading import Reading
from qingyuan.model.regex import regex
from qingyuan.model.section import Section
from qingyuan.model.waiver import Waiver

SLOT_OPEN = "\ue000"
SLOT_CLOSE = "\ue001"
SLOT = regex(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")


def token(number: int) -> str:
    """What stands for a slot in HTML."""
    return f"{SLOT_OPEN}{number}{SLOT_CLOSE}"


INLINE_EMBEDS = ("fact", "term", "story", "page", "free")
BLOCK_EMBEDS = ("help", "questions", "quiz", "chart", "timeline")
WITHOUT_TARGET = ("help", "questions", "quiz")
EMBEDS = (*INLINE_EMBEDS, *BLOCK_EMBEDS)
# What opens and closes a passage that a rule does not apply to; nothing of it reaches a page.
WAIVE, WAIVE_END = "waive", "/waive"
FACT_OPTIONS = ("number", "plain", "short", "words", "label", "rounded")
# Boxes on which somebody's safety may depend.
GUARDED = ("law", "emergency")
BOXES = ("skills", "recovery", "note", "law", "emergency", "letter")


class Prose(Struct, frozen=True):
    """Words as an editor typed them, for rules that read them, and where they begin.

    What is no prose (embeds, code, addresses, markup of headings' ids) is blanked out with spaces,
    character for character, so that places stay right.  `readings` are the numbers in it, where it
    is an edition's.  `breaks` tell where characters stand that do not follow the ones before them,
    as between quotes in YAML.
    """

    text: str
    at: Location
    readings: tuple[Reading, ...] = ()
    breaks: Breaks = ()

    def place(self, offset: int) -> Location:
        """The place of a character of the text."""
        if self.breaks:
            return spot(self.at, self.breaks, offset)
        line = self.text.count("\n", 0, offset)
        column = offset - self.text.rfind("\n", 0, offset)
        if line == 0:
            return Location(self.at.path, self.at.line, self.at.column + column - 1)
        return Location(self.at.path, self.at.line + line, column)


class Embed(Struct, frozen=True):
    """`[[kind:target#anchor|option]]` as typed, brackets and bars of any width."""

    kind: str
    target: str
    anchor: str
    option: str
    at: Location


class FileUse(Struct, frozen=True):
    """A picture or a download beside the story, by the name the editor wrote."""

    name: str
    image: bool
    at: Location


class Word(Struct, frozen=True):
    """A word of the interface inside a body: the label of a footnote's way back, a box's title."""

    key: str


class SectionMark(Struct, frozen=True):
    """Where the section of a number begins, behind its heading."""

    number: int


class Box(Struct, frozen=True):
    """The two edges of a box that may not be out of date, and the sections that it has part in."""

    kind: str
    sections: tuple[int, ...]


Slot = Embed | FileUse | Word | SectionMark | Box


class Heading(Struct, frozen=True):
    """A heading; `label` is HTML without tags, and may hold slots.

    `named` tells that the editor typed the id: {#the-bet}.
    """

    level: int
    id: str
    label: str
    at: Location
    named: bool


class Feature(Struct, frozen=True):
    """Something that a translation has as well as its original.

    `sort` and `name` are: link and its address, box and its kind, footnote and its name, table and
    the number of its rows, item (of a list).
    """

    sort: str
    name: str
    at: Location


class FreeNumbers(Struct, frozen=True):
    """What the words of `[[free:…]]` change in the numbers of a text once they stand in it.

    `spans` are the parts that are read again then, `readings` what is read in those.
    """

    spans: tuple[tuple[int, int], ...] = ()
    readings: tuple[Reading, ...] = ()


class Body(Struct, frozen=True):
    """What Markdown made of an edition's text; `sound` unless something in it blocks publishing."""

    html: str = ""
    slots: tuple[Slot, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    prose: Prose = Prose("", NOWHERE)
    sections: tuple[Section, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    features: tuple[Feature, ...] = ()
    sound: bool = True
    free: FreeNumbers = FreeNumbers()

    @property
    def embeds(self) -> tuple[Embed, ...]:
        """The embeds, in the order of the text."""
        return tuple(slot for slot in self.slots if isinstance(slot, Embed))

    @property
    def named(self) -> tuple[Embed, ...]:
        """The embeds that name something, or ask for it; a free number is its text's own."""
        return tuple(embed for embed in self.embeds if embed.kind != "free")

    @property
    def files(self) -> tuple[FileUse, ...]:
        """The files it shows or offers, in the order of the text."""
        return tuple(slot for slot in self.slots if isinstance(slot, FileUse))

    @property
    def boxes(self) -> tuple[tuple[int, Box], ...]:
        """The guarded boxes with the numbers of their slots, in the order of the text."""
        return tuple((n, slot) for n, slot in enumerate(self.slots) if isinstance(slot, Box))

    def inside(self, slot: int) -> str:
        """The HTML between the two edges of a box."""
        edge = token(slot)
        return self.html.partition(edge)[2].partition(edge)[0]

    def part(self, markup: str) -> Body:
        """A piece of its HTML as a body of its own, with the slots that are in it."""
        used = sorted({int(number) for number in SLOT.findall(markup)})
        places = {number: place for place, number in enumerate(used)}
        return Body(
            SLOT.sub(lambda match: token(places[int(match[1])]), markup),
            tuple(self.slots[number] for number in used),
        )
