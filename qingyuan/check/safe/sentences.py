"""Sentences of a text as an editor typed it, Markdown and all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.model.regex import regex

# The end of a sentence: its mark with what closes after it, an empty line, a cell, or a line after
# which a heading, an item, a box or another block begins.
_END = regex(
    r"[。！？]+[”’」』）)\"']*"
    r"|[.!?]+[”’)\"']*(?=\s|$)"
    r"|\n(?=[ \t>]*(?:$|\n|#|!!!|\||[-*+] |\d+[.)] ))|\||(?<=\n)[ \t>]*(?:#[^\n]*|!!![^\n]*)",
    re.MULTILINE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every sentence, with its closing mark."""
    start = 0
    for end in _END.finditer(text):
        if text[start : end.end()].strip():
            yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def around(text: str, place: int) -> tuple[int, int]:
    """The sentence that a place is in."""
    start = 0
    for end in _END.finditer(text):
        if end.end() > place:
            return start, end.end()
        start = end.end()
    return start, len(text)
