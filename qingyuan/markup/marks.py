"""Marks in a body: where a section begins, and around boxes that may not be out of date."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from qingyuan.model.body import GUARDED, SLOT, Box, SectionMark, Slot
from qingyuan.model.regex import regex
from qingyuan.model.section import Section

_BEGINNING = regex(r'</h[1-6]>|<li id="fn:(?P<note>[^"]*)">')
_TOKEN = regex(rf"(?P<open><div\b[^>]*>)|(?P<close></div>)|{SLOT.pattern}")
_BOX = regex(rf'<div class="admonition ({"|".join(GUARDED)})\b')


def place(markup: str, sections: Sequence[Section], slot: Callable[[Slot], str]) -> str:
    """The body with its marks: behind headings, at the top of footnotes, on both sides of boxes.

    `sections` are the body's own; they are numbered from 1, since an edition has front matter.
    """
    numbers = {section.key: number for number, section in enumerate(sections, start=1)}
    marks: dict[str, int] = {}

    def mark(number: int) -> str:
        token = slot(SectionMark(number))
        marks[token] = number
        return token

    heading = 1

    def begin(match: re.Match[str]) -> str:
        nonlocal heading
        if match["note"] is None:
            heading += 1
            return match[0] + mark(heading)
        number = numbers.get(f"^{html.unescape(match['note'])}")
        return match[0] + (mark(number) if number else "")

    return _guarded(mark(1) + _BEGINNING.sub(begin, markup), marks, slot)


def _guarded(markup: str, marks: dict[str, int], slot: Callable[[Slot], str]) -> str:
    """The body with a mark before and behind each guarded box; one in another is part of it."""
    if not _BOX.search(markup):
        return markup
    pieces: list[str] = []
    kind, start, last, depth, section = "", 0, 0, 0, 1
    sections: list[int] = []
    for token in _TOKEN.finditer(markup):
        opening = _BOX.match(token[0])
        if token[0] in marks:
            section = marks[token[0]]
            sections.append(section)
        elif kind:
            depth += 1 if token["open"] else -1 if token["close"] else 0
        elif opening:
            kind, start, depth, sections = opening[1], token.start(), 1, [section]
        if kind and depth == 0:
            edge = slot(Box(kind, tuple(sections)))
            pieces += [markup[last:start], edge, markup[start : token.end()], edge]
            kind, last = "", token.end()
    return "".join([*pieces, markup[last:]])
