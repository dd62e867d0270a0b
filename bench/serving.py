"""From a save to the page, beside other generators' servers: python -m bench.serving."""

from __future__ import annotations

import argparse
import math
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import corpus, servers
from bench.rebuilds import usual
from bench.servers import PARAGRAPH, STYLES, TITLE, Edit, Server
from tests import browser as finder

# Seconds after which a save counts as missed, and those until a server must have a page.
_MISSED = 20.0
_STARTED = 300.0
# Seconds between two saves, after the page shows the earlier one.
_PAUSE = (0.5, 1.2)
# Saves that do not count; where most took longer than so many seconds, a fourth of the others do.
_WARMING = 3
_SLOW = 3.0
_APART = 0.005
# In every document, also after it is loaded again: tells of a marker when the frame is made that is
# the first to have it, in milliseconds of the clock that `time.time` reads.
_TOLD = "seen(marker, performance.timeOrigin + performance.now())"
_TEXT = f"""(() => {{
  let last = "";
  const look = () => {{
    const found = document.body && /qv[a-j]{{6}}qv/.exec(document.body.textContent);
    if (!found || found[0] === last) return;
    const marker = last = found[0];
    requestAnimationFrame(() => {_TOLD});
  }};
  const all = {{ subtree: true, childList: true, characterData: true }};
  new MutationObserver(look).observe(document, all);
}})();"""
_STYLE = f"""(() => {{
  let last = "";
  const look = () => {{
    const root = document.documentElement;
    const marker = root && getComputedStyle(root).getPropertyValue("--seen").trim();
    if (marker && marker !== last) {{
      last = marker;
      {_TOLD};
    }}
    requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}})();"""


@dataclass
class Found:
    """Milliseconds of saves, how many were missed; of a server also its starts and memory."""

    times: list[float] = field(default_factory=list)
    missed: int = 0
    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Markers:
    """Words that are in no text, each another."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self) -> str:
        self._number += 1
        return f"qv{self._number:06d}qv".translate(str.maketrans("0123456789", "abcdefghij"))


@contextmanager
def running(server: Server) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The server's process, and the address of its page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        server.command(port),
        cwd=server.folder,
        env=usual() | {"TMPDIR": str(server.folder.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}/{server.page}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until_answered(process: subprocess.Popen[bytes], address: str, marker: str) -> None:
    """Waits for a page that has the marker."""
    end = time.monotonic() + _STARTED
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=_MISSED) as answer:  # noqa: S310 - ours
                if marker.encode() in answer.read():
                    return
        except (OSError, HTTPException):
            pass
        time.sleep(0.01)
    sys.exit(f"no page from {process.args!r}")


def memory(pid: int) -> float | None:
    """Megabytes of a process and those below it, pages that they share counted once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").split("\n")
        below = "".join(
            (task / "children").read_text("ascii") for task in Path(f"/proc/{pid}/task").iterdir()
        )
    except OSError:
        return None
    own = next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return own + sum(memory(int(child)) or 0.0 for child in below.split())


@contextmanager
def opened(browser: Browser, address: str, script: str) -> Iterator[tuple[Page, dict[str, float]]]:
    """The page in a browser, and when it showed each marker, in seconds since 1970."""
    seen: dict[str, float] = {}
    page = browser.new_page()
    page.expose_function("seen", lambda marker, at: seen.setdefault(marker, at / 1000))
    page.add_init_script(script)
    page.goto(address)
    _same_clock(page)
    try:
        yield page, seen
    finally:
        page.close()


def _same_clock(page: Page) -> None:
    """Ends the measurement where the browser's clock is not ours."""
    before = time.time()
    there = page.evaluate("performance.timeOrigin + performance.now()") / 1000
    if not before - _APART <= there <= time.time() + _APART:
        sys.exit(f"the browser's clock is {there - before:.3f} s from ours")


def saved(
    page: Page, seen: dict[str, float], edit: Edit, count: int, markers: Callable[[], str]
) -> Iterator[float | None]:
    """Saves in turn; milliseconds until each is seen, None where it is not."""
    for _ in range(count):
        page.wait_for_timeout(random.uniform(*_PAUSE) * 1000)
        marker = markers()
        before = time.time()
        edit.save(marker)
        while marker not in seen and time.time() < before + _MISSED:
            page.wait_for_timeout(20)
        yield (seen[marker] - before) * 1000 if marker in seen else None


