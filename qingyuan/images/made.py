"""What becomes of a picture before it is published: its size, and copies for small screens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """Why a picture can't be published."""

    DAMAGED = "damaged"
    MISNAMED = "misnamed"
    FOREIGN = "foreign"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a picture that carries its pixels and nothing else."""

    ending: str
    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """A picture's format and its size as it is seen, upright.

    The first of the `copies` is for browsers that know nothing newer than the picture's own format;
    there are none of what is published as it is: drawings and animations.
    """

    form: str = ""
    width: int = 0
    height: int = 0
    copies: tuple[Copy, ...] = ()
    flaw: Flaw | None = None
