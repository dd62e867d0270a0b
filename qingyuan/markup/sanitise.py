"""The allow-list for HTML in bodies, and what was taken out where.

Cleaning is nh3's (the Rust library ammonia), which parses as a browser does.  The comparison here
only explains it: cleaning never depends on what this module finds.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from html.parser import HTMLParser

import nh3

from qingyuan.markup.problems import HTML_REMOVED, LINK_SCHEME
from qingyuan.markup.text import Text
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem

TAGS = frozenset(
    [
        "a",
        "abbr",
        "aside",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(dirty: str, text: Text, problems: list[Problem]) -> str:
    """The HTML with only what is allowed; a problem for each thing taken out."""
    result = nh3.clean(
        dirty, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )
    if html.unescape(dirty).replace(" />", ">") != html.unescape(result):
        _explain(dirty, result, text, problems)
    return result


class _Inventory(HTMLParser):
    """Counts start tags and attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: Counter[tuple[str, str, str]] = Counter()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, "", ""] += 1
        self.found.update((tag, name, value or "") for name, value in attrs)

    def handle_pi(self, data: str) -> None:
        self.found["?" + data.partition(" ")[0], "", ""] += 1

    def handle_decl(self, decl: str) -> None:
        self.found["!" + decl.partition(" ")[0], "", ""] += 1

    def unknown_decl(self, data: str) -> None:
        self.found["![" + data.partition("[")[0], "", ""] += 1


def _explain(dirty: str, result: str, text: Text, problems: list[Problem]) -> None:
    gone = _Inventory(dirty).found - _Inventory(result).found
    tags = {tag for tag, name, _ in gone if not name}
    for (tag, name, value), count in gone.items():
        for nth in range(count):
            if not name:
                problems.append(HTML_REMOVED.at(_tag(text, tag, nth), what=f"<{tag}>"))
            elif tag in tags and tag not in TAGS:
                continue
            elif name in {"href", "src", "cite"}:
                problems.append(
                    LINK_SCHEME.at(text.link(value, nth), target=" ".join(value.split()))
                )
            else:
                what = f'{name}="{value}"' if value else name
                problems.append(HTML_REMOVED.at(text.attribute(name, nth), what=what))


def _tag(text: Text, tag: str, nth: int) -> Location:
    """The place of the nth start tag of a name, in any case."""
    hits = list(re.finditer(rf"<{re.escape(tag)}(?!\w)", text.masked, re.IGNORECASE))
    return text.at(hits[nth].start()) if nth < len(hits) else text.find("<")
