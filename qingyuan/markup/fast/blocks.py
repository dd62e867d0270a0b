"""The block stage: a block is offered only to processors that can take it.

`BlockParser.parseBlocks` tries up to seventeen processors in turn.  All but the paragraph's need a
certain sign at the beginning of a line, after no more than three spaces (their `RE`), an indent of
four, an empty block, or a bar.  A processor that says no changes nothing but what it sets anew in
the next `test` (`HRProcessor.match`, `TableProcessor.border`, `AdmonitionProcessor.current_sibling`
is set only by a test that says yes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, ElementTree

from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    CodeBlockProcessor,
    EmptyBlockProcessor,
    HashHeaderProcessor,
    HRProcessor,
    ListIndentProcessor,
    OListProcessor,
    ParagraphProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
    UListProcessor,
)
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.md_in_html import MarkdownInHtmlProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.util import STX

from qingyuan.markup.fast.tables import FastTables
from qingyuan.model.regex import regex

_DIGIT, _INDENT, _EMPTY, _BAR = "0", "    ", "\n", "|"
# Processor → what a block needs to be taken, any of these; None: it takes every block.
_NEEDS: dict[type[BlockProcessor], frozenset[str] | None] = {
    AbbrBlockprocessor: frozenset("*"),
    AdmonitionProcessor: frozenset(("!", _INDENT)),
    BlockQuoteProcessor: frozenset(">"),
    CodeBlockProcessor: frozenset((_INDENT,)),
    DefListIndentProcessor: frozenset((_INDENT,)),
    DefListProcessor: frozenset(":"),
    EmptyBlockProcessor: frozenset((_EMPTY,)),
    FastTables: frozenset((_BAR,)),
    FootnoteBlockProcessor: frozenset("["),
    HRProcessor: frozenset("-_*"),
    HashHeaderProcessor: frozenset("#"),
    ListIndentProcessor: frozenset((_INDENT,)),
    MarkdownInHtmlProcessor: frozenset((STX,)),
    OListProcessor: frozenset((_DIGIT,)),
    ParagraphProcessor: None,
    ReferenceProcessor: frozenset("["),
    SaneOListProcessor: frozenset((_DIGIT,)),
    SaneUListProcessor: frozenset("*+-"),
    SetextHeaderProcessor: frozenset("=-"),
    UListProcessor: frozenset("*+-"),
}
# What a subclass may not have changed.
_TRIED = ("test", "run", "RE", "SEARCH_RE", "parse_content")
_MARKS = frozenset(f"!#*+-:=>[_{STX}")
# A mark at the beginning of a line, or the empty string for a digit.
_LEADS = regex(rf"^ {{0,3}}(?:([!#*+:=>_\[{STX}-])|\d)", re.MULTILINE)


class FastBlockParser(BlockParser):
    """`BlockParser` that knows which of its processors can take which block."""

    known: Sequence[BlockProcessor] = ()
    chosen: dict[str, list[BlockProcessor]] | None = None

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - Python-Markdown's
        processors = list(self.blockprocessors)
        if processors != self.known:
            self.known = processors
            sound = all(_base(type(processor)) for processor in processors)
            self.chosen = {} if sound and self.md.tab_length == len(_INDENT) else None
        return super().parseDocument(lines)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - the same
        chosen = self.chosen
        if chosen is None:
            super().parseBlocks(parent, blocks)
            return
        while blocks:
            block = blocks[0]
            signs = _of_lines(block) if "\n" in block else _of_line(block)
            processors = chosen.get(signs)
            if processors is None:
                processors = chosen[signs] = self._choose(signs)
            for processor in processors:
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    def _choose(self, signs: str) -> list[BlockProcessor]:
        """The processors for blocks with these signs; few sets of signs are ever met."""
        present = set(signs.replace(_INDENT, ""))
        if _INDENT in signs:
            present.add(_INDENT)
        return [processor for processor in self.known if _can_take(processor, present)]


def _of_line(block: str) -> str:
    """What the processors may need of a block that is one line; a line alone is no table."""
    sign = block[:1]
    if sign == " ":
        sign = _INDENT if block.startswith(_INDENT) else block.lstrip(" ")[:1]
    if sign in _MARKS or sign == _INDENT:
        return sign
    return _DIGIT if sign.isdigit() else "" if block else _EMPTY


def _of_lines(block: str) -> str:
    """What the processors may need of a block, from all its lines."""
    leads = set(_LEADS.findall(block))
    signs = "".join(sorted(leads))
    if "" in leads:
        signs += _DIGIT
    if block[0] == "\n":
        signs += _EMPTY
    if "|" in block:
        signs += _BAR
    if block.startswith(_INDENT):
        signs += _INDENT
    return signs


def _can_take(processor: BlockProcessor, present: set[str]) -> bool:
    base = _base(type(processor))
    needs = _NEEDS[base] if base else None
    return needs is None or bool(needs & present)


def _base(kind: type[BlockProcessor]) -> type[BlockProcessor] | None:
    """The class whose needs a processor has: its own, or one of which it keeps all that counts."""
    for base in kind.__mro__:
        if base in _NEEDS:
            kept = all(getattr(kind, name, None) is getattr(base, name, None) for name in _TRIED)
            return base if kept else None
    return None
