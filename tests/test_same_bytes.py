"""The same input gives the same bytes, whatever differs around it, and whatever came before."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command import PROJECT, build, copy_of, empty_store, sums


def in_another_process(root: Path, output: Path, **environment: str) -> dict[str, str]:
    """Builds with the interpreter alone, under another environment."""
    code = "import sys; from qingyuan import cli; sys.exit(cli.main(sys.argv[1:]))"
    arguments = ["--root", str(root), "--output", str(output), "--quiet", "--date", "2026-11-23"]
    subprocess.run(
        [sys.executable, "-c", code, "build", *arguments, *environment.pop("extra", "").split()],
        cwd=PROJECT,
        env={**os.environ, **environment},
        check=True,
    )
    return sums(output)


def test_jobs_hash_seed_time_zone_locale_and_folder_do_not_matter(tmp_path: Path) -> None:
    one = copy_of(PROJECT, tmp_path / "one")
    expected = in_another_process(one, one / "output", PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    # Checked out in another order, to a folder with another name.
    two = tmp_path / "另一个 文件夹 #1 100%"
    files = [path for path in (PROJECT / "content").rglob("*") if path.is_file()]
    random.Random(7).shuffle(files)
    for path in files:
        target = two / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    other = {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C", "LANG": "C"}
    assert in_another_process(two, two / "output", **other) == expected


def test_one_process_or_several_give_the_same_site(tmp_path: Path) -> None:
    """Enough stories that processes are really started."""
    root = copy_of(PROJECT, tmp_path)
    stories = root / "content" / "stories"
    for number in range(40):
        shutil.copytree(stories / "ludian", stories / f"copy-{number}")
    for jobs in ("1", "3"):
        done = build(root, "--output", tmp_path / jobs, "--jobs", jobs, "--date", "2026-11-23")
        assert done.code == 0, done.out
    assert sums(tmp_path / "1") == sums(tmp_path / "3")
    shutil.rmtree(tmp_path / "3")


def test_line_ends_of_windows_change_nothing(tmp_path: Path) -> None:
    plain, windows = copy_of(PROJECT, tmp_path / "plain"), copy_of(PROJECT, tmp_path / "windows")
    for path in (windows / "content").rglob("*"):
        if path.suffix in {".md", ".yaml"}:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert build(plain).code == build(windows).code == 0
    assert sums(plain / "output") == sums(windows / "output")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


def copies(root: Path) -> list[Path]:
    """Stories that an edit made: they may be spoilt, nothing links to them."""
    return sorted((root / "content/stories").glob("copy-*"))


def story(root: Path, number: int) -> Path:
    return sorted((root / "content/stories").iterdir())[number % 5]


def new_story(root: Path, number: int) -> None:
    target = root / f"content/stories/copy-{number}"
    if not target.exists():
        shutil.copytree(story(root, number), target)


def remove_story(root: Path, number: int) -> None:
    for path in copies(root)[: number % 2 + 1]:
        shutil.rmtree(path)


def rename_story(root: Path, number: int) -> None:
    target = root / f"content/stories/moved-{number}"
    for path in copies(root)[:1]:
        if not target.exists():
            path.rename(target)


def make_draft(root: Path, number: int) -> None:
    for path in copies(root)[: number % 2 + 1]:
        settings_file = path / "story.yaml"
        if "draft:" not in settings_file.read_text(encoding="utf-8"):
            append(settings_file, "draft: yes\n")


def remove_translation(root: Path, number: int) -> None:
    for path in copies(root)[: number % 2 + 1]:
        (path / "en.md").unlink(missing_ok=True)


def add_picture(root: Path, number: int) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" id="r{number}"/>'
    (story(root, number) / "ridge.svg").write_text(picture, encoding="utf-8")
    append(story(root, number) / "zh.md", "\n\n![山脊](ridge.svg)\n")


# What editors and designers do, each valid in itself.
EDITS: dict[str, Callable[[Path, int], None]] = {
    "body": lambda r, n: append(story(r, n) / "zh.md", f"\n\n又写了第{n}段。\n"),
    "title": lambda r, n: replace_line(story(r, n) / "zh.md", "title:", f"title: 标题{n}"),
    "new story": new_story,
    "remove story": remove_story,
    "rename story": rename_story,
    "draft": make_draft,
    "translation gone": remove_translation,
    "picture": add_picture,
    "fact": lambda r, n: replace_line(
        r / "content/facts/prevention.yaml", "    value: ", f"    value: {4_000_000 + n}"
    ),
    "glossary": lambda r, n: replace_line(
        r / "content/glossary.yaml", "    zh: ", f"    zh: 词{n}"
    ),
    "word": lambda r, n: replace_line(
        r / "templates/strings.yaml", "menu-facts:", f"menu-facts: {{zh: 数{n}, en: F}}"
    ),
    "help": lambda r, n: replace_line(
        r / "content/help.yaml", "    verified:", f"    verified: 2026-11-{n + 1:02}"
    ),
    "template": lambda r, n: append(r / "templates/parts/footer.html", f"<!-- {n} -->\n"),
    "settings": lambda r, n: replace_line(
        r / "content/site.yaml", "address:", f"address: https://example.org/{n}", add=True
    ),
}


def replace_line(path: Path, start: str, line: str, *, add: bool = False) -> None:
    """Replaces the first line that begins so; with `add` a file without one gets the line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    hits = [index for index, text in enumerate(lines) if text.startswith(start)]
    if hits:
        lines[hits[0]] = line
    elif add:
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_edits_then_an_incremental_build_equal_a_clean_one(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copy_of(PROJECT, tmp_path_factory.mktemp("edits"))
    shutil.copytree(PROJECT / "templates", root / "templates")
    assert build(root).code == 0
    steps = data.draw(
        st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 9)), max_size=6)
    )
    for kind, number in [("new story", 3), *steps]:
        EDITS[kind](root, number)
        build(root)
    done = build(root)
    with empty_store(root / "store"):
        clean = build(root, "--output", root / "clean")
    assert done.code == clean.code
    if done.code == 0:
        assert sums(root / "output") == sums(root / "clean")
