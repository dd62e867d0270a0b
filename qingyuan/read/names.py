"""Names as they stand in file names and ids."""

from __future__ import annotations

import re

from qingyuan.model.regex import regex

# A language's code, which names its files and folders: zh, zh-Hant.
CODE = regex(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_SLUG = regex(r"[a-z0-9][a-z0-9-]{0,79}")
RESERVED = regex(r"con|prn|aux|nul|com\d|lpt\d")


def suggest_id(text: str, fallback: str = "name-1") -> str:
    """An id or slug made of what was typed: lower case, hyphens, ASCII."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return plain or fallback


def better_slug(slug: str, fallback: str) -> str | None:
    """What to call it instead; None where it can be part of an address on every system."""
    if _SLUG.fullmatch(slug) and not RESERVED.fullmatch(slug):
        return None
    suggestion = suggest_id(slug, fallback)[:80].rstrip("-")
    return f"{suggestion}-1" if RESERVED.fullmatch(suggestion) else suggestion
