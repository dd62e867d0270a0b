"""What a build found and did."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from qingyuan.model.coming import Coming
from qingyuan.model.problem import Problem, Severity
from qingyuan.model.stamp import Stamp
from qingyuan.model.standing import Standing
from qingyuan.model.waiver import Waived


class Change(Struct, frozen=True):
    """What publishing did: files written, removed (by name), left because they were the same.

    `stamps` are those of the files as they are now, by their paths.
    """

    written: int
    removed: tuple[str, ...]
    same: int
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


class Pack(Struct, frozen=True):
    """A zip that was written."""

    path: str
    files: int
    size: int
    sha256: str


class Report(Struct, frozen=True):
    """What a build found and did.

    `waived` are problems that an editor has taken an exception from; `translations` is how each
    stands to its original; `upcoming` is what changes or falls due soon; `pages` counts them by
    language; `change` is None where nothing was published; `packs` are the zips that were written.
    """

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()
    translations: tuple[Standing, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    reused: int = 0
    change: Change | None = None
    packs: tuple[Pack, ...] = ()
    upcoming: tuple[Coming, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a problem keeps the site from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
