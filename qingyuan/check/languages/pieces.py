"""The pieces of two editions that are compared with each other: front matter, sections, notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from qingyuan import numerals
from qingyuan.model.body import Body, Embed, Prose
from qingyuan.model.lines import Lines
from qingyuan.model.location import Location
from qingyuan.model.reading import Reading
from qingyuan.model.section import FRONT, Section
from qingyuan.model.story import Edition
from qingyuan.model.translation import lags
from qingyuan.numerals import Side

_PARAGRAPH = "\n\n"


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
    text, readings = _with_free_numbers(edition.body)
    side = Side(text, readings, edition.language)
    at = edition.body.sections[0].at if edition.body.sections else edition.at
    return Piece(side, ((0, edition.body.prose),), _facts(edition), at)


def _facts(edition: Edition) -> tuple[Embed, ...]:
    return tuple(embed for embed in edition.body.embeds if embed.kind == "fact")


def _sections(edition: Edition) -> dict[str, Piece]:
    """Key → piece, of the body's sections."""
    prose = edition.body.prose
    text, readings = _with_free_numbers(edition.body)
    lines = Lines(text, prose.at.line)
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


def _with_free_numbers(body: Body) -> tuple[str, list[Reading]]:
    """A body's text and numbers, those of `[[free:…]]` among them."""
    known = numerals.outside(body.prose.readings, body.free.spans)
    readings = sorted((*known, *body.free.readings), key=lambda reading: reading.start)
    return numerals.filled(body), readings
