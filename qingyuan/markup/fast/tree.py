"""Steps that walk over the whole tree, and do something in few places of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension, FootnoteTreeprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX

from qingyuan.markup.fast.levels import Levels


class FastPrettify(PrettifyTreeprocessor):
    """`PrettifyTreeprocessor`; levels are remembered, and leaves take no call of their own."""

    def __init__(self, md: Markdown, levels: Levels) -> None:
        super().__init__(md)
        self.levels = levels

    def run(self, root: Element) -> None:
        self.levels.fresh()
        super().run(root)

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802 - Python-Markdown's name
        levels = self.levels
        if levels[elem.tag] and elem.tag not in {"code", "pre"} and len(elem):
            text = elem.text
            if (not text or not text.strip()) and levels[elem[0].tag]:
                elem.text = "\n"
            for child in elem:
                if levels[child.tag]:
                    if len(child):
                        self._prettifyETree(child)
                    else:
                        tail = child.tail
                        if not tail or not tail.strip():
                            child.tail = "\n"
        tail = elem.tail
        if not tail or not tail.strip():
            elem.tail = "\n"


class _Some:
    """Stands for a document of which only some elements are of interest."""

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements

    def iter(self) -> Iterator[Element]:
        return iter(self.elements)


class FastAttributeLists(AttrListTreeprocessor):
    """`AttrListTreeprocessor.run` on the elements beside which a brace stands.

    It looks at an element's text and tail and at its children's tails, with expressions that need
    `{`; an attribute list that is applied is taken out, so no brace comes to an element later.
    """

    def run(self, doc: Element) -> None:
        if not any("{" in text for text in doc.itertext()):
            return
        beside = [
            element
            for element in doc.iter()
            if (element.text and "{" in element.text)
            or (element.tail and "{" in element.tail)
            or any(child.tail and "{" in child.tail for child in element)
        ]
        super().run(cast("Element", _Some(beside)))


class FastUnescape(UnescapeTreeprocessor):
    """`UnescapeTreeprocessor.run` where there is something to restore: its `RE` begins with STX."""

    def run(self, root: Element) -> None:
        for elem in root.iter():
            text = elem.text
            if text and STX in text and elem.tag != "code":
                elem.text = self.unescape(text)
            tail = elem.tail
            if tail and STX in tail:
                elem.tail = self.unescape(tail)
            for key, value in elem.items():
                if value and STX in value:  # a valueless attribute has None
                    elem.set(key, self.unescape(value))


class FastFootnotes(FootnoteTreeprocessor):
    """`FootnoteTreeprocessor.run`; the place for footnotes is looked for in all texts at once."""

    footnotes: FootnoteExtension

    def run(self, root: Element) -> None:
        if not self.footnotes.footnotes:
            return  # `makeFootnotesDiv` returns None
        if self.footnotes.getConfig("PLACE_MARKER") in "".join(root.itertext()):
            super().run(root)
            return
        notes = self.footnotes.makeFootnotesDiv(root)
        if notes is not None:
            root.append(notes)
