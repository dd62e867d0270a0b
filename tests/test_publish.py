"""Publishing replaces the site as a whole, and never loses what is not its own."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qingyuan.model.page import Output
from qingyuan.publish import replace
from tests.command import PROJECT, build, copy_of, edit, sums

# Not by its name, which its package has for its function.
MODULE = sys.modules["qingyuan.publish.replace"]
OLD = (
    Output.of("index.html", b"old"),
    Output.of("zh/a.html", b"a"),
    Output.of("assets/s-1.css", b"s1"),
)
NEW = (
    Output.of("index.html", b"new"),
    Output.of("zh/b.html", b"b"),
    Output.of("assets/s-2.css", b"s2"),
    Output.of("en/b.html", b"in a folder that is new"),
    Output.of("en/deep/c.html", b"deeper"),
)


def content(output: Path) -> dict[str, bytes]:
    return {name: (output / name).read_bytes() for name in sums(output)}


def publish(output: Path, files: tuple[Output, ...], *, force: bool = False) -> list[str]:
    """Publishes; the codes of what was in the way."""
    _, problems = replace(output, files, {}, force=force)
    return [f"{problem.code} {problem.location}" for problem in problems]


def test_the_new_site_replaces_the_old_one_and_files_it_no_longer_has_are_gone(
    tmp_path: Path,
) -> None:
    assert publish(tmp_path / "out", OLD) == []
    assert publish(tmp_path / "out", NEW) == []
    assert content(tmp_path / "out") == {file.path: file.data for file in NEW}
    assert not (tmp_path / "out/zh/a.html").exists()


def test_an_empty_folder_left_by_a_page_that_is_gone_is_removed(tmp_path: Path) -> None:
    publish(tmp_path / "out", (*OLD, Output.of("zh/stories/x.html", b"x")))
    publish(tmp_path / "out", OLD)
    assert not (tmp_path / "out/zh/stories").exists()


def test_a_file_of_somebody_else_is_never_touched(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish(output, OLD)
    (output / "zh/notes.docx").write_bytes(b"mine")
    before = sums(output)
    assert publish(output, NEW) == ["output-foreign out/zh/notes.docx"]
    assert sums(output) == before


def test_a_folder_that_was_full_before_the_first_build_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/me.jpg").write_bytes(b"me")
    assert publish(tmp_path / "photos", OLD) == ["output-foreign photos/me.jpg"]
    assert content(tmp_path / "photos") == {"me.jpg": b"me"}


def test_force_moves_files_of_others_aside_and_loses_none(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish(output, OLD)
    (output / "zh/notes.docx").write_bytes(b"mine")
    (output / "index.html").write_bytes(b"edited by hand")
    assert publish(output, NEW) == [
        "output-edited out/index.html",
        "output-foreign out/zh/notes.docx",
    ]
    assert publish(output, NEW, force=True) == []
    assert content(output) == {file.path: file.data for file in NEW}
    assert (tmp_path / "out-kept/zh/notes.docx").read_bytes() == b"mine"
    assert (tmp_path / "out-kept/index.html").read_bytes() == b"edited by hand"
    # A second time: the first copy is not overwritten.
    (output / "zh/notes.docx").write_bytes(b"mine, later")
    assert publish(output, NEW, force=True) == []
    kept = {path.read_bytes() for path in (tmp_path / "out-kept/zh").iterdir()}
    assert kept == {b"mine", b"mine, later"}


def test_files_that_systems_leave_are_no_reason_to_stop(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish(output, OLD)
    for name in (".DS_Store", "zh/Thumbs.db", "desktop.ini", ".htaccess"):
        (output / name).write_bytes(b"x")
    assert publish(output, NEW) == []
    assert (output / ".htaccess").read_bytes() == b"x"


@pytest.mark.parametrize("call", range(18))
def test_an_interruption_at_any_write_leaves_the_old_site_or_is_carried_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    """The machine stops at the n-th change on disk; the next build finds a whole site."""
    output = tmp_path / "out"
    publish(output, OLD)
    calls = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def method(*arguments: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls > call:
                raise KeyboardInterrupt
            return real(*arguments, **named)

        return method

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink", "mkdir"):
            patch.setattr(os, name, counted(getattr(os, name)))
        patch.setattr(Path, "write_bytes", counted(Path.write_bytes))
        patch.setattr(MODULE, "open", counted(open), raising=False)
        with contextlib.suppress(KeyboardInterrupt):
            publish(output, NEW)
    if not (output / ".qingyuan/journal.json").exists():
        assert content(output) in (
            {file.path: file.data for file in OLD},
            {file.path: file.data for file in NEW},
        )
    assert publish(output, NEW) == []
    assert content(output) == {file.path: file.data for file in NEW}
    assert sorted(p.name for p in (output / ".qingyuan").iterdir()) == ["manifest.json"]


def test_what_has_come_into_the_place_of_a_new_folder_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    publish(output, OLD)

    usual = os.replace

    def stopped(path: str, target: str) -> None:
        if Path(path).is_dir():
            raise KeyboardInterrupt
        usual(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        with contextlib.suppress(KeyboardInterrupt):
            publish(output, NEW)
    (output / "en").mkdir()
    (output / "en/mine.txt").write_bytes(b"mine")
    assert publish(output, NEW) == ["output-foreign out/en/mine.txt"]
    mine = {"en/mine.txt": b"mine"}
    assert content(output) == mine | {file.path: file.data for file in NEW}


def test_a_folder_that_windows_does_not_let_be_moved_is_moved_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    usual = os.replace

    def held_open(path: str, target: str) -> None:
        if Path(path).is_dir():
            raise PermissionError(13, "Access is denied", str(path))
        usual(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held_open)
        assert publish(output, NEW) == []
    assert content(output) == {file.path: file.data for file in NEW}
    assert sorted(p.name for p in (output / ".qingyuan").iterdir()) == ["manifest.json"]


def test_a_disk_that_is_full_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    publish(output, OLD)
    before = sums(output)

    def full(name: str, *_rest: object) -> None:
        raise OSError(28, "No space left on device", name)

    with monkeypatch.context() as patch:
        patch.setattr(MODULE, "open", full, raising=False)
        assert [code.split()[0] for code in publish(output, NEW)] == ["output-write"]
    assert sums(output) == before
    assert publish(output, NEW) == []


def test_output_that_is_a_file_is_said_and_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    assert [code.split()[0] for code in publish(tmp_path / "out", NEW)] == ["output-write"]


def test_the_manifest_tells_the_sum_of_every_file(tmp_path: Path) -> None:
    publish(tmp_path / "out", NEW)
    manifest = json.loads((tmp_path / "out/.qingyuan/manifest.json").read_text("utf-8"))
    assert manifest == sums(tmp_path / "out")


def test_an_error_in_the_content_leaves_the_published_site_as_it_was(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    assert build(root).code == 0
    before = sums(root / "output")
    edit(root / "content/stories/ludian/zh.md", "## ", "## [[fact:no-such-fact]] ")
    done = build(root)
    assert done.code == 1
    assert "fact-unknown" in done.out
    assert sums(root / "output") == before


def test_a_draft_or_scheduled_or_expired_story_is_not_published(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    story = root / "content/stories/anti-drug-days/story.yaml"
    text = story.read_text("utf-8")
    page = root / "output/zh/stories/anti-drug-days.html"
    for line, there in (
        ("draft: yes", False),
        ("draft: 是", False),
        ("publish: 2026-12-01", False),
        ("publish: 2026-11-23", True),
        ("expire: 2026-11-23", False),
        ("expire: 2026-11-24", True),
    ):
        story.write_text(f"{text}\n{line}\n", encoding="utf-8")
        done = build(root, "--date", "2026-11-23")
        if done.code == 1:  # other stories link to it, and are told
            assert "link-unpublished" in done.out
            assert not there
        else:
            assert page.exists() == there, line


def test_a_folder_where_a_page_has_to_go_is_said_and_kept(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish(output, OLD)
    (output / "zh/b.html").mkdir()
    before = sums(output)
    assert publish(output, NEW) == ["output-foreign out/zh/b.html"]
    assert sums(output) == before
    assert publish(output, NEW, force=True) == []
    assert content(output) == {file.path: file.data for file in NEW}
    assert (tmp_path / "out-kept/zh/b.html").is_dir()


@pytest.mark.parametrize("evil", ["../mine.txt", "/mine.txt", "zh/../../mine.txt", "C:/mine.txt"])
def test_notes_that_came_with_a_stick_reach_nothing_outside(tmp_path: Path, evil: str) -> None:
    output = tmp_path / "out"
    (tmp_path / "mine.txt").write_bytes(b"mine")
    publish(output, OLD)
    journal = {"moves": [], "remove": [evil], "manifest": {}}
    (output / ".qingyuan/journal.json").write_text(json.dumps(journal), encoding="utf-8")
    assert publish(output, OLD) == []
    (output / ".qingyuan/manifest.json").write_text(json.dumps({evil: "0"}), encoding="utf-8")
    publish(output, NEW, force=True)
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("place", ["content", ".", "content/stories", "templates"])
def test_the_site_never_takes_the_place_of_what_it_is_made_from(tmp_path: Path, place: str) -> None:
    root = copy_of(PROJECT, tmp_path / "root")
    before = sums(root)
    done = build(root, "--output", root / place, "--force")
    assert done.code == 2
    assert sums(root) == before
