"""A page that moved: its old addresses lead on, from disk and from anywhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from qingyuan.model.location import Location
from qingyuan.read.schema import Reading
from qingyuan.read.slugs import ALIAS, Alias
from qingyuan.read.yaml_nodes import Scalar
from tests.command import SMALL, build, copy_of, edit
from tests.server import serving

ADDRESS = "https://a.cn/b"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of(SMALL, tmp_path_factory.mktemp("moved") / "清源 #1 100%")
    content = root / "content"
    edit(content / "site.yaml", "default-language:", f"address: {ADDRESS}\ndefault-language:")
    letter = content / "stories/first-letter"
    edit(letter / "story.yaml", "date:", "aliases: [letters/old/One.html]\ndate:")
    edit(
        letter / "en.md",
        "summary:",
        "slug: a-letter\naliases: [stories/first-letter.html]\nsummary:",
    )
    edit(content / "pages/about/zh.md", "title:", "aliases: [guanyu.html]\ntitle:")
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0, done.out
    assert "errors 0, warnings 0" in done.out
    return root / "output"


OLD = {
    "zh/letters/old/One.html": "zh/stories/first-letter.html",
    "en/letters/old/One.html": "en/stories/a-letter.html",
    "en/stories/first-letter.html": "en/stories/a-letter.html",
    "zh/guanyu.html": "zh/about.html",
}


@pytest.mark.parametrize("old", OLD)
def test_an_old_address_is_a_small_page_that_leads_on(output: Path, old: str) -> None:
    page = (output / old).read_text(encoding="utf-8")
    up = "../" * old.count("/")
    assert f'http-equiv="refresh" content="0; url={up}{OLD[old]}"' in page
    assert f'<a href="{up}{OLD[old]}">' in page
    assert f'<link rel="canonical" href="{ADDRESS}/{OLD[old]}">' in page
    assert '<meta name="robots" content="noindex">' in page
    tag, said = ("en", "This page has moved") if old[:2] == "en" else ("zh-Hans", "这一页搬了地方")
    assert f'<html lang="{tag}">' in page
    assert f"<h1>{said}</h1>" in page
    assert len(page) < 2000


def test_nothing_else_names_an_old_address(output: Path) -> None:
    for file in [*output.rglob("*.html"), *output.rglob("*.xml")]:
        path = file.relative_to(output).as_posix()
        text = re.sub("<id>.*</id>", "", file.read_text(encoding="utf-8"))  # ids never change
        for old in OLD:
            assert path in OLD or old not in text, f"{path} names {old}"


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_readers_are_led_on(browser: Browser, output: Path, *, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    with serving(output, "/a/b/") as base:
        for start in (f"{output.as_uri()}/", base):
            for old, new in OLD.items():
                page.goto(start + old)
                page.wait_for_url(start + new)
    context.close()


def test_without_an_address_nothing_is_canonical_and_drafts_lead_nowhere(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    stories = root / "content/stories"
    shutil.copytree(stories / "school-visit", stories / "later")
    edit(stories / "first-letter/story.yaml", "date:", "aliases: [old.html]\ndate:")
    edit(stories / "later/story.yaml", "date:", "aliases: [older.html]\ndraft: yes\ndate:")
    assert build(root, "--date", "2026-11-23").code == 0
    assert "canonical" not in (root / "output/zh/old.html").read_text(encoding="utf-8")
    assert not (root / "output/zh/older.html").exists()


@given(st.text(alphabet="abZ09-_./:#? %旧con", max_size=30))
def test_what_is_offered_instead_is_right_and_stays_inside(typed: str) -> None:
    reading = Reading()
    at = Location("content/stories/a/zh.md", 2, 11)
    found = Alias().read("aliases", Scalar(typed, at, plain=False), reading)
    if found:
        assert ".." not in found.id.split("/")
        assert not found.id.startswith("/")
    for problem in reading.problems:
        if problem.code == "alias-form":
            offered = re.search(r"for example (\S+\.html)\.", problem.hint.en)
            assert offered
            assert ALIAS.fullmatch(offered[1])
            again = Reading()
            assert Alias().read("aliases", Scalar(offered[1], at, plain=False), again)


def test_whoever_renames_a_page_is_told_how_old_links_go_on_working(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    assert "no more" not in build(root, "--date", "2026-11-23").out
    letter = root / "content/stories/first-letter/en.md"
    edit(letter, "summary:", "slug: a-letter\nsummary:")
    done = build(root, "--date", "2026-11-23")
    assert "pages that are no more: en/stories/first-letter.html" in done.out
    line = "aliases: [stories/first-letter.html]"
    assert line in done.out
    edit(letter, "summary:", f"{line}\nsummary:")
    assert "no more" not in build(root, "--date", "2026-11-23").out
    assert (root / "output/en/stories/first-letter.html").is_file()
