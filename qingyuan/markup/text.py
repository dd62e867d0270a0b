"""The Markdown text as typed: where it stands, and which of it is code."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.regex import regex

# Fenced blocks, inline code, comments, as Python-Markdown finds them: a fence that is not closed by
# one of the same length is no fence.
_CODE = regex(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence) *$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)


# Where Markdown and HTML have a link's target: in all there is, or without tags a link by itself
# and a definition by itself.
_PLACE = r"((?<=<)[^<>\n]*|(?:[^\s()<>\"']|\([^\s()]*\))*)"
_TARGET = regex(
    r"(?:\]\(\s*<?|\b(?:href|src|cite)\s*=\s*[\"']?|^ {0,3}\[[^\]\n]+\]:\s*<?)" + _PLACE,
    re.MULTILINE | re.IGNORECASE,
)
_LINK = regex(r"\]\(\s*<?" + _PLACE)
_DEFINITION = regex(r" {0,3}\[[^\]\n]+\]:\s*<?" + _PLACE)
_NOTE = regex(r"\[\^(?P<name>[^\]\n]+)\](?P<colon>[:：])?")
_MARGIN = regex(r" {0,3}")


class Note(NamedTuple):
    """A footnote's mark: its name, whether the note is written there, where it begins."""

    name: str
    is_definition: bool
    start: int


class Text(Struct, frozen=True, dict=True):
    """A body's text, and the place in its file where it begins.

    `masked` is the text with code and comments blanked out, character for character.
    """

    path: str
    first_line: int
    raw: str
    masked: str

    @classmethod
    def of(cls, path: str, first_line: int, raw: str) -> Text:
        """The text with its code masked."""
        return cls(
            path,
            first_line,
            raw,
            _CODE.sub(blank, raw) if "`" in raw or "~~~" in raw or "<!--" in raw else raw,
        )

    def at(self, offset: int) -> Location:
        """The place of an offset."""
        starts = self._starts
        line = bisect_right(starts, offset) - 1
        return Location(self.path, self.first_line + line, offset - starts[line] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines begin."""
        lengths = (len(line) + 1 for line in self.raw.split("\n")[:-1])
        return list(accumulate(lengths, initial=0))

    def find(self, needle: str, nth: int = 0) -> Location:
        """The place of the nth occurrence of a string outside code, else the body's first line."""
        offset = -1
        for _ in range(nth + 1):
            found = self.masked.find(needle, offset + 1)
            if found < 0:
                break
            offset = found
        return self.at(offset) if offset >= 0 else Location(self.path, self.first_line, 1)

    def link(self, target: str, nth: int = 0) -> Location:
        """The place of the nth link to a target, typed as it is or with character references."""
        found = self._targets.get(target)
        if not found:
            return self.find(target, nth)
        return self.at(found[min(nth, len(found) - 1)])

    @cached_property
    def _targets(self) -> dict[str, list[int]]:
        """What links lead to, as typed and as meant → where it was typed."""
        found: dict[str, list[int]] = {}
        matches = _TARGET.finditer(self.masked) if "=" in self.masked else self._links()
        for match in matches:
            typed = match[1]
            for target in {typed, html.unescape(typed), unquote(typed)}:
                found.setdefault(target, []).append(match.start(1))
        return found

    def _links(self) -> Iterator[re.Match[str]]:
        """What `_TARGET` finds in a text that can have no tag's attribute, in the same order."""
        masked = self.masked
        link, definition, place = masked.find("]("), masked.find("]:"), 0
        while link >= 0 or definition >= 0:
            line = masked.rfind("\n", 0, definition) + 1 if definition >= 0 else len(masked)
            if definition >= 0 and (link < 0 or line < link):
                match = _DEFINITION.match(masked, line) if line >= place else None
            else:
                match = _LINK.match(masked, link)
            if match is None:
                definition = masked.find("]:", definition + 1)
                continue
            yield match
            place = match.end()
            link, definition = masked.find("](", place), masked.find("]:", place)

    @cached_property
    def lines(self) -> list[str]:
        """The masked text's lines."""
        return self.masked.split("\n")

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The marks of footnotes; a note is written where a line begins with it and a colon."""
        found = []
        for match in _NOTE.finditer(self.masked):
            line = self.masked.rfind("\n", 0, match.start()) + 1
            begins = _MARGIN.fullmatch(self.masked, line, match.start()) is not None
            is_definition = begins and match["colon"] is not None
            found.append(Note(match["name"], is_definition, match.start()))
        return tuple(found)

    def anchor(self, name: str, nth: int = 0) -> Location:
        """The place of the nth id of a name, in an attribute list or a tag."""
        word = re.escape(name)
        pattern = rf"\{{[^{{}}\n]*?(?P<list>#{word})(?![\w-])|\bid\s*=\s*[\"']?(?P<tag>{word})"
        found = list(re.finditer(pattern, self.masked))
        if not found:
            return self.find(f"#{name}", nth)
        match = found[min(nth, len(found) - 1)]
        return self.at(match.start("list" if match["list"] else "tag"))

    def has_id(self, name: str, line: int) -> bool:
        """Whether this id was typed on a line of the file, in an attribute list or a tag."""
        typed = self.lines[line - self.first_line]
        if not name or name not in typed or not ("{" in typed or "=" in typed):
            return False
        word = re.escape(name)
        pattern = rf"\{{[^{{}}]*#{word}(?=[\s}}])|\bid\s*=\s*[\"']?{word}(?![\w-])"
        return re.search(pattern, typed) is not None

    def attribute(self, name: str, nth: int = 0) -> Location:
        """The place of the nth attribute of a name, in a tag or an attribute list."""
        pattern = rf"(?:\{{[^{{}}\n]*?|<[^<>]*?)(?<![\w-])({re.escape(name)})(?![\w-])"
        found = list(re.finditer(pattern, self.masked, re.IGNORECASE))
        if not found:
            return self.find(name, nth)
        return self.at(found[min(nth, len(found) - 1)].start(1))


def blank(match: re.Match[str]) -> str:
    """What stands where something is left out: spaces, and the line ends it had."""
    left_out = match[0]
    if "\n" in left_out:
        return "\n".join(" " * len(line) for line in left_out.split("\n"))
    return " " * len(left_out)
