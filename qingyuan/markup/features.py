"""What a translation has as well as its original: boxes, footnotes, tables, list items, by place.

Pictures, embeds and headings have values of their own; addresses are noted where they are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.markup.slips import BOX, NO_QUOTES
from qingyuan.markup.text import Text
from qingyuan.model.body import Feature
from qingyuan.model.regex import regex

_ITEM = regex(r"^[ \t>]*(?:[-*+]|\d{1,9}\.)[ \t]+(?![-*+ \t]*$)", re.MULTILINE)
_TABLE = regex(
    r"^[ \t>]*(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$|<table\b",
    re.MULTILINE | re.IGNORECASE,
)
_TABLE_ELEMENT = regex(r"<table\b.*?</table>", re.DOTALL)


def find(text: Text, markup: str) -> Iterator[Feature]:
    """All of them but addresses; `markup` is what became of the text."""
    for box in BOX.finditer(text.masked) if "!!!" in text.masked else ():
        kind = box["rest"].strip().partition(" ")[0].translate(NO_QUOTES).lower()
        yield Feature("box", kind, text.at(box.start("rest") - len("!!!")))
    for note in text.notes:
        if note.is_definition:
            yield Feature("footnote", note.name, text.at(note.start))
    for item in _ITEM.finditer(text.masked):
        yield Feature("item", "", text.at(item.start()))
    if "<table" not in markup:
        return
    places = _tables(text)
    for index, table in enumerate(_TABLE_ELEMENT.findall(markup)):
        start = places[index] if index < len(places) else 0
        if text.masked[start : start + 1] != "<":  # the line of dashes below the table's head
            start = text.masked.rfind("\n", 0, max(start - 1, 0)) + 1
        yield Feature("table", str(table.count("<tr>")), text.at(start))


def _tables(text: Text) -> list[int]:
    """Where the line of dashes stands that makes a table, or a table's tag."""
    if "<" in text.masked:
        return [match.start() for match in _TABLE.finditer(text.masked)]
    places, start = [], 0
    for line in text.lines:
        if "|" in line and "-" in line and _TABLE.fullmatch(line):
            places.append(start)
        start += len(line) + 1
    return places
