"""A build that has nothing to do: the same files as last time, and the site as it was left.

Its report is that of the last time.  Loads nothing that reads, checks or renders, which is most of
the time that such a build takes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.digests import Ledger, digest
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered, Project
from qingyuan.model.report import Change, Report
from qingyuan.model.stamp import Stamp, packed, unpacked
from qingyuan.publish.replace import untouched
from qingyuan.read.discover import discover, unchanged
from qingyuan.reuse.store import Store


class Found(Struct, frozen=True):
    """The files of a project, what is wrong with them as files, and their digests."""

    files: Discovered
    problems: tuple[Problem, ...]
    ledger: Ledger

    @property
    def state(self) -> str:
        """The digest of all that was found."""
        return digest(self.ledger.all, repr(self.problems))


def find(
    project: Project, store: Store, memory: Memory, touched: Collection[Path] | None = None
) -> Found:
    """The files as they are on disk; those that nobody has touched are not read.

    Where it is known what was `touched`, nothing is noted for the next time.
    """
    known = unpacked(store.note(_SOURCES)) if touched is None else {}
    files, problems = discover(project, known, memory, touched)
    found = Found(files, tuple(problems), Ledger.of(files, memory))
    if touched is None:
        # What has no stamp could be gone the next time without a trace.
        state = found.state if not problems and len(files.stamps) == files.count else ""
        if (files.stamps, state) != (known, store.note(_STATE)):
            store.noted_all({_SOURCES: packed(files.stamps), _STATE: state})
    return found


def recall(
    project: Project, store: Store, found: Found | None, *, publishing: bool
) -> Report | None:
    """The last report, where everything that it follows from is as it was.

    Without files that were `found`, where none of those of the last time has been touched.
    """
    state = found.state if found else store.note(_STATE)
    if not found and not unchanged(project, unpacked(store.note(_SOURCES))):
        return None
    name = _report(project, publishing=publishing)
    report: Report | None = None
    if state and store.note(f"{name} key") == _key(project, state):
        report = store.note(name)
    if report is None:
        return None
    total = sum(count for _, count in report.pages)
    if report.blocked or not publishing:
        return replace(report, reused=total)
    stamps = published(project, store)
    if report.change is None or not untouched(project.output, stamps):
        return None
    return replace(report, reused=total, change=Change(0, (), len(stamps)))


def keep(project: Project, store: Store, found: Found, report: Report, *, publishing: bool) -> None:
    """Notes a report for the next time, with the stamps of what was published."""
    if report.change:
        store.noted(output_stamps(project), packed(report.change.stamps))
        report = replace(report, change=Change(0, (), 0))
    name = _report(project, publishing=publishing)
    # Together or not at all: a report is that of the key beside it.
    store.noted_all({name: report, f"{name} key": _key(project, found.state)})


def output_stamps(project: Project) -> str:
    """The name of the note on what was published."""
    return f"output {project.output}"


def published(project: Project, store: Store) -> Mapping[str, Stamp]:
    """The stamps of what was published last; to be believed of files that still fit."""
    return unpacked(store.note(output_stamps(project)))


# Stamps of the files that were found, and their state, noted together.
_SOURCES, _STATE = "sources", "state of the sources"


def _report(project: Project, *, publishing: bool) -> str:
    return f"report {publishing} {project.preview} {project.output}"


def _key(project: Project, state: str) -> str:
    return digest(state, project.today.isoformat())
