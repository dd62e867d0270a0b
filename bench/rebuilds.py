"""Builds and rebuilds of made-up sites, beside others in the same run: python -m bench.rebuilds."""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from bench import corpus, sites
from bench.sites import Contender


def _started(contender: Contender) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        contender.command, cwd=contender.folder, stdout=quiet, stderr=quiet, env=usual()
    )


def usual() -> dict[str, str]:
    """The environment, in which Python keeps what it compiles as it does on an editor's machine."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed(contender: Contender) -> tuple[float, float]:
    """Seconds, and seconds of processor with all processes."""
    started = time.perf_counter()
    process = _started(contender)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        sys.exit(f"{contender.name} failed: {' '.join(contender.command)}")
    return seconds, usage.ru_utime + usage.ru_stime


def weighed(contender: Contender) -> tuple[float]:
    """The most memory that all processes had together, in megabytes; 0 where nobody can tell.

    Looked at every 50 ms in a run of its own.  Pages that processes share are counted once
    (`Pss` of proc(5)), so what a process inherits is not counted for each.
    """
    process = _started(contender)
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(map(_shared_out, _tree(process.pid))) / 1024)
        time.sleep(0.05)
    return (most,)


def _tree(root: int) -> list[int]:
    """A process and all that come from it."""
    found = [root]
    for pid in found:
        with contextlib.suppress(OSError):
            tasks = Path(f"/proc/{pid}/task").iterdir()
            found += [int(c) for t in tasks for c in (t / "children").read_text().split()]
    return found


def _shared_out(pid: int) -> int:
    """A process's memory in kilobytes, that which it shares divided among those who have it."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
        return next((int(li.split()[1]) for li in lines if li.startswith("Pss:")), 0)
    return 0


_Numbers = TypeVar("_Numbers")


def cases(
    contender: Contender, run: Callable[[Contender], _Numbers]
) -> Iterator[tuple[str, _Numbers]]:
    """Every case once; what was edited is put back as it was.

    What was built before is moved away, not deleted: some file systems (ext4 without a journal)
    look long for a free place right after thousands of files have been deleted.
    """
    for path in contender.emptied:
        if path.is_dir():
            path.rename(tempfile.mkdtemp(prefix="built-", dir=contender.folder.parent))
        else:
            path.unlink(missing_ok=True)
    yield "cold build", run(contender)
    time.sleep(2.5)  # files become old enough to be known by their stat
    run(contender)
    yield "nothing changed", run(contender)
    for name, path, old, new in (
        ("a paragraph", contender.story, "\n\n## ", "\n\n新的一段。\n\n## "),
        ("a title", contender.story, 'title: "', 'title: "改：'),
        *contender.designs,
    ):
        before = path.read_text("utf-8")
        if old not in before:
            sys.exit(f"{path} has no {old!r} to edit")
        path.write_text(before.replace(old, new, 1), "utf-8")
        yield name, run(contender)
        path.write_text(before, "utf-8")
        run(contender)


def table(stories: int, rounds: int, peers: Mapping[str, str]) -> Iterator[str]:
    """The lines for a size: medians of all contenders, in turn; ours by theirs."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        corpus.write(stories, base / "corpus")
        middle = max(1, stories // 2)
        contenders = [sites.qingyuan(base / "corpus", base / "ours", middle)]
        for name, program in peers.items():
            contenders.append(_PEERS[name](base / "corpus", base / name, middle, program))
        found: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for turn in range(rounds):
            first = turn % len(contenders)
            for contender in contenders[first:] + contenders[:first]:
                for name, took in cases(contender, timed):
                    found[name, contender.name].append(took)
        weights = {
            (name, contender.name): weight
            for contender in contenders
            for name, (weight,) in cases(contender, weighed)
        }
        for path in contenders[0].emptied[1:]:
            path.unlink(missing_ok=True)
    yield f"\n{stories} stories, 2 languages, {rounds} rounds, medians\n"
    yield "| case | | s | of processor | MB | ours in s by theirs |"
    yield "|---|---|---|---|---|---|"
    for name in dict.fromkeys(name for name, _ in found):
        ours, _ = _median(found[name, contenders[0].name])
        for contender in contenders:
            seconds, processor = _median(found[name, contender.name])
            numbers = f"{seconds:.2f} | {processor:.2f} | {weights[name, contender.name]:.0f}"
            ratio = "" if contender is contenders[0] else f"{ours / seconds:.2f}"
            yield f"| {name} | {contender.name} | {numbers} | {ratio} |"


def _median(rows: list[tuple[float, float]]) -> tuple[float, ...]:
    return tuple(map(statistics.median, zip(*rows, strict=True)))


_PEERS: Mapping[str, Callable[[Path, Path, int, str], Contender]] = {
    "hugo": sites.hugo,
    "mkdocs": sites.mkdocs,
    "pelican": sites.pelican,
    "zensical": sites.zensical,
}


def main() -> None:
    """Prints a table a size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", default="100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    for name in _PEERS:
        parser.add_argument(f"--{name}", metavar="PROGRAM", help=f"pip install {name} has it")
    given = parser.parse_args()
    peers = {name: program for name in _PEERS if (program := getattr(given, name))}
    for stories in map(int, given.stories.split(",")):
        for line in table(stories, given.rounds, peers):
            print(line, flush=True)


if __name__ == "__main__":
    main()