def measured(
    browser: Browser,
    server: Server,
    saves: int,
    markers: Callable[[], str],
    found: defaultdict[tuple[str, str], Found],
) -> None:
    """One start of a server with all edits: first page, saves, memory."""
    marker = markers()
    server.edits[PARAGRAPH].save(marker)
    own = found[server.name, ""]
    started = time.monotonic()
    with running(server) as (process, address):
        until_answered(process, address, marker)
        own.starts.append(time.monotonic() - started)
        for kind, count in ((PARAGRAPH, saves), (TITLE, saves // 4), (STYLES, saves // 4)):
            if kind not in server.edits or (kind == TITLE and STYLES not in server.edits):
                continue
            edit = server.edits[kind]
            into = found[server.name, kind]
            script = _STYLE if kind == STYLES else _TEXT
            with opened(browser, address, script) as (page, seen):
                warming = list(saved(page, seen, edit, _WARMING, markers))
                slow = sorted(took or math.inf for took in warming)[1] > _SLOW * 1000
                number = math.ceil(count / 4) if slow else count
                for took in saved(page, seen, edit, number, markers):
                    if took is None:
                        into.missed += 1
                        print(f"missed: {server.name}, {kind}", file=sys.stderr)
                    else:
                        into.times.append(took)
        took_up = memory(process.pid)
        if took_up:
            own.memory.append(took_up)


def table(made: Sequence[Server], saves: int, rounds: int) -> Iterator[str]:
    """Measures the servers in turn, and tells of them."""
    found: defaultdict[tuple[str, str], Found] = defaultdict(Found)
    markers = Markers()
    load = os.getloadavg()[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=finder.find(), args=finder.arguments())
        version = browser.version
        for turn in range(rounds):
            for server in made if turn % 2 == 0 else reversed(made):
                if turn == 0:
                    for path in server.emptied:
                        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
                measured(browser, server, saves // rounds, markers, found)
        browser.close()
    yield f"Chromium {version}; load {load:.1f} before, {os.getloadavg()[0]:.1f} after\n"
    yield "| server | edit | saves | median ms | p95 ms | worst ms | missed |"
    yield "|---|---|---|---|---|---|---|"
    for (name, kind), all_of in found.items():
        if kind:
            yield f"| {name} | {kind} | {_cells(all_of)} |"
    yield "\n| server | s to the first page | started again | MB |"
    yield "|---|---|---|---|"
    for (name, kind), all_of in found.items():
        if not kind:
            again = f"{statistics.median(all_of.starts[1:]):.1f}" if all_of.starts[1:] else "—"
            most = f"{max(all_of.memory):.0f}" if all_of.memory else "—"
            yield f"| {name} | {all_of.starts[0]:.1f} | {again} | {most} |"


def _cells(found: Found) -> str:
    times = sorted(found.times)
    count = f"{len(times) + found.missed}"
    if not times:
        return f"{count} | — | — | — | {found.missed}"
    late = times[math.ceil(len(times) * 0.95) - 1]
    middle = statistics.median(times)
    return f"{count} | {middle:.0f} | {late:.0f} | {times[-1]:.0f} | {found.missed}"


def main() -> None:
    """Prints tables a size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", default="100,1000")
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=2, help="starts of each server")
    parser.add_argument("--hugo", help="the program, as the next two; left out if not given")
    parser.add_argument("--mkdocs")
    parser.add_argument("--zensical")
    given = parser.parse_args()
    # Started in the background of a shell we would ignore it, and so would all whom we start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    finder.find()
    for stories in map(int, given.stories.split(",")):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            base = Path(folder).resolve()
            source = base / "corpus"
            corpus.write(stories, source)
            middle = max(1, stories // 2)
            made = [servers.qingyuan(source, base / "ours", middle)]
            if given.hugo:
                made.append(servers.hugo(source, base / "hugo", middle, given.hugo))
            if given.mkdocs:
                made += [
                    servers.mkdocs(source, base / name, middle, given.mkdocs, dirty=dirty)
                    for name, dirty in (("mkdocs", False), ("dirty", True))
                ]
            if given.zensical:
                made.append(servers.zensical(source, base / "zensical", middle, given.zensical))
            print(f"\n{stories} stories, 2 languages, {given.rounds} starts of each")
            for line in table(made, given.saves, given.rounds):
                print(line, flush=True)
            for path in made[0].emptied[1:]:
                path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
