"""The pieces of two editions that are compared with each other: front matter, sections, notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from qingyuan.model.body import Body, Embed, Prose
from qingyuan.model.location import Location
from qingyuan.model.reading import Reading
from qingyuan.model.regex import regex
from qingyuan.model.section import FRONT, Section
from qingyuan.model.story import Edition
from qingyuan.model.translation import lags
from qingyuan.numerals import Side, every, parts

_PARAGRAPH = "\n\n"
# Where the number of `[[free:40]]` begins, and what follows it.
_FREE, _AFTER_FREE = len("[[free:"), len("]]")
# What may join two numbers to a range, or another blank.
_JOINING = regex(r"\s*(?:to|through|or|and|[-–—~至到])|\s\s")


class Piece(Struct, frozen=True):
    """A part of an edition: the numbers in it, the facts it cites, and where it is.

    `parts` are its texts and where each begins in the text that is read; `section` is None where
    pieces were put together.
    """

    side: Side
    parts: tuple[tuple[int, Prose], ...]
    facts: tuple[Embed, ...]
    at: Location
    start: int = 0
    section: Section | None = None

    def place(self, reading: Reading) -> Location:
        """Where a number was typed, without the space before it."""
        text = self.side.text
        start = reading.start
        while start < reading.end and text[start].isspace():
            start += 1
        index = bisect_right(self.parts, start, key=lambda part: part[0]) - 1
        begin, prose = self.parts[max(index, 0)]
        return prose.place(start - begin)

    def typed(self, reading: Reading) -> str:
        """The number as it was typed."""
        return " ".join(self.side.text[reading.start : reading.end].split())

    def across(self, other: Piece, reading: Reading) -> Location:
        """Where the other piece should have this number: in the paragraph of the same place."""
        if len(other.parts) > 1:
            return other.at
        before = self.side.text.count(_PARAGRAPH, self.start, reading.start)
        text, found = other.side.text, other.start
        for _ in range(before):
            following = text.find(_PARAGRAPH, found)
            if following < 0:
                return other.at
            found = following + len(_PARAGRAPH)
        prose = other.parts[0][1]
        return prose.place(found) if before and found < len(text) else other.at


def paired(source: Edition, other: Edition) -> Iterator[tuple[Piece, Piece]]:
    """What is compared with what: sections of one key, or in one order, or else whole bodies.

    A section whose translation is known to be behind is left out: that is told already, and the
    page says so.
    """
    behind = {lag.key for lag in lags(source, other)}
    pairs = ((_front(source), _front(other)), *_bodies(source, other, whole=not behind))
    for one, second in pairs:
        if one.section is None or one.section.key not in behind:
            yield one, second


def _bodies(source: Edition, other: Edition, *, whole: bool) -> Iterator[tuple[Piece, Piece]]:
    """The sections of two bodies; where they are not as many, the `whole` of each, or nothing."""
    one, second = ({section.key for section in e.body.sections} for e in (source, other))
    if len(one) != len(second):
        if whole:
            yield _whole(source), _whole(other)
        return
    ours, theirs = _sections(source), _sections(other)
    if one == second:
        yield from ((piece, theirs[key]) for key, piece in ours.items())
    else:
        yield from zip(ours.values(), theirs.values(), strict=True)


def _front(edition: Edition) -> Piece:
    """Title, summary and questions, each on a line of its own."""
    text, parts, readings = "", [], []
    for prose in edition.front:
        parts.append((len(text), prose))
        readings += _moved(prose.readings, len(text))
        text += f"{prose.text}\n"
    section = next((s for s in edition.sections if s.key == FRONT), None)
    side = Side(text, readings, edition.language)
    return Piece(side, tuple(parts), (), edition.at, 0, section)


def _moved(readings: Sequence[Reading], by: int) -> list[Reading]:
    return [reading.moved(by) for reading in readings]


def _whole(edition: Edition) -> Piece:
    text, readings = _with_free_numbers(edition.body, edition.language)
    side = Side(text, readings, edition.language)
    at = edition.body.sections[0].at if edition.body.sections else edition.at
    return Piece(side, ((0, edition.body.prose),), _facts(edition), at)


def _facts(edition: Edition) -> tuple[Embed, ...]:
    return tuple(embed for embed in edition.body.embeds if embed.kind == "fact")


def _sections(edition: Edition) -> dict[str, Piece]:
    """Key → piece, of the body's sections."""
    prose = edition.body.prose
    text, readings = _with_free_numbers(edition.body, edition.language)
    lines = _Lines(text, prose.at.line)
    sections = edition.body.sections
    owner = _Owner(sections)
    read: dict[str, list[Reading]] = {section.key: [] for section in sections}
    for reading in readings:
        read[owner.of(lines.line(reading.start))].append(reading)
    cited: dict[str, list[Embed]] = {section.key: [] for section in sections}
    for fact in _facts(edition):
        cited[owner.of(fact.at.line)].append(fact)
    return {
        section.key: Piece(
            Side(text, read[section.key], edition.language),
            ((0, prose),),
            tuple(cited[section.key]),
            section.at,
            lines.start(section.at.line),
            section,
        )
        for section in sections
    }


