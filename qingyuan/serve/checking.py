"""`build.py check --watch`: checks, waits for a save, checks again."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable

from qingyuan.console import Console
from qingyuan.model.problem import Bilingual
from qingyuan.model.project import Project
from qingyuan.serve.gathering import Gathering, Touched
from qingyuan.serve.terminal import GOODBYE
from qingyuan.serve.watch import Watcher

_RULE = "─" * 60
_WAITING = Bilingual(
    "等待下一次保存……（Ctrl-C 结束）", "waiting for the next save … (Ctrl-C ends it)"
)
_LOOK = 3600.0


def check_again(project: Project, check: Callable[[], int], console: Console) -> int:
    """Checks after every save until somebody ends it; returns 0."""

    async def run() -> None:
        # asyncio's own handler would let a check that is going on come to its end first.
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, signal.default_int_handler)
        gathering = Gathering(asyncio.get_running_loop())
        watcher = Watcher(project.root, project.shipped, gathering.heard, console.say)
        watcher.start()
        await asyncio.to_thread(watcher.ready, 1.0)
        while True:
            check()
            console.say(_WAITING)
            touched: Touched = gathering.nothing
            while touched is gathering.nothing:
                touched = await gathering.within(_LOOK)
            await gathering.settled(touched)
            clock = time.strftime("%H:%M:%S")
            console.say(Bilingual(f"\n{_RULE}\n{clock}", f"\n{_RULE}\n{clock}"))

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        console.say(GOODBYE)
    return 0
