"""The Markdown text as typed: where it stands, and which of it is code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingyuan.model.location import Location

# Fenced blocks, inline code, comments.  An unclosed fence runs to the end, as in Markdown.
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
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


def blank(match: re.Match[str]) -> str:
    """What stands where something is left out: spaces, and the line ends it had."""
    return re.sub(r"[^\n]", " ", match[0])
