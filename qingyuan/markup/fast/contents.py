"""Headings get their ids; the table of contents that Python-Markdown makes beside is left out."""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element

from markdown.extensions.toc import (
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.util import STX


class FastContents(TocTreeprocessor):
    """`TocTreeprocessor.run` without `md.toc` and `md.toc_tokens`, which nobody reads here.

    With a marker, links in headings, another base level or labels of their own it is as it was.
    The words of a heading without children are its text: what `render_inner_html` and `strip_tags`
    do to it needs an element, `<`, `&` or a placeholder.
    """

    def run(self, doc: Element) -> None:
        headings: list[Element] = []
        used: set[str] = set()
        labelled = False
        for element in doc.iter():
            tag = element.tag
            if tag.__class__ is str and self.header_rgx.match(tag):
                headings.append(element)
            names = element.keys()
            if names:
                if "id" in names:
                    used.add(element.attrib["id"])
                labelled = labelled or "data-toc-label" in names
        plain = self.marker or self.use_anchors or self.use_permalinks or self.base_level
        if plain or labelled:
            super().run(doc)
            return
        counters: dict[str, int] = {}
        for heading in headings:
            self.set_level(heading)
            text = heading.text or ""
            if len(heading) or "<" in text or ">" in text or "&" in text or STX in text:
                name = strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
            else:
                name = " ".join(text.split())
            if "id" not in heading.attrib:
                anchor = self.slugify(html.unescape(name), self.sep)
                heading.attrib["id"] = unique(anchor, used, counters)
