"""HTML as the sanitiser would return it, written at once, where that can be told for certain.

Cleaning (`markup/sanitise.py`, the Rust library ammonia) parses HTML as a browser does, takes out
what is not allowed and writes what is left.  For a tree that Python-Markdown made, and in which

- nothing was typed as HTML: the stash for raw HTML is empty,
- every element is one that the allow-list has, in a parent where HTML's parsing rules leave it
  (`_CHILDREN`: no paragraph in a paragraph, no link in a link, rows in their table's head or body),
- every attribute is allowed and its value needs no escape, and every address is relative or of an
  allowed scheme and simple (`_ADDRESS`),
- no text has a reference (`&`), and none stands between the rows of a table,

parsing gives the same tree again and nothing is taken out: what is written is start tags with their
attributes in the same order, and text with `&`, `<`, `>` and no-break spaces as references.  Of any
other tree nothing is said, and it goes the long way.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.util import STX

from qingyuan.model.regex import regex

_PHRASING = frozenset(("a", "abbr", "br", "code", "em", "img", "strong", "sup"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FLOW = _PHRASING.union(
    ("blockquote", "div", "dl", "hr", "ol", "p", "pre", "table", "ul"), _HEADINGS
)
_CHILDREN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("blockquote", "dd", "div", "li"), _FLOW),
    **dict.fromkeys(("dt", "p", "td", "th", *_HEADINGS), _PHRASING),
    **dict.fromkeys(("a", "abbr", "code", "em", "strong", "sup"), _PHRASING),
    "dl": frozenset(("dd", "dt")),
    "ol": frozenset(("li",)),
    "pre": frozenset(("code",)),
    "table": frozenset(("tbody", "thead")),
    "tbody": frozenset(("tr",)),
    "thead": frozenset(("tr",)),
    "tr": frozenset(("td", "th")),
    "ul": frozenset(("li",)),
}
_EMPTY = frozenset(("br", "hr", "img"))
_NOTHING: frozenset[str] = frozenset()
_NO_TEXT = frozenset(("br", "hr", "img", "pre", "table", "tbody", "thead", "tr"))
_ANYWHERE = frozenset(("class", "id", "title"))
_ADDRESSES = frozenset((("a", "href"), ("img", "src")))
_MORE = _ADDRESSES | {("img", "alt"), ("ol", "start")}
_ALIGN = {f"text-align: {side};": f"align-{side}" for side in ("left", "right", "center")}
# Without a colon an address has no scheme.  A host has letters and digits, single hyphens, and no
# number at its end, so it is neither an address in figures nor one in Punycode.
_ADDRESS = regex(
    r"(?:https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?=[/?#]|\Z)"
    r"|tel:(?=[0-9+])|mailto:(?=[a-z0-9.]+@)|\#:?|(?=[^:]*\Z))[\w/?#=.~%+,;()*!@:-]*"
)
_UNSAFE = regex(f'[&<>"\u00a0{STX}\0]')
_DEEP = 60


class _Unsure(Exception):  # noqa: N818 - no error: a way to say that the shortcut does not apply
    """The tree has something that the sanitiser might change."""


def write(root: Element) -> str | None:
    """The inside of the root as cleaned HTML, or None if that is not certain.

    Alignment of cells, which Python-Markdown writes as a style, becomes a class.
    """
    pieces: list[str] = []
    try:
        if root.keys() or (root.text and root.text.strip(" \n")):
            return None
        for child in root:
            tail = child.tail
            if child.tag not in _FLOW or (tail and tail.strip(" \n")):
                return None
            _write(child, pieces, "", 0)
    except _Unsure:
        return None
    return "".join(pieces).strip()


def _write(element: Element, pieces: list[str], within: str, depth: int) -> None:
    """An element with its tail; `within` is "a" inside a link, where no other may be."""
    tag = element.tag
    items = element.items()
    pieces.append(_start(tag, items) if items else f"<{tag}>")
    text = element.text
    if text:
        # A line end at the beginning of `pre` is no part of it.
        if tag in _NO_TEXT and (text.strip(" \n") or tag == "pre" or tag in _EMPTY):
            raise _Unsure
        pieces.append(_text(text))
    if len(element):
        if depth > _DEEP:
            raise _Unsure
        allowed = _CHILDREN.get(tag, _NOTHING)
        inside = "a" if tag == "a" else within
        is_bare = tag in _NO_TEXT
        for child in element:
            name, tail = child.tag, child.tail
            if name not in allowed or name == inside or (is_bare and tail and tail.strip(" \n")):
                raise _Unsure
            _write(child, pieces, inside, depth + 1)
    if tag not in _EMPTY:
        pieces.append(f"</{tag}>")
    tail = element.tail
    if tail:
        pieces.append(_text(tail))


def _start(tag: str, items: Iterable[tuple[str, str | None]]) -> str:
    """A start tag with its attributes, sorted as Python-Markdown's serialiser sorts them."""
    pieces = [f"<{tag}"]
    is_classed = False
    for name, value in sorted(items):
        if value is None or _UNSAFE.search(value):
            raise _Unsure
        if name in _ANYWHERE:
            is_classed = is_classed or name == "class"
            pieces.append(f'{name}="{value}"')
        elif (tag, name) in _MORE:
            if (tag, name) in _ADDRESSES and not (value and _ADDRESS.fullmatch(value)):
                raise _Unsure
            pieces.append(f'{name}="{value}"')
        elif name == "style" and tag in {"td", "th"} and value in _ALIGN and not is_classed:
            pieces.append(f'class="{_ALIGN[value]}"')
        else:
            raise _Unsure
    return " ".join(pieces) + ">"


def _text(text: str) -> str:
    if "&" in text or "\0" in text:
        raise _Unsure
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\u00a0" in text:
        text = text.replace("\u00a0", "&nbsp;")
    if STX in text:
        text = text.replace(NBSP_PLACEHOLDER, "&nbsp;").replace(FN_BACKLINK_TEXT, "↩")
        if STX in text:
            raise _Unsure
    return text
