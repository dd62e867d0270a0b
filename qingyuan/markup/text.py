"""The Markdown text as typed: where it stands, and which of it is code."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote

from qingyuan.model.location import Location

# Fenced blocks, inline code, comments, as Python-Markdown finds them: a fence that is not closed by
# one of the same length is no fence.
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence) *$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)


# Where Markdown and HTML have a link's target.
_TARGET = re.compile(
    r"(?:\]\(\s*<?|\b(?:href|src|cite)\s*=\s*[\"']?|^ {0,3}\[[^\]\n]+\]:\s*<?)"
    r"((?<=<)[^<>\n]*|(?:[^\s()<>\"']|\([^\s()]*\))*)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Text:
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
        line = self.raw.count("\n", 0, offset)
        return Location(self.path, self.first_line + line, offset - self.raw.rfind("\n", 0, offset))

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
        found = [match for match in _TARGET.finditer(self.masked) if _means(match[1], target)]
        if not found:
            return self.find(target, nth)
        return self.at(found[min(nth, len(found) - 1)].start(1))

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
        typed = self.masked.split("\n")[line - self.first_line]
        word = re.escape(name)
        pattern = rf"\{{[^{{}}]*#{word}(?=[\s}}])|\bid\s*=\s*[\"']?{word}(?![\w-])"
        return bool(name) and re.search(pattern, typed) is not None

    def attribute(self, name: str, nth: int = 0) -> Location:
        """The place of the nth attribute of a name, in a tag or an attribute list."""
        pattern = rf"(?:\{{[^{{}}\n]*?|<[^<>]*?)(?<![\w-])({re.escape(name)})(?![\w-])"
        found = list(re.finditer(pattern, self.masked, re.IGNORECASE))
        if not found:
            return self.find(name, nth)
        return self.at(found[min(nth, len(found) - 1)].start(1))


def _means(typed: str, target: str) -> bool:
    return target in {typed, html.unescape(typed), unquote(typed)}


def blank(match: re.Match[str]) -> str:
    """What stands where something is left out: spaces, and the line ends it had."""
    return re.sub(r"[^\n]", " ", match[0])
