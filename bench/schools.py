"""Time and memory of packs for 1, 10, 100 and 300 schools: python -m bench.schools."""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from qingyuan import cli

PROJECT = Path(__file__).resolve().parent.parent
STORIES = 50
MIXES = ("common", "same", "apart")
_SCHOOL = """\
name: {{zh: 样例{number}中, en: Sample School {number}}}
contact: {{zh: 德育处, en: the student affairs office}}
contacts:
  - id: counsellor
    number: "12355"
    name: {{zh: 学校心理老师, en: School counsellor}}
    purpose: {{zh: 想找人说说的时候。, en: When you want to talk to someone.}}
    audience: [middle, high]
    verified: 2026-11-01
    verified-by: {{zh: 样例{number}中, en: Sample School {number}}}
address: https://school-{number}.example/drugs
icp: 滇ICP备{number:08d}号-1
public-security: 滇公网安备{number:014d}号
{selection}"""


def site(root: Path) -> list[str]:
    """A site with that many stories; their names."""
    shutil.copytree(PROJECT / "content", root / "content")
    folder = root / "content" / "stories"
    originals = sorted(path for path in folder.iterdir() if path.is_dir())
    while len(names := sorted(path.name for path in folder.iterdir())) < STORIES:
        original = originals[len(names) % len(originals)]
        shutil.copytree(original, folder / f"{original.name}-{len(names)}")
    return names


def schools(root: Path, count: int, mix: str, stories: list[str]) -> None:
    """That many schools, the same ones each time."""
    folder = root / "content" / "schools"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    chance = random.Random(7)
    for number in range(1, count + 1):
        selection = _selection(number, mix, stories, chance)
        text = _SCHOOL.format(number=number, selection=selection)
        (folder / f"sample-{number}.yaml").write_text(text, encoding="utf-8")


def _selection(number: int, mix: str, stories: list[str], chance: random.Random) -> str:
    kind = number % 10 if mix == "common" else {"same": 0, "apart": 9}[mix]
    if kind < 6:
        return ""
    if kind < 9:
        return f"audience: [{('high', 'parents', 'public')[kind - 6]}]\n"
    # One that does not upset stands first on every home page.
    chosen = {"anti-drug-days", *chance.sample(stories, len(stories) // 2)}
    return f"stories: [{', '.join(sorted(chosen))}]\n"


def run(command: str, root: Path, jobs: int) -> dict[str, float]:
    """Seconds and peak memory of a command in a process of its own, with an empty store."""
    code = "import sys; from bench.schools import measured; measured(sys.argv[1:])"
    arguments = [*command.split(), "--root", str(root), "--jobs", str(jobs), "--format", "json"]
    with tempfile.TemporaryDirectory() as store:
        done = subprocess.run(
            [sys.executable, "-c", code, store, *arguments],
            cwd=PROJECT,
            check=True,
            capture_output=True,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stderr.splitlines()[-1])
    return found


def measured(arguments: list[str]) -> None:
    """Carries out a command; what it took goes to standard error."""
    cli.STORE = Path(arguments[0])
    started, cpu = time.perf_counter(), time.process_time()
    code = cli.main(arguments[1:])
    seconds, own = time.perf_counter() - started, time.process_time() - cpu
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = max(entry.ru_maxrss for entry in usage) / 1024
    cpu = own + usage[1].ru_utime + usage[1].ru_stime
    print(json.dumps({"seconds": seconds, "cpu": cpu, "megabytes": peak}), file=sys.stderr)
    sys.exit(code)


def table(numbers: list[int], mixes: list[str], jobs: int) -> Iterator[str]:
    """The lines of what is printed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        stories = site(root)
        schools(root, 1, "same", stories)
        cold = run("build", root, jobs)
        yield f"{STORIES} stories, 2 languages, {jobs} of {os.cpu_count()} processors"
        yield f"single cold build: {cold['seconds']:.2f} s ({cold['cpu']:.2f} s of processor)"
        yield ""
        yield "| mix | schools | seconds | of processor | each further, of a cold build | peak MB |"
        yield "|---|---|---|---|---|---|"
        for mix in mixes:
            first: tuple[int, dict[str, float]] | None = None
            for count in numbers:
                schools(root, count, mix, stories)
                shutil.rmtree(root / "packs", ignore_errors=True)
                took = run("pack --all", root, jobs)
                first = first or (count, took)
                yield _line(mix, count, took, first, cold)


def _line(
    mix: str,
    count: int,
    took: dict[str, float],
    first: tuple[int, dict[str, float]],
    cold: dict[str, float],
) -> str:
    more = count - first[0]
    share = (took["cpu"] - first[1]["cpu"]) / more / cold["cpu"] if more else 0
    each = f"{share:.1%}" if more else "—"
    return (
        f"| {mix} | {count} | {took['seconds']:.1f} | {took['cpu']:.1f} | {each} "
        f"| {took['megabytes']:.0f} |"
    )


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", default="1,10,100,300")
    parser.add_argument("--mix", choices=MIXES)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    numbers = [int(number) for number in given.schools.split(",")]
    for line in table(numbers, [given.mix] if given.mix else list(MIXES), given.jobs):
        print(line, flush=True)


if __name__ == "__main__":
    main()
