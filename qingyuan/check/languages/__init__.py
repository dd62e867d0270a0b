"""Two languages, one truth: what one edition says, the other says."""

from __future__ import annotations

from types import ModuleType

from qingyuan.check.languages import (
    editions,
    headings,
    lists,
    numbers,
    structure,
    texts,
    translations,
)

RULES: tuple[ModuleType, ...] = (editions, texts, translations)
# What differs between two editions of a text, which may be meant.
PARITY: tuple[ModuleType, ...] = (headings, lists, numbers, structure)
