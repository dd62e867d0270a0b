"""What an editor sees while writing is what a clean build makes, whatever was done before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyuan.model.page import Output
from tests.command import PROJECT, build, copy_of, empty_store, run, sums
from tests.edits import EDITS
from tests.sessions import project, session
from tests.test_same_bytes import EXAMPLES

DAY = "2026-11-23"


def files(root: Path) -> dict[Path, bytes]:
    """Every file that the site is made from."""
    folders = (root / "content", root / "templates")
    found = (path for folder in folders for path in folder.rglob("*"))
    return {path: path.read_bytes() for path in found if path.is_file()}


def listed(root: Path) -> tuple[int, list[str]]:
    """What `check` says, as a fresh process would."""
    with empty_store(root / "store"):
        done = run("check", "--root", root, "--date", DAY, "--jobs", "1", "--format", "json")
    return done.code, [
        f"{p['path']}:{p['line']}:{p['column']} {p['code']} {p['message']['en']}"
        for p in json.loads(done.out)["problems"]
    ]


@settings(max_examples=EXAMPLES // 2, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_after_any_edits_a_session_shows_what_a_clean_build_makes(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copy_of(PROJECT, tmp_path_factory.mktemp("edits"))
    shutil.copytree(PROJECT / "templates", root / "templates")
    kinds = st.sampled_from(sorted(EDITS))
    steps = data.draw(st.lists(st.tuples(kinds, st.integers(0, 9)), max_size=6))
    with session(root) as edited:
        given_ = project(root, DAY, everything=False)
        edited.rebuild(given_)
        for kind, number in [("new story", 3), *steps]:
            before = files(root)
            EDITS[kind](root, number)
            after = files(root)
            touched = {p for p in (*before, *after) if before.get(p) != after.get(p)}
            view = edited.rebuild(given_, touched)
        code, problems = listed(root)
        assert [
            f"{p.location.path}:{p.location.line}:{p.location.column} {p.code} {p.message.en}"
            for p in view.report.problems
        ] == problems
        assert view.report.blocked == (code != 0)
        if code == 0:
            with empty_store(root / "store"):
                assert build(root, "--output", root / "clean", "--date", DAY).code == 0
            for path, digest in sums(root / "clean").items():
                made = edited.file(path)
                assert isinstance(made, Output), path
                assert made.blob.digest == digest, path
