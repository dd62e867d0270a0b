"""Exact quantities: a decimal, how exactly it is meant, and its unit."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from qingyuan.model.language import Wording

# The dimension of percent and per mille, which have possible and impossible values.
PERCENT = "percent"


def plain(value: Decimal) -> str:
    """Digits without an exponent and without needless zeros: 29.29892."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Qualifier(StrEnum):
    """How a source words a number; never dropped on the way to a page."""

    EXACT = "exact"
    MORE_THAN = "more-than"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "at-most"


class Unit(Struct, frozen=True):
    """A unit declared once.

    `factor` converts to the base unit of `dimension` (1 kg = 1000 g); in the wording's texts `{n}`
    stands for the number.
    """

    id: str
    dimension: str
    factor: Decimal
    wording: Wording
