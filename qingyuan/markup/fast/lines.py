"""What Python-Markdown does with the lines before it looks for blocks.

Each of the three processors returns its lines unchanged unless a certain sign is among them.
"""

from __future__ import annotations

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, STX

from qingyuan.model.regex import regex

_BLANK_LINE = regex(r"(?<=\n) +\n")


class FastWhitespace(NormalizeWhitespace):
    """`NormalizeWhitespace.run`, each step only where its sign occurs."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if STX in source or ETX in source:
            source = source.replace(STX, "").replace(ETX, "")
        if "\r" in source:
            source = source.replace("\r\n", "\n").replace("\r", "\n")
        source += "\n\n"
        if "\t" in source:
            source = source.expandtabs(self.md.tab_length)
        if " \n" in source:
            source = _BLANK_LINE.sub("\n", source)
        return source.split("\n")


class FastFences(FencedBlockPreprocessor):
    """`FENCED_BLOCK_RE` begins with three ticks or tildes at the beginning of a line."""

    def run(self, lines: list[str]) -> list[str]:
        for line in lines:
            if line.startswith(("```", "~~~")):
                return super().run(lines)
        return lines


class FastHtmlBlocks(HtmlBlockPreprocessor):
    """`HTMLExtractorExtra` hands on, in order and unchanged, all but tags and `&#`.

    Without `<` nothing is ever raw, so every piece of text goes to `cleandoc`; a named reference is
    put together again as typed.  (A numeric one may get a semicolon: hence the second sign.)
    """

    def run(self, lines: list[str]) -> list[str]:
        for line in lines:
            if "<" in line or "&#" in line:
                return super().run(lines)
        return lines
