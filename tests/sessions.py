"""A site that is built in memory, as it is while somebody writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qingyuan import cli
from qingyuan.model.page import Output
from qingyuan.model.project import Project
from qingyuan.reuse.store import Store
from qingyuan.serve.session import Session
from qingyuan.tools import Tools
from qingyuan.workers import Workers
from tests.command import PROJECT


class _Silent:
    """Nobody is told how far it is."""

    def stage(self, name: str, total: int) -> Callable[[], None]:
        del name, total
        return lambda: None


def project(root: Path, day: str, *, everything: bool = True) -> Project:
    """What a server gives to its session."""
    today = dt.date.fromisoformat(day)
    return Project(root, PROJECT, root / "output", today, everything=everything)


@contextmanager
def session(root: Path) -> Iterator[Session]:
    """A session of a root, in one process."""
    with closing(Store(cli.STORE, str(root), "test")) as store, closing(Workers(1)) as workers:
        yield Session(Tools(store, workers, _Silent()))


def text(of: Session, path: str) -> str:
    """A page of it, or nothing where there is none."""
    made = of.file(path)
    assert made is None or isinstance(made, Output), made
    return made.data.decode("utf-8") if made else ""
