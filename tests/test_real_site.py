"""The project's own content builds into the whole site, in both languages."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest

from tests.command import PROJECT, build, copy_of, run, sums

PAGES = ("index", "stories", "facts", "glossary", "about", "help", "schools", "404")
STORIES = (
    "anti-drug-days",
    "enforcement-2022",
    "letter-from-rehabilitation",
    "ludian",
    "zhaotong-2022",
)
LANGS = {"zh": "zh-Hans", "en": "en"}
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("real") / "site"
    done = build(PROJECT, "--output", output)
    assert done.code == 0, done.out
    return output


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def parse(page: Path) -> ET.Element:
    """The page's tree; any error of HTML syntax fails the test."""
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(page.read_text(encoding="utf-8"))
    assert isinstance(tree, ET.Element)
    return tree


def test_every_page_of_the_site_is_there_in_both_languages(site: Path) -> None:
    expected = {"index.html"}
    for code in LANGS:
        expected |= {f"{code}/{name}.html" for name in PAGES}
        expected |= {f"{code}/stories/{name}.html" for name in STORIES}
    made = {page.relative_to(site).as_posix() for page in pages(site)}
    assert expected <= made
    assert {path.replace("zh/", "en/", 1) for path in made if path.startswith("zh/")} == {
        path for path in made if path.startswith("en/")
    }


def test_the_content_has_no_problem_at_all() -> None:
    checked = run("check", "--root", PROJECT, "--format", "json")
    assert json.loads(checked.out)["problems"] == []


def test_every_page_is_valid_html_with_one_h1_and_its_language(site: Path) -> None:
    for page in pages(site):
        tree = parse(page)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"{page}: an id stands twice"
        assert len(list(tree.iter(f"{XHTML}h1"))) == 1, page
        code = page.relative_to(site).parts[0]
        if code in LANGS:
            assert tree.get("lang") == LANGS[code]


def test_every_link_leads_to_a_file_and_an_anchor_of_the_site(site: Path) -> None:
    anchors = {
        page.relative_to(site).as_posix(): {element.get("id") for element in parse(page).iter()}
        for page in pages(site)
    }
    for page in pages(site):
        here = page.relative_to(site).as_posix()
        for element in parse(page).iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is None or target.startswith(("tel:", "mailto:", "https://", "data:")):
                    continue
                parts = urlsplit(target)
                path = here
                if parts.path:
                    path = posixpath.normpath(posixpath.join(posixpath.dirname(here), parts.path))
                path = unquote(path)
                assert not parts.path.endswith("/"), f"{here}: {target} names no file"
                assert (site / path).is_file(), f"{here}: {target} leads nowhere"
                if parts.fragment:
                    assert unquote(parts.fragment) in anchors[path], f"{here}: no {target}"


def test_no_page_asks_for_anything_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in {".html", ".css", ".svg"}:
            text = path.read_text(encoding="utf-8")
            without_names = re.sub(r'xmlns(:\w+)?="[^"]*"', "", text)
            assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", without_names), path
            assert "url(http" not in without_names, path
            assert "@import" not in without_names, path


def test_no_slot_or_embed_is_left_on_a_page(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        text = re.sub(r'data-settings="[^"]*"', "", text)  # lists in lists, for the search
        assert "\ue000" not in text, page
        assert "[[" not in text, page
        assert "{{" not in text, page


def test_a_citation_is_written_as_the_language_writes_it(site: Path) -> None:
    zh = (site / "zh/stories/zhaotong-2022.html").read_text(encoding="utf-8")
    en = (site / "en/stories/zhaotong-2022.html").read_text(encoding="utf-8")
    assert "420余万份" in zh
    assert "more than 4.2 million leaflets" in en.replace("\u00a0", " ")
    assert "29.29892千克" in (site / "zh/facts.html").read_text(encoding="utf-8")


def test_every_fact_term_and_source_has_a_permanent_anchor(site: Path) -> None:
    for code in LANGS:
        facts = (site / code / "facts.html").read_text(encoding="utf-8")
        assert 'id="leaflets-2022"' in facts
        assert 'id="ludian-newly-found-change-2022"' in facts, "errors as printed are shown"
        assert 'id="source-zhaotong-page"' in facts
        assert 'id="community-treatment"' in (site / code / "glossary.html").read_text("utf-8")


def test_the_language_switch_leads_to_the_same_page(site: Path) -> None:
    for page in pages(site):
        parts = page.relative_to(site).parts
        if parts[0] not in LANGS:
            continue
        other = "en" if parts[0] == "zh" else "zh"
        wanted = "../" * (len(parts) - 1) + "/".join((other, *parts[1:]))
        assert f'href="{wanted}"' in page.read_text(encoding="utf-8"), page


def test_a_second_build_gives_the_same_bytes_and_renders_nothing(tmp_path: Path) -> None:
    first = build(PROJECT, "--output", tmp_path / "site")
    before = sums(tmp_path / "site")
    second = build(PROJECT, "--output", tmp_path / "site")
    assert first.code == second.code == 0
    assert " 0 rendered" in second.out
    assert sums(tmp_path / "site") == before


def test_a_copied_story_appears_in_the_lists_of_both_languages(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    stories = root / "content" / "stories"
    shutil.copytree(stories / "ludian", stories / "a-new-story")
    for code, title in (("zh", "一篇新的故事"), ("en", "A new story")):
        page = stories / f"a-new-story/{code}.md"
        text = re.sub(r"^title:.*$", f"title: {title}", page.read_text("utf-8"), flags=re.MULTILINE)
        page.write_text(text, encoding="utf-8")
    assert build(root).code == 0
    for code in LANGS:
        made = root / "output" / code
        assert (made / "stories/a-new-story.html").is_file()
        assert "stories/a-new-story.html" in (made / "stories.html").read_text(encoding="utf-8")
        home = (made / "index.html").read_text(encoding="utf-8")
        assert "stories/a-new-story.html" in home
        assert {"zh": "一篇新的故事", "en": "A new story"}[code] in home


def test_a_later_day_marks_contacts_as_overdue_and_blocks_nothing(tmp_path: Path) -> None:
    done = build(PROJECT, "--output", tmp_path / "site", "--date", "2030-01-01")
    assert done.code == 0
    overdue = (tmp_path / "site/zh/help.html").read_text(encoding="utf-8")
    today = build(PROJECT, "--output", tmp_path / "now", "--date", "2026-11-23")
    assert today.code == 0
    assert overdue != (tmp_path / "now/zh/help.html").read_text(encoding="utf-8")
