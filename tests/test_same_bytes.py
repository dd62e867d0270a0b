"""The same input gives the same bytes, whatever differs around it, and whatever came before."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
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


EDITS = (
    "body", "title", "new story", "remove story", "rename story", "fact", "glossary", "word",
    "draft", "translation gone", "help", "template", "settings", "picture",
)  # fmt: skip


def change(root: Path, kind: str, number: int) -> None:
    """One edit of an editor's or a designer's, valid in itself."""
    stories = root / "content" / "stories"
    slugs = sorted(path.name for path in stories.iterdir())
    slug = slugs[number % len(slugs)]
    story = stories / slug
    copies = [name for name in slugs if name.startswith("copy-")]
    if kind == "body":
        with (story / "zh.md").open("a", encoding="utf-8") as file:
            file.write(f"\n\n又写了第{number}段。\n")
    elif kind == "title":
        replace_line(story / "zh.md", "title:", f"title: 标题{number}")
    elif kind == "new story":
        if not (stories / f"copy-{number}").exists():
            shutil.copytree(story, stories / f"copy-{number}")
    elif kind == "remove story" and copies:
        shutil.rmtree(stories / copies[0])
    elif kind == "rename story" and copies and not (stories / f"moved-{number}").exists():
        (stories / copies[-1]).rename(stories / f"moved-{number}")
    elif kind == "fact":
        facts = root / "content/facts/prevention.yaml"
        replace_line(facts, "    value: ", f"    value: {4_000_000 + number}", last=False)
    elif kind == "glossary":
        replace_line(root / "content/glossary.yaml", "    zh: ", f"    zh: 词{number}", last=False)
    elif kind == "word":
        replace_line(
            root / "templates/strings.yaml", "menu-facts:", f"menu-facts: {{zh: 数{number}, en: F}}"
        )
    elif kind == "draft" and copies:
        with (stories / copies[0] / "story.yaml").open("a", encoding="utf-8") as file:
            file.write(
                ""
                if "draft:" in (stories / copies[0] / "story.yaml").read_text("utf-8")
                else "draft: yes\n"
            )
    elif kind == "translation gone" and copies:
        (stories / copies[0] / "en.md").unlink(missing_ok=True)
    elif kind == "help":
        replace_line(
            root / "content/help.yaml",
            "    verified:",
            f"    verified: 2026-11-{number % 20 + 1:02}",
        )
    elif kind == "template":
        with (root / "templates/parts/footer.html").open("a", encoding="utf-8") as file:
            file.write(f"<!-- {number} -->\n")
    elif kind == "settings":
        address = f"address: https://example.org/{number}"
        replace_line(root / "content/site.yaml", "address:", address, append=True)
    elif kind == "picture":
        (story / "ridge.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" id="r{number}"/>'
        )
        with (story / "zh.md").open("a", encoding="utf-8") as file:
            file.write("\n\n![山脊](ridge.svg)\n")


def replace_line(
    path: Path, start: str, line: str, *, last: bool = False, append: bool = False
) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    hits = [index for index, text in enumerate(lines) if text.startswith(start)]
    if hits:
        lines[hits[-1 if last else 0]] = line
    elif append:
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
    steps = data.draw(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9)), max_size=6))
    for kind, number in [("new story", 3), *steps]:
        change(root, kind, number)
        build(root)
    done = build(root)
    with empty_store(root / "store"):
        clean = build(root, "--output", root / "clean")
    assert done.code == clean.code
    if done.code == 0:
        assert sums(root / "output") == sums(root / "clean")
