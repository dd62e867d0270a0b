"""Waivers: an editor's reasoned exception from a rule, for a passage, a file or a story."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.problem import Problem


class Waiver(Struct, frozen=True):
    """A rule that does not apply, and why.

    `rule` is a rule's id (S07) or one of its problems' codes (S09-consent); `scope` is a file, or a
    folder with a slash at its end; `first` and `last` bound a passage of the file.
    """

    rule: str
    reason: str
    until: dt.date | None
    scope: str
    at: Location
    first: Location | None = None
    last: Location | None = None

    def covers(self, problem: Problem) -> bool:
        """Whether it speaks of this problem."""
        code, at = problem.code, problem.location
        if code != self.rule and not code.startswith(f"{self.rule}-"):
            return False
        if self.scope.endswith("/"):
            return at.path.startswith(self.scope)
        if at.path != self.scope:
            return False
        return self.first is None or self.last is None or self.first <= at <= self.last


class Waived(Struct, frozen=True):
    """A problem that is not reported, and the waiver that says why."""

    problem: Problem
    waiver: Waiver
