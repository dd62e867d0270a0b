"""The tree as HTML."""

from __future__ import annotations

from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.serializers import RE_AMP, to_html_string

# Elements in elements beyond which Python-Markdown's own serialiser, which has no limit, is used.
_DEEP = 100
_BOOLEAN: frozenset[str] = serializers.BOOLEAN_ATTRIBUTES["html"]  # type: ignore[attr-defined]  # not in the stubs


class _Plain(Exception):  # noqa: N818 - no error: a way to say that the shortcut does not apply
    """The tree has something that the shortcut does not know."""


def to_html(root: Element) -> str:
    """`markdown.serializers.to_html_string`, for trees of elements with names that are strings."""
    pieces: list[str] = []
    try:
        _write(root, pieces, 0)
    except _Plain:
        return to_html_string(root)
    return "".join(pieces)


def _write(element: Element, pieces: list[str], depth: int) -> None:
    tag = element.tag
    if tag.__class__ is not str or depth > _DEEP:
        raise _Plain
    items = element.items()
    if items:
        pieces.append(f"<{tag}")
        for key, value in sorted(items):
            if key.__class__ is not str or value.__class__ is not str:
                raise _Plain
            shown = _text(value).replace('"', "&quot;")
            if key == shown and key in _BOOLEAN:
                pieces.append(f" {key}")
            else:
                pieces.append(f' {key}="{shown}"')
        pieces.append(">")
    else:
        pieces.append(f"<{tag}>")
    text = element.text
    low = tag if tag.islower() else tag.lower()
    if text:
        pieces.append(text if low in {"script", "style"} else _text(text))
    for child in element:
        _write(child, pieces, depth + 1)
    if low not in HTML_EMPTY:
        pieces.append(f"</{tag}>")
    tail = element.tail
    if tail:
        pieces.append(_text(tail))


def _text(text: str) -> str:
    """`_escape_cdata`."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text
