"""Where a build's time goes: python -m bench.where."""

from __future__ import annotations

import argparse
import pstats
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import corpus, sites
from bench.rebuilds import cases, usual
from bench.sites import Contender

_TOP = 10
_IMPORTED = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*(\S+)")


def profiled(contender: Contender) -> list[str]:
    """The functions that take most of a build in one process, with their own time."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "profile"
        python, *rest = contender.command
        command = [python, "-m", "cProfile", "-o", str(kept), *rest, "--jobs", "1"]
        quiet = subprocess.DEVNULL
        subprocess.run(command, cwd=contender.folder, stdout=quiet, env=usual(), check=True)
        stats = pstats.Stats(str(kept))
    rows: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = stats.stats  # type: ignore[attr-defined]  # as documented in its source only
    total = sum(own for _, _, own, _, _ in rows.values())
    top = sorted(rows.items(), key=lambda row: -row[1][2])[:_TOP]
    return [
        f"| `{_named(*place)}` | {calls:,} | {own:.2f} | {own / total:.0%} |"
        for place, (_, calls, own, _, _) in top
    ]


def _named(file: str, line: int, function: str) -> str:
    """The function, and the file from its package on."""
    parts = Path(file).parts
    for root in ("qingyuan", "site-packages", f"python3.{sys.version_info.minor}"):
        if root in parts:
            own = parts[parts.index(root) + (root != "qingyuan") :]
            return f"{'/'.join(own)}:{line} {function}"
    return function


def imported(contender: Contender) -> list[str]:
    """What a build imports: milliseconds by package, without what importing takes in between."""
    python, *rest = contender.command
    command = [python, "-X", "importtime", *rest]
    done = subprocess.run(
        command, cwd=contender.folder, capture_output=True, env=usual(), check=True
    )
    took: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for own, name in _IMPORTED.findall(done.stderr.decode("utf-8", "replace")):
        package = name.partition(".")[0]
        took[package] += int(own)
        count[package] += 1
    rows = [f"| all | {count.total()} | {took.total() / 1000:.0f} |"]
    for package, microseconds in took.most_common(_TOP):
        rows.append(f"| {package} | {count[package]} | {microseconds / 1000:.1f} |")
    return rows


_LOOKS = (
    (profiled, "function | calls | s | of all", ("cold build", "a paragraph", "story template")),
    (imported, "package | modules | ms", ("nothing changed", "a paragraph")),
)


def report(stories: int) -> Iterator[str]:
    """The tables."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        corpus.write(stories, base / "corpus")
        ours = sites.qingyuan(base / "corpus", base / "ours", max(1, stories // 2))
        for look, head, shown in _LOOKS:
            for case, rows in cases(ours, look):
                if case in shown:
                    yield f"\n{case}, {stories:,} stories:\n\n| {head} |"
                    yield "|---" * (head.count("|") + 1) + "|"
                    yield from rows
        for path in ours.emptied[1:]:
            path.unlink(missing_ok=True)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=1000)
    for line in report(parser.parse_args().stories):
        print(line, flush=True)


if __name__ == "__main__":
    main()
