"""Chinese in traditional characters: numbers are read and spelled in them as in simplified ones."""

from __future__ import annotations

from qingyuan.model.han_forms import ALIKE

# What `spell` writes.
_TO_FULL = str.maketrans("万亿两点负", "萬億兩點負")
# Most texts have none of these, which is found out faster than a text is translated.
_ALIKE = frozenset(map(chr, ALIKE))
_TRADITIONAL = ("hant", "tw", "hk", "mo")


def simple(text: str) -> str:
    """The text as `han` reads it: as long as it was, so that places stay right."""
    return text if _ALIKE.isdisjoint(text) else text.translate(ALIKE)


def written(text: str, language_tag: str) -> str:
    """Simplified words of numbers in the script of a Chinese language: 四百萬 for zh-Hant."""
    parts = language_tag.lower().replace("_", "-").split("-")
    traditional = "hans" not in parts and any(part in _TRADITIONAL for part in parts)
    return text.translate(_TO_FULL) if traditional else text
