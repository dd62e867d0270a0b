"""Empty lines, spaces and indents without which Markdown takes a list, table or id for text.

Rules as Python-Markdown has them: a list or table begins a block, a mark is followed by a space,
and a list in a list is indented by four (its documentation, “Differences from the Syntax Rules”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from qingyuan.markup.problems import HEADING_SPACE, LIST_INDENT, LIST_JOINED, LIST_SPACE
from qingyuan.markup.text import Text
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex

_LINE = regex(r"^([^\S\n]*)(\S[^\n]*)$", re.MULTILINE)
_ITEM = regex(r"(?:[-*+]|\d{1,3}\.)[ \t]+\S")
_TABLE = regex(r"\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:?)? *")
# A hyphen before a number is a minus, and one before another is a dash.
_GLUED = regex(r"[-+](?=[^\W\d_])|\d{1,2}\.(?=[^\W\d_])")
_OTHER_MARK = regex(r"\d{1,2}[、．)）](?=[^\n]*\n *\d{1,2}[、．)）])")
_HEADING = regex(r"^ *#{1,6}[^\n]*?[^\s#](\{#[\w-]+\})[ \t]*$", re.MULTILINE)
# What begins a block that is no paragraph.
_NO_PARAGRAPH = regex(r"#|\||>|!!!|<|\[\^|[:：]\s|\*\[")


class _Line(Struct, frozen=True):
    """A line of a block: where its text begins, how far it is indented, what it says."""

    start: int
    indent: int
    text: str


def find(text: Text) -> Iterator[Problem]:
    """All such slips in a body's text, code left out."""
    if "{#" in text.masked:
        for match in _HEADING.finditer(text.masked):
            yield HEADING_SPACE.at(text.at(match.start(1)), id=match[1])
    for start, end in _doubtful(text.masked):
        found = _LINE.finditer(text.masked, start, end)
        lines = [_Line(match.start(2), len(match[1].expandtabs(4)), match[2]) for match in found]
        if _ITEM.match(lines[0].text):
            yield from _indents(text, lines)
        elif not _NO_PARAGRAPH.match(lines[0].text):
            yield from _spaces(text, lines)
            yield from _joined(text, lines)


def _doubtful(masked: str) -> Iterator[tuple[int, int]]:
    """Where blocks begin and end that can have such a slip; lines between empty ones are a block.

    A list needs an indented line for it, and text of one line a mark of a list at its beginning.
    """
    place, start, count, first, is_indented = 0, 0, 0, "", False
    for line in (*masked.split("\n"), ""):
        if line and not line.isspace():
            if not count:
                start, first, is_indented = place, line.lstrip(), False
            elif line[0].isspace():
                is_indented = True
            count += 1
        elif count:
            if _ITEM.match(first):
                is_doubtful = is_indented
            elif count == 1:
                is_doubtful = first[0] in "-+" or first[0].isdigit()
            else:
                is_doubtful = not _NO_PARAGRAPH.match(first)
            if is_doubtful:
                yield start, place - 1
            count = 0
        place += len(line) + 1


def _indents(text: Text, lines: list[_Line]) -> Iterator[Problem]:
    """Items that were to be below another, and are beside it."""
    level = lines[0].indent
    for line in lines:
        if not _ITEM.match(line.text):
            continue
        if 2 <= line.indent - level < 4:
            yield LIST_INDENT.at(text.at(line.start), typed=str(line.indent - level))
        elif line.indent - level >= 4 or line.indent < level:
            level = line.indent


def _spaces(text: Text, lines: list[_Line]) -> Iterator[Problem]:
    """The first of the items that lack their space, or have another mark."""
    whole = "\n".join(line.text for line in lines)
    match = _GLUED.match(whole) or _OTHER_MARK.match(whole)
    if match:
        right = "-" if match[0] in "-+" else f"{match[0][:-1]}."
        yield LIST_SPACE.at(text.at(lines[0].start), typed=match[0], right=right)


def _joined(text: Text, lines: list[_Line]) -> Iterator[Problem]:
    """The first line of a list or table that follows a line of text."""
    for index, line in enumerate(lines[1:], 1):
        is_table = index > 1 and _TABLE.fullmatch(line.text)
        if _ITEM.match(line.text) or is_table:
            first = lines[index - 1] if is_table else line
            yield LIST_JOINED.at(text.at(first.start), typed=first.text[:20])
            return
