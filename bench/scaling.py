"""How a build's time grows with the site: python -m bench.scaling."""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import linear_regression, median

from bench import corpus, sites
from bench.rebuilds import cases, timed


def table(sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """A line for each case: seconds at each size, and the straight line that fits them best.

    The line is that of least squares weighted by the size's square, so that each size counts by how
    far it is off in parts of itself; `off` is the largest of these parts.
    """
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for stories in sizes:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder).resolve()
            corpus.write(stories, base / "corpus")
            ours = sites.qingyuan(base / "corpus", base / "ours", max(1, stories // 2))
            taken: defaultdict[str, list[float]] = defaultdict(list)
            for _ in range(rounds):
                for name, (seconds, _) in cases(ours, timed):
                    taken[name].append(seconds)
            for name, each in taken.items():
                found[name][stories] = median(each)
            for path in ours.emptied[1:]:
                path.unlink(missing_ok=True)
    yield f"| case | {' | '.join(f'{size:,}' for size in sizes)} | line | off by at most |"
    yield f"|---|{'---|' * len(sizes)}---|---|"
    for name, times in found.items():
        shown = " | ".join(f"{times[size]:.2f}" for size in sizes)
        # Seconds a story are those for each story, and a share of those for any site at all.
        line = linear_regression([1 / s for s in times], [t / s for s, t in times.items()])
        off = max(abs(t - line.slope - line.intercept * s) / t for s, t in times.items())
        shown += f" | {line.slope:.2f} s + {line.intercept * 1000:.2f} ms a story"
        yield f"| {name} | {shown} | {off:.0%} |"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", default="100,1000,5000,20000")
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    for line in table([int(size) for size in given.stories.split(",")], given.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
