"""The inline stage: only patterns whose signs are in a text are tried on it.

`markdown.treeprocessors.InlineProcessor` tries every pattern on every text.  A pattern does nothing
unless its regular expression matches, and each of the built-in expressions needs a sign; applying a
pattern puts placeholders into a text (STX, letters, digits, a colon, ETX), which have none of the
signs, so what a text lacks at first it lacks at the end.  The order of texts and patterns is kept,
since footnotes number their references in it.

Ancestors are tracked by Python-Markdown for `ANCESTOR_EXCLUDES` alone, which no known pattern has.
"""

from __future__ import annotations

from collections import deque
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINE_BREAK_RE,
    LINK_RE,
    REFERENCE_RE,
    AutolinkInlineProcessor,
    AutomailInlineProcessor,
    BacktickInlineProcessor,
    EscapeInlineProcessor,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.inlinepatterns import InlineProcessor as Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import (
    INLINE_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    STX,
    AtomicString,
)

from qingyuan.markup.fast.emphasis import FastEmphasis

_TICK, _SLASH, _NOTE, _REFERENCE, _LINK, _IMAGE, _ANGLE, _BREAK, _AND, _STAR = (
    1 << bit for bit in range(10)
)
# Type and expression of a pattern → the signs that it can't do without, all of them.
# A link needs `](`: `LinkInlineProcessor.getLink` looks for the parenthesis right behind the
# bracket that closes the text.  References need a definition (`md.references`).
_NEEDS = {
    (BacktickInlineProcessor, BACKTICK_RE): _TICK,
    (EscapeInlineProcessor, ESCAPE_RE): _SLASH,
    (FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): _NOTE,
    (ReferenceInlineProcessor, REFERENCE_RE): _REFERENCE,
    (LinkInlineProcessor, LINK_RE): _LINK,
    (ImageInlineProcessor, IMAGE_LINK_RE): _LINK | _IMAGE,
    (ImageReferenceInlineProcessor, IMAGE_REFERENCE_RE): _REFERENCE | _IMAGE,
    (ShortReferenceInlineProcessor, REFERENCE_RE): _REFERENCE,
    (ShortImageReferenceInlineProcessor, IMAGE_REFERENCE_RE): _REFERENCE | _IMAGE,
    (AutolinkInlineProcessor, AUTOLINK_RE): _ANGLE,
    (AutomailInlineProcessor, AUTOMAIL_RE): _ANGLE,
    (SubstituteTagInlineProcessor, LINE_BREAK_RE): _BREAK,
    (HtmlInlineProcessor, HTML_RE): _ANGLE,
    (HtmlInlineProcessor, ENTITY_RE): _AND,
    (FastEmphasis, r"\*|_"): _STAR,
}
_PREFIX = INLINE_PLACEHOLDER_PREFIX
_find_placeholder = INLINE_PLACEHOLDER_RE.search


