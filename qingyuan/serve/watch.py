"""Hears of every save: which files were touched, some milliseconds after it.

The only module that imports watchfiles, which is told by the system (inotify, FSEvents,
ReadDirectoryChangesW).  Where the system can't tell (more folders than it watches, a drive of
another machine), the files are looked at every half second instead.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, watch

from qingyuan.model.problem import Bilingual
from qingyuan.read.discover import JUNK
from qingyuan.read.drives import is_remote

# Milliseconds in which nothing more comes, until what came is told, which is once or twice that
# after a save, and costs a processor 1 % while nothing is saved; and the longest that saves that go
# on and on are gathered in here.
_STEP = 2
_LONGEST = 400
# Milliseconds between two looks, where the system does not tell.
_LOOK = 500
# Milliseconds after which a watch says that it has nothing to tell: the first time, that it is on.
_SILENCE = 100
# Seconds between two looks at whether the folders themselves are still the same.
_AGAIN = 0.2
_OWN_OR_SHIPPED = ("templates", "assets")
_NAMES = ("content", *_OWN_OR_SHIPPED)

NOT_TOLD = Bilingual(
    "系统不能告诉本程序哪些文件有改动（{zh}），改为每半秒查看一次：保存以后要多等一会儿。",
    "the system can't tell which files change ({en}), so they are looked at every half second: "
    "after a save it takes a little longer.",
)


class Watcher:
    """Watches content/, templates/ and assets/ of a root, or the shipped ones it has none of.

    `heard` gets the paths that were touched, from another thread: files and folders, there or gone;
    None where anything may have been.  `told` gets what the editor should know.
    """

    def __init__(
        self,
        root: Path,
        shipped: Path,
        heard: Callable[[frozenset[Path] | None], None],
        told: Callable[[Bilingual], None],
    ) -> None:
        self.root = root
        self.shipped = shipped
        self.heard = heard
        self.told = told
        self._polls = is_remote(root)
        self._stop = threading.Event()
        self._turn = threading.Event()
        self._watching = threading.Event()

    def start(self) -> None:
        """Begins, in threads of its own."""
        if self._polls:
            self.told(NOT_TOLD.format({"zh": "在网络盘上", "en": "a network drive"}))
        for work in (self._tell, self._look_after):
            threading.Thread(target=work, daemon=True).start()

    def ready(self, seconds: float) -> bool:
        """Waits until every save is heard of, but no longer than that."""
        return self._watching.wait(seconds)

    def stop(self) -> None:
        """Ends watching, at once."""
        self._stop.set()
        self._turn.set()

    def folders(self) -> tuple[Path, ...]:
        """Those that the site is made from, as they are now."""
        own = [self.root / name for name in _NAMES]
        found = [folder for folder in own if folder.is_dir()]
        if self.root != self.shipped:
            there = {folder.name for folder in found}
            lent = [self.shipped / name for name in _OWN_OR_SHIPPED if name not in there]
            lent.append(self.shipped / "content" / "watchlists")
            found += [folder for folder in lent if folder.is_dir()]
        return tuple(found)

    def _tell(self) -> None:
        """Tells what is touched below the folders; begins again when there are others."""
        again = False
        while not self._stop.is_set():
            self._turn.clear()
            folders = self.folders()
            try:
                if folders:
                    self._listen(folders, again=again)
                else:
                    self._turn.wait()
            except OSError as wrong:
                # It went away while it was looked at; or else the system refuses.
                if all(folder.is_dir() for folder in folders) and not self._polls:
                    self.told(NOT_TOLD.format({"zh": str(wrong), "en": str(wrong)}))
                    self._polls = True
                self._turn.wait(_AGAIN)
            again = True

    def _listen(self, folders: tuple[Path, ...], *, again: bool) -> None:
        """Until there are other folders.  Raises OSError where they can't be watched."""
        found = watch(
            *folders,
            watch_filter=lambda _, where: not _is_junk(where, folders),
            debounce=_LONGEST,
            step=_STEP,
            stop_event=self._turn,
            rust_timeout=_SILENCE,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=self._polls or None,
            poll_delay_ms=_LOOK,
            ignore_permission_denied=True,
        )
        for changes in found:
            if again:
                # What was saved between two watches was heard by neither.
                self.heard(None)
                again = False
            touched = frozenset(_touched(changes))
            if touched:
                self.heard(touched)
            self._watching.set()
            if any(
                change is Change.deleted and Path(where) in folders for change, where in changes
            ):
                # What comes in its place is another folder, even where it gets the same number.
                self._turn.wait(_AGAIN)
                return

    def _look_after(self) -> None:
        """Whether the folders themselves come, go or are replaced, which no watch inside tells."""
        before = self._identities()
        while not self._stop.wait(_AGAIN):
            now = self._identities()
            if now != before:
                before = now
                self._turn.set()

    def _identities(self) -> list[tuple[Path, int, int]]:
        found = []
        for folder in self.folders():
            with suppress(OSError):
                stat = folder.stat()
                found.append((folder, stat.st_dev, stat.st_ino))
        return found


def _touched(changes: Iterable[tuple[Change, str]]) -> Iterator[Path]:
    """The paths of changes.  A folder that is new stands for all inside, which nobody tells of."""
    for change, where in changes:
        if not os.path.isdir(where):  # noqa: PTH112 - asked of every file of a checkout
            yield Path(where)
        elif change is Change.added:
            yield Path(where)
            for folder, _, names in os.walk(where):
                yield from (Path(folder, name) for name in names if not JUNK.fullmatch(name))


def _is_junk(where: str, folders: Collection[Path]) -> bool:
    """Whether a path is none of the site's, as `read.discover` has it."""
    path = Path(where)
    above = next((folder for folder in folders if path.is_relative_to(folder)), None)
    return above is None or any(JUNK.fullmatch(part) for part in path.relative_to(above).parts)
