"""The page of all timelines: there where there are some, with ways to it and from it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import EXTREMES, SMALL, build, copy_of, run

ONE = """\
title: {zh: 一年, en: A year}
description: {zh: 从头到尾。, en: From beginning to end.}
events:
  - {id: begin, date: 2021-10, text: {zh: 开始, en: It begins}, source: town-page, paragraph: A1}
"""


def small(tmp_path: Path, *, timeline: bool) -> Path:
    root = copy_of(SMALL, tmp_path)
    if timeline:
        (root / "content/timelines").mkdir()
        (root / "content/timelines/year.yaml").write_text(ONE, encoding="utf-8")
    return root


def text(root: Path, name: str) -> str:
    return (root / "output" / name).read_text(encoding="utf-8")


def test_without_a_timeline_there_is_no_page_and_no_way_to_it(tmp_path: Path) -> None:
    root = small(tmp_path, timeline=False)
    assert build(root).code == 0
    assert not list((root / "output").rglob("timeline*"))
    assert "timeline.html" not in text(root, "zh/facts.html")


def test_all_timelines_are_on_one_page_each_with_the_stories_that_show_it(tmp_path: Path) -> None:
    done = build(EXTREMES, "--output", tmp_path / "output", "--date", "2026-11-23")
    assert done.code == 0
    for code, story in (("zh", "样样都有的故事"), ("en", "A story with everything")):
        page = text(tmp_path, f"{code}/timeline.html")
        for name in ("one", "many"):
            assert f'<a href="#qy-timeline-{name}">' in page
            assert page.count(f'id="qy-timeline-{name}"') == 1
        assert page.count(f'<a href="../{code}/stories/everything.html">{story}</a>') == 2
        assert f'href="../{code}/timeline.html"' in text(tmp_path, f"{code}/facts.html")


def test_a_text_can_link_to_it_only_where_it_is(tmp_path: Path) -> None:
    for timeline, code in ((True, 0), (False, 1)):
        root = small(tmp_path / str(timeline), timeline=timeline)
        for path in (root / "content/pages/about").glob("*.md"):
            linked = path.read_text(encoding="utf-8") + "\n[[page:timeline]]\n"
            path.write_text(linked, encoding="utf-8")
        done = run("check", "--root", root, "--format", "json", "--jobs", "1")
        assert done.code == code, done.out
        found = {problem["code"] for problem in json.loads(done.out)["problems"]}
        assert ("page-unknown" in found) == (not timeline)
    root = tmp_path / "True"
    assert build(root).code == 0
    assert '<a href="../zh/timeline.html">时间线</a>' in text(root, "zh/about.html")
    assert '<a href="../en/timeline.html">Timelines</a>' in text(root, "en/about.html")
