"""What becomes of a picture before it is published: its size, and copies for small screens."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from qingyuan.model.blob import Blob


class Flaw(StrEnum):
    """Why a picture can't be published."""

    DAMAGED = "damaged"
    MISNAMED = "misnamed"
    FOREIGN = "foreign"
    LARGE = "large"


class Copy(Struct, frozen=True):
    """A copy of a picture that carries its pixels and nothing else."""

    ending: str
    width: int
    blob: Blob

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.blob.data


class Made(Struct, frozen=True):
    """A picture's format and its size as it is seen, upright.

    The first of the `copies` is for browsers that know nothing newer than the picture's own format;
    there are none of what is published as it is: drawings and animations.
    """

    form: str = ""
    width: int = 0
    height: int = 0
    copies: tuple[Copy, ...] = ()
    flaw: Flaw | None = None


class Cleaned(Struct, frozen=True):
    """What is published of a file beside a text, and whether it told where it was made.

    `blob` is the file without what was written about it, None where that is the file as it is;
    `keeps_location` where the place can't be taken out; `made` is there of a picture.
    """

    blob: Blob | None
    has_location: bool
    keeps_location: bool
    made: Made | None
