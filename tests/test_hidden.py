"""`missing: hide`: what a language lacks is not there in that language, and nothing leads there."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.command import SMALL, Run, build, copy_of, edit

MARK = '<span class="qy-in">(Chinese)</span>'


def hide(root: Path) -> Path:
    """The small site, of which English lacks a story and two pages, and does not show them."""
    site = root / "content/site.yaml"
    edit(site, "locale: en_GB}", "locale: en_GB, missing: hide}")
    edit(site, "default-language:", "address: https://a.cn\ndefault-language:")
    extra = root / "content/pages/extra"
    extra.mkdir()
    text = "---\ntitle: 另一页\nsummary: 一句话。\n---\n\n见[[story:first-letter]]。\n"
    (extra / "zh.md").write_text(text, encoding="utf-8")
    for gone in ("stories/first-letter", "pages/about"):
        (root / f"content/{gone}/en.md").unlink()
        (root / f"content/{gone}/en.translation.json").unlink()
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    root = hide(copy_of(SMALL, tmp_path_factory.mktemp("hidden")))
    visit = root / "content/stories/school-visit/en.md"
    visit.write_text(f"{visit.read_text('utf-8')}\nSee [[page:extra]].\n", encoding="utf-8")
    return root / "output", build(root, "--date", "2026-11-23")


def text(output: Path, name: str) -> str:
    return (output / name).read_text(encoding="utf-8")


def test_what_it_lacks_is_not_built(built: tuple[Path, Run]) -> None:
    output, done = built
    assert done.code == 0, done.out
    assert not (output / "en/stories/first-letter.html").exists()
    assert not (output / "en/extra.html").exists()
    assert (output / "zh/stories/first-letter.html").exists()
    assert (output / "en/stories/school-visit.html").exists()
    assert "stories/first-letter/en.md: warning[edition-missing]" in done.out


def test_pages_that_a_site_needs_are_never_hidden(built: tuple[Path, Run]) -> None:
    output, _ = built
    about = text(output, "en/about.html")
    assert '<h1 lang="zh-Hans">关于</h1>' in about
    assert "There is no English edition of this page yet." in about


def test_it_is_not_listed(built: tuple[Path, Run]) -> None:
    output, _ = built
    for name in ("index", "stories", "facts", "topics/recovery"):
        page = text(output, f"en/{name}.html")
        assert "第一封信" not in page, name
    assert "1 story" in text(output, "en/topics/recovery.html")
    for name in ("sitemap.xml", "en/feed.xml"):
        assert "en/stories/first-letter" not in text(output, name)
        assert "en/extra" not in text(output, name)


def test_a_link_to_it_leads_to_the_other_language_and_says_so(built: tuple[Path, Run]) -> None:
    output, _ = built
    visit = text(output, "en/stories/school-visit.html")
    assert f'zh/extra.html" lang="zh-Hans" hreflang="zh-Hans">另一页</a>{MARK}' in visit
    # The editor's own words, which are in the text's language.
    assert f'zh/stories/first-letter.html" hreflang="zh-Hans">here</a>{MARK}' in visit


def test_the_language_switch_leads_home_and_says_so(built: tuple[Path, Run]) -> None:
    output, _ = built
    for name in ("zh/stories/first-letter.html", "zh/extra.html"):
        page = text(output, name)
        entry = next(line for line in page.splitlines() if ">English</span>" in line)
        assert 'en/index.html" hreflang="en"' in entry
        assert "本页暂缺，到首页" in entry
        assert "alternate" not in page or 'hreflang="en" href' not in page
    assert 'en/stories/school-visit.html" lang="en"' in text(output, "zh/stories/school-visit.html")


def test_no_link_leads_nowhere(built: tuple[Path, Run]) -> None:
    output, _ = built
    for page in output.rglob("*.html"):
        for href in re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(href)
            if parts.scheme or not parts.path:
                continue
            here = page.relative_to(output).parent.as_posix()
            target = posixpath.normpath(posixpath.join("/", here, parts.path))
            assert (output / target[1:]).is_file(), f"{page}: {href}"


def test_a_topic_without_a_story_in_it_has_no_list(tmp_path: Path) -> None:
    root = hide(copy_of(SMALL, tmp_path))
    edit(root / "content/stories/school-visit/story.yaml", "[school, recovery]", "[school]")
    assert build(root, "--date", "2026-11-23").code == 0
    output = root / "output"
    assert (output / "zh/topics/recovery.html").is_file()
    assert not (output / "en/topics/recovery.html").exists()
    assert "本页暂缺，到首页" in text(output, "zh/topics/recovery.html")
    assert "en/topics/recovery" not in text(output, "sitemap.xml")


def test_the_usual_way_is_to_fall_back(tmp_path: Path) -> None:
    root = hide(copy_of(SMALL, tmp_path))
    edit(root / "content/site.yaml", "missing: hide", "missing: fallback")
    assert build(root, "--date", "2026-11-23").code == 0
    assert (root / "output/en/stories/first-letter.html").is_file()
