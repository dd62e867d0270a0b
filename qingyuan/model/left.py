"""What a build leaves for one that follows upon a small edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.blob import Deferred
from qingyuan.model.ledger import Ledger
from qingyuan.model.problem import Problem
from qingyuan.model.report import Change, Report
from qingyuan.model.site import Site


class Kept(Struct, frozen=True):
    """The template of a page, and the key under which the store has what was rendered of it."""

    template: str
    key: str


class Left(Struct, frozen=True):
    """A site that was published, but for its articles, which are kept one by one.

    `state` is that of the files that it was made of, `day` the one on which; `whole` is what the
    rules had found that look at all of it, `report` what was told; `files` is how many were
    published; `behind` are digests of what was behind the pages of each template, its shape and its
    literal texts.  The `site` is no other after an edit, so it is noted as it was loaded.
    """

    state: str
    day: dt.date
    ledger: Ledger
    site: Deferred[Site]
    whole: tuple[Problem, ...]
    report: Report
    files: int
    behind: Mapping[str, tuple[str, str]]

    @classmethod
    def of(
        cls,
        state: str,
        site: Site,
        ledger: Ledger,
        whole: tuple[Problem, ...],
        report: Report,
        *,
        behind: Mapping[str, tuple[str, str]],
    ) -> Left:
        """What is left of this site, as its report tells that it was published."""
        data = Deferred.of(replace(site, stories=(), pages=()))
        files = report.change.written + report.change.same if report.change else 0
        return cls(state, site.today, ledger, data, whole, _told(report), files, behind)

    def since(self, state: str, ledger: Ledger, report: Report) -> Left:
        """What is left after an edit, whose report tells that it was published."""
        return replace(self, state=state, ledger=ledger, report=_told(report))


def _told(report: Report) -> Report:
    """A report without what it says of files."""
    return replace(report, change=Change(0, (), 0))
