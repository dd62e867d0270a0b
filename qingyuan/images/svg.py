"""SVG drawings: text, whose root says how large it is (SVG 2)."""

from __future__ import annotations

import re

from qingyuan.model.regex import regex

_ROOT = regex(rb"<svg\b[^>]*>")
_LENGTH = regex(rb"\s(width|height)\s*=\s*[\"']\s*([\d.]+)(?:px)?\s*[\"']")
_VIEW_BOX = regex(
    rb"\sviewBox\s*=\s*[\"']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*[\"']"
)
# What browsers take where a drawing says nothing.
_DEFAULT = (300, 150)
# A drawing with nothing but a view box takes all the room that there is.
_WIDE = 1600
# Written about the drawing, and by programs for themselves: names of files, of people, of folders.
# What stands in CDATA is text, whatever it looks like.
_NOTES = regex(
    rb"(?P<kept><!\[CDATA\[.*?\]\]>)|<!--.*?-->|<(?P<tag>metadata|sodipodi:namedview|rdf:RDF)\b"
    rb"(?:[^>]*/>|.*?</(?P=tag)\s*>)"
    rb"|\s(?:inkscape|sodipodi):[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height that the drawing asks for, else those of its view box."""
    root = _ROOT.search(data)
    if root is None:
        return None
    asked = dict(_LENGTH.findall(root[0]))
    box = _VIEW_BOX.search(root[0])
    if len(asked) == 2:
        pair = (asked[b"width"], asked[b"height"])
    elif box:
        pair = (box[1], box[2])
    else:
        return _DEFAULT
    try:
        width, height = (float(side) for side in pair)
    except ValueError:
        return None
    if not width or not height:
        return _DEFAULT
    scale = 1 if len(asked) == 2 else _WIDE / width
    return max(round(width * scale), 1), max(round(height * scale), 1)


def clean(data: bytes) -> bytes:
    """The drawing without metadata, comments, and what drawing programs note."""
    while (less := _NOTES.sub(lambda match: match["kept"] or b"", data)) != data:
        data = less  # what stood around a note can be one itself
    return data