class FastInline(InlineProcessor):
    """`InlineProcessor`, set up anew whenever the registry of patterns has changed."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.known: list[Pattern] = []
        # Beside each pattern the signs that it needs; None for one that is not known here.
        self.needs: list[int | None] = []
        self.chosen: dict[int, list[tuple[int, Pattern]]] = {}
        self.referring = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        # Patterns of the older kind are not in `_NEEDS`, so none of them is ever applied here.
        patterns = cast("list[Pattern]", list(self.md.inlinePatterns))
        if self.known != patterns:
            self.known = patterns
            self.needs = [_NEEDS.get((type(pattern), pattern.pattern)) for pattern in patterns]
            self.chosen = {}
        if None in self.needs:
            return super().run(tree, ancestors)
        self.stashed_nodes = {}
        self.referring = bool(self.md.references)
        self._walk(tree)
        return tree

    def _walk(self, tree: Element) -> None:
        """`InlineProcessor.run`: breadth first, what is found in tails on the way."""
        queue = deque([tree])
        signs, handle, resolve = self._signs, self._handle, self._resolve
        while queue:
            current = queue.popleft()
            inserts: list[tuple[Element, list[Element]]] = []
            for child in current:
                text = child.text
                if text and not isinstance(text, AtomicString):
                    mask = signs(text)
                    if mask or STX in text:
                        child.text = None
                        found = resolve(handle(text, 0, mask), child)
                        if found:
                            queue += found
                            inserts.append((child, found))
                tail = child.tail
                if tail and ((mask := signs(tail)) or STX in tail):
                    tail = handle(tail, 0, mask)
                    holder = Element("d")
                    child.tail = None
                    found = resolve(tail, holder, in_text=False)
                    if holder.tail:
                        child.tail = holder.tail
                    if found:
                        place = list(current).index(child) + 1
                        for new in reversed(found):
                            current.insert(place, new)
                if len(child):
                    queue.append(child)
            for element, found in inserts:
                for place, new in enumerate(found):
                    element.insert(place, new)

    def _signs(self, text: str) -> int:
        """Which signs are in a text."""
        mask = 0
        if "[" in text:
            if "[^" in text:
                mask = _NOTE
            if "](" in text:
                mask |= _LINK
            if "![" in text:
                mask |= _IMAGE
            if self.referring:
                mask |= _REFERENCE
        if "*" in text or "_" in text:
            mask |= _STAR
        if "\\" in text:
            mask |= _SLASH
        if "`" in text:
            mask |= _TICK
        if "<" in text:
            mask |= _ANGLE
        if "&" in text:
            mask |= _AND
        if "\n" in text and "  \n" in text:
            mask |= _BREAK
        return mask

    def _handle(self, data: str, first: int, mask: int) -> str:
        """`InlineProcessor.__handleInline`, for patterns from number `first` on."""
        if not mask or isinstance(data, AtomicString):
            return data
        chosen = self.chosen.get(mask)
        if chosen is None:
            chosen = self.chosen[mask] = [
                (index, pattern)
                for index, (pattern, needs) in enumerate(zip(self.known, self.needs, strict=True))
                if needs is not None and needs & mask == needs
            ]
        for index, pattern in chosen:
            if index >= first:
                data = self._apply(pattern, index, data)
        return data

    def _apply(self, pattern: Pattern, index: int, data: str) -> str:
        """`InlineProcessor.__applyPattern`, over and over until there is no match."""
        occurrences, handle_match = pattern.compiled_re.finditer, pattern.handleMatch
        start = 0
        while True:
            for match in occurrences(data, start):
                node, begin, end = handle_match(match, data)
                if begin is not None and end is not None:
                    break
            else:
                return data
            if node is None:
                start = end
                continue
            if not isinstance(node, str) and not isinstance(node.text, AtomicString):
                for child in (node, *node):
                    text, tail = child.text, child.tail
                    if text:
                        child.text = self._handle(text, index + 1, self._signs(text))
                    if tail:
                        child.tail = self._handle(tail, index, self._signs(tail))
            number = f"{len(self.stashed_nodes):04d}"
            self.stashed_nodes[number] = node
            placeholder = INLINE_PLACEHOLDER % number
            data = f"{data[:begin]}{placeholder}{data[end:]}"
            start = begin + len(placeholder)

    def _resolve(self, data: str, parent: Element, *, in_text: bool = True) -> list[Element]:
        """`InlineProcessor.__processPlaceholders`: elements, and text on the parent or on them."""
        result: list[Element] = []

        def add(text: str) -> None:
            if not text:
                return
            if result:
                last = result[-1]
                last.tail = last.tail + text if last.tail else text
            elif in_text:
                parent.text = parent.text + text if parent.text else text
            else:
                parent.tail = parent.tail + text if parent.tail else text

        start = 0
        while data:
            index = data.find(_PREFIX, start)
            if index == -1:
                text = data[start:]
                add(AtomicString(text) if isinstance(data, AtomicString) else text)
                break
            match = _find_placeholder(data, index)
            number = match[1] if match else None
            if match is None or number not in self.stashed_nodes:
                end = index + len(_PREFIX)
                add(data[start:end])
                start = end
                continue
            node = self.stashed_nodes[number]
            if index > 0:
                add(data[start:index])
            start = match.end()
            if isinstance(node, str):
                add(node)
                continue
            for child in (node, *node):
                if child.tail and _PREFIX in child.tail:
                    self._resolve_tail(node, child)
                if child.text and _PREFIX in child.text:
                    text, child.text = child.text, None
                    for new in reversed(self._resolve(text, child)):
                        child.insert(0, new)
            result.append(node)
        return result

    def _resolve_tail(self, node: Element, child: Element) -> None:
        """`InlineProcessor.__processElementText` for a tail."""
        text, child.tail = child.tail, None
        found = self._resolve(text or "", child, in_text=False)
        place = list(node).index(child) + 1 if node is not child else 0
        for new in reversed(found):
            node.insert(place, new)
