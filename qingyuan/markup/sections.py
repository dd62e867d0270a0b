"""A body cut into sections: the text before the first heading, a piece a heading, the footnotes."""

from __future__ import annotations

import html
from collections.abc import Sequence

from qingyuan.markup.text import Text
from qingyuan.model.body import SLOT, Heading
from qingyuan.model.location import Location
from qingyuan.model.regex import regex
from qingyuan.model.section import OPENING, Section

_NOTE = regex(r" {0,3}\[\^(?P<name>[^\]\n]+)\]:")


def cut(text: Text, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """The sections of a body; each footnote is one of its own, wherever it was typed."""
    lines = text.raw.split("\n")
    notes = _notes(text.lines) if "[^" in text.masked else {}
    starts = [heading.at.line - text.first_line for heading in headings]
    bounds = [0, *starts, len(lines)]
    begins = text.at(len(text.raw) - len(text.raw.lstrip()))
    found = [Section.of(OPENING, "", _joined(lines, 0, bounds[1], notes), begins)]
    for index, heading in enumerate(headings, start=1):
        words = _joined(lines, bounds[index], bounds[index + 1], notes)
        title = html.unescape(SLOT.sub("", heading.label)).strip()
        found.append(Section.of(heading.id, title, words, heading.at))
    spans: dict[str, list[int]] = {}
    for line, name in notes.items():
        spans.setdefault(name, []).append(line)
    for name, span in spans.items():
        words = "\n".join(lines[line] for line in span).strip()
        at = Location(text.path, text.first_line + span[0], 1)
        found.append(Section.of(f"^{name}", name, words, at))
    return tuple(found)


def _notes(lines: list[str]) -> dict[int, str]:
    """Line → name of the footnote that it belongs to."""
    found: dict[int, str] = {}
    name = ""
    for index, line in enumerate(lines):
        match = _NOTE.match(line) if "[^" in line else None
        if match:
            name = match["name"]
        elif line.strip() and not line.startswith(("    ", "\t")):
            before = index and lines[index - 1].strip()
            if not (name and before):  # a paragraph may go on without an indent
                name = ""
        if name:
            found[index] = name
    return found


def _joined(lines: list[str], start: int, end: int, notes: dict[int, str]) -> str:
    return "\n".join(lines[i] for i in range(start, end) if i not in notes).strip()
