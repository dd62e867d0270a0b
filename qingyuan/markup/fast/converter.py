"""Python-Markdown with every stage replaced that can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import DelimiterProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import (
    InlineProcessor,
    PrettifyTreeprocessor,
    UnescapeTreeprocessor,
)
from markdown.util import Registry

from qingyuan.markup.fast.blocks import FastBlockParser
from qingyuan.markup.fast.contents import FastContents
from qingyuan.markup.fast.emphasis import FastEmphasis
from qingyuan.markup.fast.inline import FastInline
from qingyuan.markup.fast.levels import Levels
from qingyuan.markup.fast.lines import FastFences, FastHtmlBlocks, FastWhitespace
from qingyuan.markup.fast.serialise import to_html
from qingyuan.markup.fast.tables import FastTables
from qingyuan.markup.fast.tree import (
    FastAttributeLists,
    FastFootnotes,
    FastPrettify,
    FastUnescape,
)


class FastMarkdown(Markdown):
    """`Markdown` with the same result, for `output_format="html"`.

    A processor is replaced only if it is exactly the one that Python-Markdown and its extensions
    register; any other is left alone.
    """

    output_formats = {**Markdown.output_formats, "html": to_html}  # noqa: RUF012 - as there

    def build_parser(self) -> Self:
        """`Markdown.build_parser`, with a block parser of our own for the same processors."""
        super().build_parser()
        parser = FastBlockParser(self)
        parser.blockprocessors = self.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        self.parser = parser
        return self

    def convert(self, source: str) -> str:
        """`Markdown.convert`, in two steps."""
        root = self.tree(source)
        return "" if root is None else self.write(root)

    def tree(self, source: str) -> Element | None:
        """`Markdown.convert` until the tree is done; None for a text of nothing but white space."""
        if not source.strip():
            return None
        self.lines = source.split("\n")
        for preprocessor in self.preprocessors:
            self.lines = preprocessor.run(self.lines)
        self.parser.parseDocument(self.lines)
        root = self.parser.root
        for treeprocessor in self.treeprocessors:
            new = treeprocessor.run(root)
            root = root if new is None else new
        return root

    def write(self, root: Element) -> str:
        """`Markdown.convert` from the tree on."""
        output = self.serializer(root)
        start, end = f"<{self.doc_tag}>", f"</{self.doc_tag}>"
        if self.stripTopLevelTags:
            try:
                output = output[output.index(start) + len(start) : output.rindex(end)].strip()
            except ValueError as problem:
                message = f"Markdown failed to strip top-level tags. Document={output.strip()!r}"
                raise ValueError(message) from problem
        for postprocessor in self.postprocessors:
            output = postprocessor.run(output)
        return output.strip()

    def registerExtensions(  # noqa: N802 - Python-Markdown's name
        self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]
    ) -> Self:
        """`Markdown.registerExtensions`, then what it registered is replaced."""
        super().registerExtensions(extensions, configs)
        levels = Levels(self)
        before, blocks = self.preprocessors, self.parser.blockprocessors
        inline, tree = self.inlinePatterns, self.treeprocessors
        _replace(before, "normalize_whitespace", 30, NormalizeWhitespace, FastWhitespace)
        _replace(before, "fenced_code_block", 25, FencedBlockPreprocessor, FastFences)
        _replace(before, "html_block", 20, HtmlBlockPreprocessor, FastHtmlBlocks)
        _replace(blocks, "table", 75, TableProcessor, FastTables)
        _replace(inline, "em_strong", 60, DelimiterProcessor, FastEmphasis)
        if type(inline["em_strong"]) is FastEmphasis:
            self.delimiters = inline["em_strong"]
        _replace(tree, "footnote", 50, FootnoteTreeprocessor, FastFootnotes)
        if type(tree["inline"]) is InlineProcessor:
            tree.register(FastInline(self), "inline", 20)
        if type(tree["prettify"]) is PrettifyTreeprocessor:
            tree.register(FastPrettify(self, levels), "prettify", 10)
        _replace(tree, "attr_list", 8, AttrListTreeprocessor, FastAttributeLists)
        _replace(tree, "toc", 5, TocTreeprocessor, FastContents)
        _replace(tree, "unescape", 0, UnescapeTreeprocessor, FastUnescape)
        return self


def _replace(registry: Registry[Any], name: str, priority: int, plain: type, fast: type) -> None:
    """Put in place of a processor one of a subclass that has the same state."""
    if name in registry and type(registry[name]) is plain:
        new: object = object.__new__(fast)
        new.__dict__.update(registry[name].__dict__)
        registry.register(new, name, priority)
