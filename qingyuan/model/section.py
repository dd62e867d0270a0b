"""Sections of an edition: the pieces in which a translation keeps up with its original."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.regex import regex

# Keys of the sections that have no heading; a footnote's is ^ and its name.
FRONT, OPENING = "front", "opening"

_MARK = regex(r"[\[【［]{2}\s*/?\s*waive\b[^\[\]【】［］\n]*[\]】］]{2}")
# What differs between typists and not in what is said: quotation marks, dashes, dots, brackets.
_ALIKE = dict(
    zip(
        "“”„‟«»「」『』‘’‚‛′`、，。；：？！（）【】［］〔〕｛｝—–―－‐‑～·•",
        '""""""""""\'\'\'\'\'\'' + ",,.;:?!()[][][]{}" + "------~..",
        strict=True,
    )
)
_RUNS = regex(r"([-.~])\1+")


class Section(Struct, frozen=True):
    """A heading with what follows it, the text before the first, a footnote, or front matter.

    `key` is the heading's anchor, `title` its words, `text` what was typed, `digest` that text's
    fingerprint.
    """

    key: str
    title: str
    text: str
    digest: str
    at: Location

    @classmethod
    def of(cls, key: str, title: str, text: str, at: Location) -> Section:
        """The section with its fingerprint."""
        return cls(key, title, text, fingerprint(text), at)


def plain(text: str) -> str:
    """The text without what does not change its meaning: white space, width, kinds of marks.

    Compatibility forms are folded (Unicode NFKC, UAX #15), so a full-width digit is a digit.
    Waivers are left out: they tell the program something, and the reader nothing.
    """
    if "waive" in text:
        text = _MARK.sub("", text)
    if not text.isascii() or "`" in text:  # the only sign of ASCII that has another form
        one_way = _to_one_way(text)
        text = unicodedata.normalize("NFKC", one_way)
        if text != one_way:
            text = _to_one_way(text)
    text = "".join(text.split())
    return _RUNS.sub(r"\1", text) if "--" in text or ".." in text or "~~" in text else text


def _to_one_way(text: str) -> str:
    """The text with one sign of those that are alike; sign by sign, as a text has few of them."""
    for sign, alike in _ALIKE.items():
        text = text.replace(sign, alike)
    return text


@lru_cache(maxsize=256)
def fingerprint(text: str) -> str:
    """SHA-256 of the plain text, its first 16 hexadecimal digits: enough to tell editions apart.

    The record of a translation has the same sections as its original, which is read next to it.
    """
    return hashlib.sha256(plain(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
