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
from tests.edits import EDITS, cut_off, soon_settled

# A hundred steps in the usual run; thousands with QINGYUAN_EXAMPLES=15000.
EXAMPLES = max(12, int(os.environ.get("QINGYUAN_EXAMPLES", "0")) // 10)


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


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_edits_then_an_incremental_build_equal_a_clean_one(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copy_of(PROJECT, tmp_path_factory.mktemp("edits"))
    shutil.copytree(PROJECT / "templates", root / "templates")
    with soon_settled() as settle:
        settle()
        assert build(root).code == 0
        _edit_and_build(data, root, settle)


def _edit_and_build(data: st.DataObject, root: Path, settle: Callable[[], None]) -> None:
    kinds = st.sampled_from([*sorted(EDITS), "cut off"])
    steps = data.draw(st.lists(st.tuples(kinds, st.integers(0, 9)), max_size=6))
    for kind, number in [("new story", 3), *steps]:
        if kind == "cut off":
            cut_off(root, number)
        else:
            EDITS[kind](root, number)
            settle()
            build(root)
    done = build(root)
    with empty_store(root / "store"):
        clean = build(root, "--output", root / "clean")
    assert done.code == clean.code
    if done.code == 0:
        assert sums(root / "output") == sums(root / "clean")
