"""The home page: the newest stories, some of them, and never one first that may upset readers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command import SMALL, build, copy_of, edit, run
from tests.many import add, site_of

CARD = re.compile(r'<h3><a href="[^"]*/stories/([a-z0-9-]+)\.html"')


def shown(root: Path, code: str) -> list[str]:
    """The stories on a home page, in their order."""
    assert build(root, "--date", "2026-11-23").code == 0
    return CARD.findall((root / f"output/{code}/index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("count", "most"), [(0, 0), (1, 1), (2, 2), (7, 7), (30, 7)])
def test_it_has_the_newest_and_no_more_than_a_reader_takes_in(
    tmp_path: Path, count: int, most: int
) -> None:
    root = site_of(tmp_path, count)
    newest = [f"story-{number}" for number in range(count, 0, -1)]
    for code in ("zh", "en"):
        assert shown(root, code) == newest[:most]


def letter_is_newest(root: Path) -> None:
    """The small site's letter, made the newest story of all."""
    edit(root / "content/stories/first-letter/story.yaml", "2022-02-26", "2026-02-26")


def test_a_testimony_is_never_first(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    letter_is_newest(root)
    for code in ("zh", "en"):
        assert shown(root, code) == ["school-visit", "first-letter"]


def test_nor_is_it_in_a_language_that_lacks_the_other_stories(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    letter_is_newest(root)
    edit(root / "content/site.yaml", "locale: en_GB}", "locale: en_GB, missing: hide}")
    visit = root / "content/stories/school-visit"
    (visit / "en.md").unlink()
    (visit / "en.translation.json").unlink()
    letter = root / "content/stories/first-letter"
    edit(letter / "zh.md", "见[[story:school-visit#talk]]", "一步一步")
    edit(letter / "en.md", "; see [[story:school-visit#talk]]", ", step by step")
    done = run("check", "--root", root, "--format", "json", "--jobs", "1", "--date", "2026-11-23")
    (found,) = (p for p in json.loads(done.out)["problems"] if p["code"] == "S13-first")
    assert "English" in found["message"]["en"]
    assert "中文" not in found["message"]["en"]
    add(root, 1)
    assert shown(root, "en") == ["story-1", "first-letter"]