class _Lines:
    """Offsets and lines of a text that begins on a line of its file."""

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        lengths = (len(line) + 1 for line in text.split("\n"))
        self.starts = list(accumulate(lengths, initial=0))

    def line(self, offset: int) -> int:
        return self.first + bisect_right(self.starts, offset) - 1

    def start(self, line: int) -> int:
        return self.starts[max(0, min(line - self.first, len(self.starts) - 1))]


class _Owner:
    """Which section a line belongs to: a footnote's own lines, else those of the heading above."""

    def __init__(self, sections: Sequence[Section]) -> None:
        notes = [section for section in sections if section.key.startswith("^")]
        self.above = [section for section in sections if not section.key.startswith("^")]
        self.starts = [section.at.line for section in self.above]
        self.notes = {
            note.at.line + line: note.key
            for note in notes
            for line in range(note.text.count("\n") + 1)
        }

    def of(self, line: int) -> str:
        """The key of the line's section."""
        if line in self.notes:
            return self.notes[line]
        return self.above[max(0, bisect_right(self.starts, line) - 1)].key


def _with_free_numbers(body: Body, language: str) -> tuple[str, list[Reading]]:
    """A body's text and numbers, those of `[[free:…]]` among them."""
    prose = body.prose
    free = [embed for embed in body.embeds if embed.kind == "free"]
    if not free:
        return prose.text, list(prose.readings)
    spots = sorted(_spots(prose, free))
    text = _filled(prose.text, spots)
    again = _to_read_again(text, spots, language)
    readings = _outside(prose.readings, again)
    for start, end in again:
        readings += _moved(every(text[start:end], language), start)
    return text, sorted(readings, key=lambda reading: reading.start)


# From where to where in a text, and what is to be there.
_Spot = tuple[int, int, str]


def _spots(prose: Prose, free: Iterable[Embed]) -> Iterator[_Spot]:
    """Where the words of embeds go: to the end of what the embed left blank."""
    lines = _Lines(prose.text, prose.at.line)
    for embed in free:
        start = lines.start(embed.at.line) + embed.at.column - 1 + _FREE + _AFTER_FREE
        end = start + len(embed.target)
        if prose.text[start:end].isspace():
            yield start, end, embed.target


def _filled(text: str, spots: Iterable[_Spot]) -> str:
    found: list[str] = []
    last = 0
    for start, end, words in spots:
        found += (text[last:start], words)
        last = end
    return "".join((*found, text[last:]))


def _to_read_again(text: str, spots: Sequence[_Spot], language: str) -> list[tuple[int, int]]:
    """Of each line with a spot the parts that are not as they were read before."""
    found = []
    at = 0
    while at < len(spots):
        first = text.rfind("\n", 0, spots[at][0]) + 1
        last = text.find("\n", spots[at][1])
        for start, end, by_itself in parts(text, first, len(text) if last < 0 else last, language):
            held = at < len(spots) and spots[at][0] < end
            # Over what was blank a number before it may have made a range with one behind it.
            led = at < len(spots) and spots[at][0] == end and _JOINING.match(text, spots[at][1])
            if held or led or not by_itself:
                found.append((start, end))
            while at < len(spots) and spots[at][1] <= end:
                at += 1
    return found


def _outside(readings: Iterable[Reading], spans: Sequence[tuple[int, int]]) -> list[Reading]:
    """The readings, in their order, that have no part in the spans, in theirs."""
    found = []
    at = 0
    for reading in readings:
        while at < len(spans) and spans[at][1] <= reading.start:
            at += 1
        if at == len(spans) or reading.end <= spans[at][0]:
            found.append(reading)
    return found
