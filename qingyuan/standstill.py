"""A build that has nothing to do: the same files as last time, and the site as it was left.

Its report is that of the last time.  Loads nothing that reads, checks or renders, which is most of
the time that such a build takes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.digests import digest
from qingyuan.model.folder import Folder, folders_of
from qingyuan.model.ledger import Ledger
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered, Project
from qingyuan.model.report import Change, Report
from qingyuan.model.stamp import Stamp, packed, unpacked
from qingyuan.publish.replace import untouched
from qingyuan.read.discover import discover
from qingyuan.read.edited import edited as read_edited
from qingyuan.reuse.store import Store


class Looked(Struct, frozen=True):
    """What was found the last time, where nothing was wrong with it: its `state`.

    `loose` are the files that have to be read again all the same.
    """

    state: str
    loose: tuple[str, ...]


class Edits(Struct, frozen=True):
    """What was edited since the last time: texts in folders of articles, and templates.

    Then the files were in this `state`, and had these `stamps`.
    """

    state: str
    stamps: Mapping[str, Stamp]
    folders: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()


class Found(Struct, frozen=True):
    """The files of a project, what is wrong with them as files, and their digests."""

    files: Discovered
    problems: tuple[Problem, ...]
    folders: tuple[Folder, ...]
    ledger: Ledger

    @property
    def state(self) -> str:
        """The digest of all that was found."""
        return state_of(self.ledger, self.problems)


def state_of(ledger: Ledger, problems: tuple[Problem, ...] = ()) -> str:
    """The digest of all that was found: the files, and what is wrong with them as files."""
    return digest(ledger.all, repr(problems))


def find(
    project: Project, store: Store, memory: Memory, touched: Collection[Path] | None = None
) -> Found:
    """The files as they are on disk; those that nobody has touched are not read.

    Where it is known what was `touched`, nothing is noted for the next time.
    """
    known = unpacked(store.note(_SOURCES)) if touched is None else {}
    files, problems = discover(project, known, memory, touched)
    folders = folders_of(files, memory)
    found = Found(files, tuple(problems), folders, Ledger.of(files, folders, memory))
    if touched is None:
        looked = None if problems else Looked(found.state, files.loose)
        if (files.stamps, looked) != (known, store.note(_STATE)):
            note(store, files.stamps, looked)
    return found


def note(store: Store, stamps: Mapping[str, Stamp], looked: Looked | None) -> None:
    """Notes the stamps of the files, and what was found in them, for the next time."""
    store.noted_all({_SOURCES: packed(stamps), _STATE: looked})


def note_edits(store: Store, edits: Edits, files: Discovered, ledger: Ledger) -> None:
    """Notes the stamps of files of which these have been looked at again after edits."""
    stamps = {path: stamp for path, stamp in edits.stamps.items() if path not in files.loose}
    note(store, {**stamps, **files.stamps}, Looked(state_of(ledger), files.loose))


def edited(project: Project, store: Store) -> Edits | None:
    """What was edited since the last time; None where that is more, or it is not known."""
    looked: Looked | None = store.note(_STATE)
    stamps: Mapping[str, Stamp] = unpacked(store.note(_SOURCES))
    found = read_edited(project, stamps, looked.loose) if looked else None
    return Edits(looked.state, stamps, found.folders, found.templates) if looked and found else None


def recall(
    project: Project, store: Store, found: Found | Edits, *, publishing: bool
) -> Report | None:
    """The last report, where everything that it follows from is as it was."""
    if isinstance(found, Edits) and (found.folders or found.templates):
        return None
    name = _report(project, publishing=publishing)
    if store.note(f"{name} key") != _key(project, found.state):
        return None
    report: Report | None = store.note(name)
    if report is None:
        return None
    total = sum(count for _, count in report.pages)
    if report.blocked or not publishing:
        return replace(report, reused=total)
    stamps = published(project, store)
    if report.change is None or not untouched(project.output, stamps):
        return None
    return replace(report, reused=total, change=Change(0, (), len(stamps)))


def keep(project: Project, store: Store, state: str, report: Report, *, publishing: bool) -> None:
    """Notes a report for the next time, with the stamps of what was published."""
    if report.change:
        store.noted(output_stamps(project), packed(report.change.stamps))
        report = replace(report, change=Change(0, (), 0))
    tell_again(project, store, state, report, publishing=publishing)


def tell_again(
    project: Project, store: Store, state: str, report: Report, *, publishing: bool
) -> None:
    """Notes a report for the next time."""
    name = _report(project, publishing=publishing)
    # Together or not at all: a report is that of the key beside it.
    store.noted_all({name: report, f"{name} key": _key(project, state)})


def output_stamps(project: Project) -> str:
    """The name of the note on what was published."""
    return f"output {project.output}"


def published(project: Project, store: Store) -> Mapping[str, Stamp]:
    """The stamps of what was published last; to be believed of files that still fit."""
    return unpacked(store.note(output_stamps(project)))


# Stamps of the files that were found, and what was found, noted together.
_SOURCES, _STATE = "sources", "state of the sources"


def _report(project: Project, *, publishing: bool) -> str:
    return f"report {publishing} {project.preview} {project.output}"


def _key(project: Project, state: str) -> str:
    return digest(state, project.today.isoformat())
