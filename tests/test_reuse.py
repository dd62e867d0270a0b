"""What a build does again, and what not; and that it is never fooled."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyuan import cli, pipeline
from qingyuan.model.memory import Memory
from qingyuan.model.project import Project
from qingyuan.model.stamp import Stamp, packed, unpacked
from qingyuan.read.discover import discover
from qingyuan.read.edited import Edited, edited
from tests.command import PROJECT, SMALL, Run, build, copy_of, edit, empty_store, run, sums
from tests.edits import EDITS
from tests.many import site_of
from tests.test_same_bytes import EXAMPLES
from tests.test_session import files

DAY = ("--date", "2026-11-20")
_RENDERED = re.compile(r"(\d+) rendered, (\d+) reused")


def rendered(done: Run) -> int:
    """How many pages a build made anew."""
    match = _RENDERED.search(done.out)
    assert match, done.out + done.err
    return int(match[1])


def settled(root: Path) -> None:
    """Makes all files old enough to be known by their stat."""
    for path in (root / "content").rglob("*"):
        os.utime(path, (1_700_000_000.123, 1_700_000_000.123))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A site of sixty stories, built."""
    root = site_of(tmp_path, 60)
    assert build(root, *DAY).code == 0
    return root


def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a build that has anything to do fails."""

    def never(*_arguments: object, **_named: object) -> None:
        raise AssertionError("something was built")

    monkeypatch.setattr(pipeline, "build", never)


def test_a_build_with_nothing_to_do_says_what_the_last_one_said(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(many / "content/stories/story-7/zh.md", "\n\n一句话。", "\n\n一共31人。")
    edit(many / "content/stories/story-7/en.md", "\n\nA line.", "\n\n31 people in all.")
    first = build(many, *DAY)
    assert "number-unsourced" in first.out
    nothing_loaded(monkeypatch)
    again = build(many, *DAY)
    assert rendered(again) == 0
    told = re.compile(r"\d+ rendered, \d+ reused|[\d.]+ seconds")
    assert told.sub("", again.out) == told.sub("", first.out)


def test_errors_are_told_again_too(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (many / "content/stories/story-7/zh.md").write_text("kein Kopf", encoding="utf-8")
    first = build(many, *DAY)
    assert first.code == 1
    nothing_loaded(monkeypatch)
    assert (
        build(many, *DAY).out.partition(" seconds")[0][:-4]
        == (first.out.partition(" seconds")[0][:-4])
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda output: (output / "zh/index.html").unlink(),
        lambda output: shutil.rmtree(output / "en"),
        shutil.rmtree,
        lambda output: (output / ".qingyuan/manifest.json").unlink(),
    ],
)
def test_a_site_that_somebody_has_damaged_is_made_whole(
    many: Path, spoil: Callable[[Path], None]
) -> None:
    before = sums(many / "output")
    spoil(many / "output")
    assert build(many, *DAY).code == 0
    assert sums(many / "output") == before


def test_a_page_that_somebody_has_edited_is_told_though_nothing_else_changed(many: Path) -> None:
    page = many / "output/zh/index.html"
    stat = page.stat()
    page.write_bytes(page.read_bytes().replace(b"html", b"HTML"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "output-edited" in build(many, *DAY).out


def test_a_paragraph_makes_its_own_pages_anew_and_no_others(many: Path) -> None:
    edit(many / "content/stories/story-30/zh.md", "\n一句话。", "\n又一句话。")
    edit(many / "content/stories/story-30/en.md", "\nA line.", "\nAnother line.")
    # The story and its text for the search, in two languages.
    assert rendered(build(many, *DAY)) == 4


def test_a_title_makes_the_pages_anew_that_show_it(many: Path) -> None:
    edit(many / "content/stories/story-30/zh.md", "第30个故事", "第30个新故事")
    done = build(many, *DAY)
    assert 4 < rendered(done) < 30
    for name in ("story-29", "story-31", "story-30"):
        assert "第30个新故事" in (many / f"output/zh/stories/{name}.html").read_text("utf-8")
    assert "第30个新故事" in (many / "output/zh/stories/page/2.html").read_text("utf-8")


def test_a_figure_makes_only_pages_anew_that_show_it(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    assert build(root, *DAY).code == 0
    edit(root / "content/facts/community.yaml", "value: ", "note: {zh: 新, en: new}\n    value: ")
    done = build(root, *DAY)
    assert done.code == 0, done.out
    assert 0 < rendered(done) < 60


def test_a_new_day_makes_nothing_anew_unless_something_fell_due(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    build(root, *DAY)
    assert rendered(build(root, "--date", "2026-11-21")) == 0
    # The help contacts were verified on 1 November 2026, and are overdue after 180 days.
    assert "overdue" in build(root, "--date", "2027-06-01").out


def test_a_second_save_of_the_same_size_right_after_the_first_arrives(many: Path) -> None:
    path = many / "content/stories/story-5/zh.md"
    for word in ("甲", "乙", "丙", "丁"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("(?<=\n)(一|甲|乙|丙)句话。\n$", f"{word}句话。\n", text), "utf-8")
        build(many, *DAY)
        assert f"{word}句话。" in (many / "output/zh/stories/story-5.html").read_text("utf-8")


def test_a_backup_with_its_old_time_and_size_is_noticed(many: Path) -> None:
    settled(many)
    build(many, *DAY)
    path = many / "content/stories/story-5/zh.md"
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace("一句话。\n".encode(), "旧句话。\n".encode()))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    build(many, *DAY)
    assert "旧句话。" in (many / "output/zh/stories/story-5.html").read_text("utf-8")


def test_files_that_nobody_touched_are_not_read(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(many)
    # Files are new to the store until they are older than a clock can be wrong.
    future = time.time_ns() + 10_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: future)
    build(many, *DAY)
    seen: list[Path] = []
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        seen.append(path)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    edit(many / "content/stories/story-5/zh.md", "\n一句话。", "\n又一句话。")
    build(many, *DAY)
    stories = {path for path in seen if "/content/stories/" in path.as_posix()}
    assert stories == {many / "content/stories/story-5/zh.md"}


def test_a_store_that_has_lost_texts_is_not_believed(many: Path) -> None:
    (store,) = (path for path in cli.STORE.glob("*.sqlite"))
    with sqlite3.connect(store) as connection:
        connection.execute("delete from blobs")
        connection.execute("delete from results where rowid % 3 = 0")
    edit(many / "content/stories/story-30/zh.md", "\n一句话。", "\n又一句话。")
    assert build(many, *DAY).code == 0
    assert "又一句话。" in (many / "output/zh/stories/story-30.html").read_text("utf-8")
    # What it has made anew it remembers.
    edit(many / "content/stories/story-31/zh.md", "\n一句话。", "\n还有一句话。")
    assert rendered(build(many, *DAY)) < 10
    edit(many / "content/stories/story-31/zh.md", "\n还有一句话。", "\n一句话。")
    build(many, *DAY)
    clean = site_of(many / "clean", 60)
    edit(clean / "content/stories/story-30/zh.md", "\n一句话。", "\n又一句话。")
    build(clean, *DAY)
    assert sums(many / "output") == sums(clean / "output")


def test_processes_read_texts_that_an_earlier_build_has_kept(many: Path) -> None:
    shutil.copytree(PROJECT / "templates", many / "templates")
    build(many, *DAY)
    footer = many / "templates/parts/footer.html"
    footer.write_text(footer.read_text("utf-8") + "<!-- new -->\n", "utf-8")
    done = build(many, *DAY, "--jobs", "2")
    assert done.code == 0
    assert rendered(done) > 64
    assert "<!-- new -->" in (many / "output/en/stories/story-9.html").read_text("utf-8")


def test_check_and_build_do_not_take_each_others_word(many: Path) -> None:
    edit(many / "content/stories/story-30/zh.md", "\n一句话。", "\n又一句话。")
    assert run("check", "--root", many, *DAY).code == 0
    assert build(many, *DAY).code == 0
    assert "又一句话。" in (many / "output/zh/stories/story-30.html").read_text("utf-8")


class _Stat:
    """As much of a stat as is asked for."""

    def __init__(self, size: int, mtime: int, ctime: int, number: int) -> None:
        self.st_size, self.st_ino = size, number
        self.st_mtime_ns, self.st_ctime_ns = mtime, ctime


TIMES = st.integers(0, 2**62)


@given(st.tuples(st.integers(0, 9), TIMES, TIMES, st.integers(1, 9)), st.integers(0, 3), TIMES)
def test_a_stamp_fits_nothing_that_differs(
    own: tuple[int, int, int, int], place: int, other: int
) -> None:
    stamp = Stamp.of(_Stat(*own), "digest")
    assert stamp.fits(_Stat(*own))
    changed = list(own)
    changed[place] = other
    assert stamp.fits(_Stat(*changed)) == (changed[place] == own[place])


@given(st.dictionaries(st.text(), st.builds(Stamp, TIMES, TIMES, TIMES, TIMES, st.text())))
def test_stamps_are_noted_as_they_are_and_a_note_that_came_to_harm_is_none(
    stamps: dict[str, Stamp],
) -> None:
    assert unpacked(packed(stamps)) == stamps
    assert unpacked(packed(stamps) + b"\0") == {}
    assert unpacked(None) == {}


SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("age", "fraction", "trusted"),
    [(1, 5, False), (3, 5, True), (3, 0, False), (1800, 0, False), (4000, 0, True)],
)
def test_a_file_written_just_now_is_not_trusted_and_one_with_coarse_times_for_an_hour(
    age: int, fraction: int, *, trusted: bool
) -> None:
    now = int(dt.datetime(2026, 11, 28, tzinfo=dt.UTC).timestamp()) * SECOND
    time = now - age * SECOND + fraction
    assert Stamp.of(_Stat(1, time, time, 1), "").settled(now) == trusted


@pytest.mark.skipif(sys.platform != "linux", reason="processes come out of others on Linux only")
def test_a_build_that_is_killed_leaves_no_process_behind(many: Path) -> None:
    code = "import sys; from qingyuan import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--root", str(many), "--quiet", "--jobs", "2"]
    with empty_store(many / "store"), subprocess.Popen(command, cwd=PROJECT) as build_:
        tasks = Path(f"/proc/{build_.pid}/task/{build_.pid}/children")
        end = time.monotonic() + 30
        while not (workers := tasks.read_text().split()) and time.monotonic() < end:
            time.sleep(0.02)
        build_.kill()
    assert workers
    while any(is_alive(pid) for pid in workers) and time.monotonic() < end:
        time.sleep(0.02)
    assert not [pid for pid in workers if is_alive(pid)]


def is_alive(pid: str) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


NOTHING = Edited(frozenset(), frozenset())


@settings(max_examples=EXAMPLES // 2, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 9)), max_size=4))
def test_files_count_as_untouched_only_while_they_are_the_same(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copy_of(PROJECT, tmp_path_factory.mktemp("edits"))
    shutil.copytree(PROJECT / "templates", root / "templates")
    for kind, number in steps:
        later = time.time_ns() + 3_600_000_000_000
        project = Project(root, PROJECT, root / "output", dt.date(2026, 11, 20), started=later)
        found, problems = discover(project, {}, Memory())
        assert not problems
        assert edited(project, found.stamps, ()) == NOTHING
        before = files(root)
        EDITS[kind](root, number)
        assert edited(project, found.stamps, ()) != NOTHING or files(root) == before


def test_a_file_that_came_and_went_within_a_moment_leaves_no_trace(many: Path) -> None:
    settled(many)
    before = build(many, *DAY).out
    note = many / "content/stories/story-7/note.txt"
    for _ in range(2):
        note.write_text("x", encoding="utf-8")
        assert "note.txt" in build(many, *DAY).out
        note.unlink()
        after = build(many, *DAY)
        assert "note.txt" not in after.out
        assert len(after.out.splitlines()) == len(before.splitlines())


def test_a_list_of_words_that_the_project_now_lends_is_a_change(tmp_path: Path) -> None:
    root, shipped = copy_of(SMALL, tmp_path), tmp_path / "shipped"
    shutil.copytree(PROJECT / "content/watchlists", shipped / "content/watchlists")
    for name in ("templates", "assets"):
        shutil.copytree(PROJECT / name, shipped / name)
    lent = next(iter(sorted((shipped / "content/watchlists").iterdir())))
    text = lent.read_bytes()
    lent.unlink()
    later = time.time_ns() + 3_600_000_000_000
    project = Project(root, shipped, root / "output", dt.date(2026, 11, 20), started=later)
    found, problems = discover(project, {}, Memory())
    assert not problems
    assert edited(project, found.stamps, ()) == NOTHING
    lent.write_bytes(text)
    assert edited(project, found.stamps, ()) != NOTHING
    lent.unlink()
    assert edited(project, found.stamps, ()) == NOTHING
