"""What a build leaves for the next one, which may go by it if little has changed since."""

from __future__ import annotations

from collections.abc import Mapping

from qingyuan.model.left import Kept, Left
from qingyuan.model.project import Project
from qingyuan.reuse.store import Store

# The site, all its pages, and those of them that have been made since.
_LEFT, _PAGES, _SINCE = "left", "pages", "pages since"


def leave(project: Project, store: Store, left: Left, pages: Mapping[str, Kept]) -> None:
    """Notes what a build leaves that has made all of its pages, if others may go by it."""
    partly = project.preview or project.everything or left.site.value.unread or left.report.blocked
    notes = {_LEFT: left, _PAGES: dict(pages), _SINCE: {}}
    _noted(project, store, dict.fromkeys(notes) if partly else notes)


def leave_again(project: Project, store: Store, left: Left, pages: Mapping[str, Kept]) -> None:
    """Notes what is left by a build that has made these pages, and none of the others."""
    since: Mapping[str, Kept] = store.note(_name(_SINCE, project)) or {}
    _noted(project, store, {_LEFT: left, _SINCE: {**since, **pages}} if pages else {_LEFT: left})


def left_by(project: Project, store: Store) -> Left | None:
    """What the last build has left, if this one may go by it."""
    left: Left | None = store.note(_name(_LEFT, project))
    return left if left and left.day == project.today and not project.preview else None


def pages_left(project: Project, store: Store) -> Mapping[str, Kept]:
    """All pages that templates have made, by their paths, as they were left."""
    return {
        **(store.note(_name(_PAGES, project)) or {}),
        **(store.note(_name(_SINCE, project)) or {}),
    }


def _noted(project: Project, store: Store, notes: Mapping[str, object]) -> None:
    store.noted_all({_name(name, project): value for name, value in notes.items()})


def _name(name: str, project: Project) -> str:
    return f"{name} {project.output}"
