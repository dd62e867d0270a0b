"""What a YAML text is read to: nodes that know where they stand.

Every scalar stays the text that was typed: YAML 1.1 would turn `no`, `12:30`, `1_000` and
`2022-10-17` into other things, and a figure into a binary float.  The schema decides the type.
Anchors, aliases and tags are refused, which also bounds the size of what comes out.
"""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.location import Breaks, Location, spot


class Scalar(Struct, frozen=True):
    """A single value, as typed; `plain` when it had no quotes.

    `breaks` tell where the characters of its `words` stand, if not side by side from `at` on.
    """

    text: str
    at: Location
    plain: bool
    breaks: Breaks = ()

    def place(self, offset: int) -> Location:
        """Where a character of its words stands."""
        return spot(self.at, self.breaks, offset)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed, or YAML's words for nothing."""
        return not self.text.strip() or (self.plain and self.text.strip() in {"~", "null"})


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    at: Location


class Mapping(Struct, frozen=True):
    """Fields in the order of the file, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Location


Node = Scalar | Sequence | Mapping
