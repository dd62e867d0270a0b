"""The one thread that builds and performs, asked from the loop that answers browsers.

A session is for one thread at a time, and its store for one thread only.  So that nobody waits for
a build, what was performed before it is answered meanwhile, and told anew once it is done.
"""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import ParamSpec, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import render
from qingyuan.model.blob import GoneError, sha256
from qingyuan.model.page import Page
from qingyuan.model.problem import Problem
from qingyuan.model.project import Project
from qingyuan.model.report import Report
from qingyuan.serve.session import Session, View
from qingyuan.tools import Tools

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
# Files that were performed and are kept for whoever asks again.
_KEPT = 400
# How often a build begins again because files change meanwhile, and seconds before it does.
_TRIES = 8
_PAUSE = 0.02


class Extra(Struct, frozen=True):
    """A page that is none of the site's, made of a view and the root's folder: the desk.

    `local` is whether it is for this machine only.
    """

    make: Callable[[View, Path], bytes]
    local: bool


class Made(Struct, frozen=True):
    """A file as it is sent: its path, bytes, their digest, and what is wrong with it.

    With problems the bytes are those of the last time that there were none.  `page` is what was
    planned there, where it is made by a template.
    """

    path: str
    data: bytes
    digest: str
    page: Page | None = None
    problems: tuple[Problem, ...] = ()


class State(Struct, frozen=True):
    """A view, the project that it is of, and how many there were before it.

    Its pages are planned as they are looked for, which is for the thread that builds only; others
    see by `shown` whether there are any.  `crash` is what went wrong with the program itself, in
    its own words.
    """

    number: int
    view: View
    project: Project
    shown: bool
    crash: str = ""

    @property
    def blocked(self) -> bool:
        """Whether the pages are not those of the files as they are."""
        return self.view.report.blocked or bool(self.crash)


class Builder:
    """Builds; `state` is what it built last, None before the first time."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Tools]],
        project: Callable[[], Project],
        extras: Mapping[str, Extra],
    ) -> None:
        self.state: State | None = None
        self.building = False
        self.built = asyncio.Event()
        self._opened = opened
        self._project = project
        self._extras = extras
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="build")
        # From here on what belongs to that thread, and is only read by others.
        self._stack = ExitStack()
        self._session: Session | None = None
        self._made: dict[str, tuple[int, Made]] = {}

    async def rebuild(self, touched: Collection[Path] | None) -> State:
        """The state after files were touched; with None, all of them may have been."""
        self.building = True
        try:
            state = await self._asked(self._rebuild, touched)
        finally:
            self.building = False
        self.built.set()
        return state

    async def file(self, path: str) -> Made | None:
        """A file of the site or an extra; None where there is none, or none could be made yet."""
        kept = self._made.get(path)
        if kept and (self.building or (self.state and kept[0] == self.state.number)):
            return kept[1]
        return await self._asked(self._file, path)

    def is_extra(self, path: str) -> bool:
        """Whether a page is none of the site's."""
        return path in self._extras

    def is_for(self, path: str, *, local: bool) -> bool:
        """Whether a page is for those who ask: on this machine, or anywhere."""
        extra = self._extras.get(path)
        return extra is None or local or not extra.local

    def kept(self, path: str) -> Made | None:
        """A file as it was last performed."""
        found = self._made.get(path)
        return found[1] if found else None

    def day_is_over(self) -> bool:
        """Whether it is another day than that of the last build."""
        return self.state is not None and self._project().today != self.state.project.today

    async def do(self, work: Callable[[], _Answer]) -> _Answer:
        """Work in that thread."""
        return await self._asked(work)

    async def close(self) -> None:
        """Ends the thread once it is done with what it is at."""
        await self._asked(self._stack.close)
        self._thread.shutdown()

    def abandon(self) -> None:
        """Ends the processes of a build that is still going on, from another thread."""
        session = self._session
        if session:
            session.tools.workers.abandon()

    async def _asked(
        self, work: Callable[_Asked, _Answer], *args: _Asked.args, **named: _Asked.kwargs
    ) -> _Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **named))

    def _rebuild(self, touched: Collection[Path] | None) -> State:
        number = self.state.number + 1 if self.state else 1
        shown = self.state.shown if self.state else False
        project = self._project()
        try:
            view = self._view(project, touched)
            state = State(number, view, project, shown or view.current)
        except Exception as wrong:  # noqa: BLE001 - a fault of the program's ends no editor's work
            self._leave()
            last = self.state.view if self.state else View(0, Report(()))
            state = State(number, last, project, shown, _said(wrong))
        self.state = state
        return state

    def _view(self, project: Project, touched: Collection[Path] | None) -> View:
        for left in range(_TRIES, 0, -1):
            try:
                session, fresh = self._at_hand()
                return session.rebuild(project, None if fresh else touched)
            except GoneError:
                touched = None
                if left == 1:
                    raise
                self._leave(forgetting=left < _TRIES // 2)
                time.sleep(_PAUSE)
        raise AssertionError

    def _at_hand(self) -> tuple[Session, bool]:
        """The session, and whether it is a new one: it is where its store was lost."""
        session = self._session
        if session and session.tools.store.path and session.tools.store.connection is None:
            self._leave()
        if self._session is None:
            self._session = Session(self._stack.enter_context(self._opened()))
            return self._session, True
        return self._session, False

    def _leave(self, *, forgetting: bool = False) -> None:
        if self._session and forgetting:
            self._session.tools.store.forget()
        self._session = None
        self._stack.close()

    def _file(self, path: str) -> Made | None:
        if self.state is None:
            return None
        try:
            made = self._performed(path)
        except GoneError:
            self._rebuild(None)
            made = self._performed(path)
        before = self._made.pop(path, None)
        if made is None:
            # It may only be out of reach while nothing can be built.
            return before[1] if before and self.state.blocked else None
        if made.problems and before:
            made = replace(made, data=before[1].data, digest=before[1].digest)
        self._made[path] = (self.state.number, made)
        while len(self._made) > _KEPT:
            del self._made[next(iter(self._made))]
        return made

    def _performed(self, path: str) -> Made | None:
        """Raises GoneError."""
        state, session = self.state, self._session
        if state is None or session is None:
            return None
        if path in self._extras:
            data = self._extras[path].make(state.view, state.project.root)
            return Made(path, data, sha256(data))
        result = session.file(path)
        page = state.view.pages.get(path) if result and path.endswith(".html") else None
        if isinstance(result, render.Failure):
            return Made(path, b"", "", page, tuple(render.explain([result])))
        return Made(path, result.data, result.blob.digest, page) if result else None


def _said(wrong: Exception) -> str:
    """A fault of the program's own, for whoever is to mend it: what, and in which line."""
    frame = traceback.extract_tb(wrong.__traceback__)[-1]
    return f"{type(wrong).__name__}: {wrong} ({Path(frame.filename).name}:{frame.lineno})"
