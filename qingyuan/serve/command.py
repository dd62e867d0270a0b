"""`build.py serve`: builds, watches, answers, until somebody ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

from msgspec import Struct

from qingyuan.model.problem import Problem
from qingyuan.model.project import Project
from qingyuan.serve import desk, ports
from qingyuan.serve.builder import Builder, Extra, State
from qingyuan.serve.gathering import Gathering
from qingyuan.serve.hub import Hub
from qingyuan.serve.server import AWAY, Server
from qingyuan.serve.terminal import Terminal
from qingyuan.serve.watch import Watcher
from qingyuan.tools import Tools

# Seconds that the store is given to be closed when it ends; what goes on longer is left.
_LEAVE = 0.5
# Seconds in which an error may turn out to be a file that somebody was just writing.
_DOUBT = 0.08
# Seconds between two looks at the clock, for the day that begins.
_CLOCK = 20.0
# The desk in each language, by its path; others of the network get it without what is on this
# machine only.
EXTRAS: Mapping[str, Extra] = {
    name: Extra(partial(desk.page, language=code, local=local), local)
    for code, path in desk.PATHS.items()
    for name, local in ((path, True), (f"{path}{AWAY}", False))
}


class Wanted(Struct, frozen=True):
    """How to serve: the port asked for, for the network or not, whether to open the browser."""

    port: int | None
    lan: bool
    browser: bool


def serve(
    project: Callable[[], Project],
    opened: Callable[[], AbstractContextManager[Tools]],
    terminal: Terminal,
    wanted: Wanted,
) -> int:
    """Serves until it is ended; returns 0, or 1 where it can't listen.

    `project` gives the project as of now; `opened` gives the tools, in the thread that asks.
    """
    try:
        sockets, port = ports.listening(wanted.port, lan=wanted.lan)
    except ports.TakenError as taken:
        terminal.taken(taken.port)
        return 1

    async def run() -> bool:
        builder = Builder(opened, project, EXTRAS)
        hub = Hub(builder)
        server = Server(builder, hub, port, terminal.console.lang, lan=wanted.lan)
        stop = _stopping()
        gathering = Gathering(asyncio.get_running_loop())
        watcher = Watcher(project().root, project().shipped, gathering.heard, terminal.console.say)
        watcher.start()
        server.listen(sockets)
        terminal.listening(port, ports.own_addresses() if wanted.lan else (), lan=wanted.lan)
        if wanted.browser and _has_browser():
            url = f"http://127.0.0.1:{port}/"
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        await asyncio.to_thread(watcher.ready, 1.0)
        work = asyncio.create_task(_follow(builder, hub, gathering, terminal))
        await stop.wait()
        terminal.goodbye()
        watcher.stop()
        work.cancel()
        with suppress(TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(server.stop(), _LEAVE / 2)
        try:
            await asyncio.wait_for(builder.close(), _LEAVE)
        except TimeoutError:
            builder.abandon()
            return False
        return True

    if not asyncio.run(run()):
        # A build is going on in another thread, which Python would wait for.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    return 0


async def _follow(builder: Builder, hub: Hub, gathering: Gathering, terminal: Terminal) -> None:
    """Builds, and builds again after every save."""
    touched: Collection[Path] | None = None
    blocked = False
    while True:
        started = time.perf_counter()
        state = await builder.rebuild(touched)
        if state.blocked and not blocked and state.number > 1:
            more = await gathering.within(_DOUBT)
            if more is not gathering.nothing:
                touched = gathering.joined(touched, more)
                continue
        blocked = state.blocked
        await hub.refresh(state)
        terminal.built(state, _problems(builder, hub, state), time.perf_counter() - started)
        touched = await _next(builder, gathering)


def _problems(builder: Builder, hub: Hub, state: State) -> list[Problem]:
    """All that is wrong: with the files, and with the pages that are open."""
    found = [*state.view.report.problems]
    for path in sorted({client.path for client in hub.clients}):
        made = builder.kept(path)
        found += made.problems if made else ()
    return list(dict.fromkeys(found))


async def _next(builder: Builder, gathering: Gathering) -> Collection[Path] | None:
    """What is touched next; None, which is everything, when a day begins."""
    while True:
        more = await gathering.within(_CLOCK)
        if more is not gathering.nothing:
            return await gathering.settled(more)
        if builder.day_is_over():
            return None


def _stopping() -> asyncio.Event:
    """What is set once somebody asks for the end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked(_: int, __: FrameType | None) -> None:
        with suppress(RuntimeError):  # asked again, when it has ended already
            loop.call_soon_threadsafe(stop.set)

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, asked)
    return stop


def _has_browser() -> bool:
    """Whether a window can be opened: else a browser of the terminal's would take its place."""
    if os.environ.get("CI"):
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
