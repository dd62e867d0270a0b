"""Python-Markdown, set up once per process."""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension, AdmonitionProcessor
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode

from qingyuan.markup.fast import FastMarkdown, harmless
from qingyuan.model.body import SLOT, SLOT_CLOSE, SLOT_OPEN
from qingyuan.model.regex import regex

_ALIGN = regex(r' style="text-align: (left|right|center);"')
# Stands for a word of the interface until `convert` gives it a slot.
WORD = regex(f"{SLOT_OPEN}w:([a-z-]+){SLOT_CLOSE}")


def word(key: str) -> str:
    """The mark that WORD finds again."""
    return f"{SLOT_OPEN}w:{key}{SLOT_CLOSE}"


def to_html(source: str) -> tuple[str, bool]:
    """Markdown to HTML, and whether it is what the sanitiser would make of it."""
    converter = _converter()
    converter.reset()
    root = converter.tree(source)
    if root is None:
        return "", True
    if converter.htmlStash.html_counter == 0:
        markup = harmless.write(root)
        if markup is not None:
            return markup, True
    return _ALIGN.sub(r' class="align-\1"', converter.write(root)), False


def _slug(value: str, separator: str) -> str:
    """An anchor made of a heading's words, Chinese kept; slots (figures) have no part in it."""
    return slugify_unicode(SLOT.sub("", value), separator) or "section"


class _Boxes(AdmonitionProcessor):
    """Boxes whose default title is a word of the page's language, not the kind's English name."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = match.group(1).lower(), match.group(2)
        return kind, word(f"box-{kind.split()[0]}") if title is None else title or None


class _BoxExtension(AdmonitionExtension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.registerExtension(self)
        md.parser.blockprocessors.register(_Boxes(md.parser), "admonition", 105)


def extensions() -> list[Extension]:
    """What is read besides Markdown itself, each time anew, since extensions have a state.

    Not by their names, for which Python-Markdown looks through all libraries that are installed.
    """
    return [
        AbbrExtension(),
        AttrListExtension(),
        DefListExtension(),
        FencedCodeExtension(),
        FootnoteExtension(BACKLINK_TITLE=word("footnote-back")),
        MarkdownInHtmlExtension(),
        TableExtension(),
        _BoxExtension(),
        SaneListExtension(),
        TocExtension(slugify=_slug, marker=""),
    ]


@cache
def _converter() -> FastMarkdown:
    return FastMarkdown(output_format="html", extensions=extensions())
