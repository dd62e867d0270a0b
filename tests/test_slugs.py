"""A story's edition may name its own page; everything that leads there follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import SMALL, build, copy_of, edit

NEW = "a-first-letter"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of(SMALL, tmp_path_factory.mktemp("slug"))
    edit(
        root / "content/site.yaml", "default-language:", "address: https://a.cn\ndefault-language:"
    )
    edit(root / "content/stories/first-letter/en.md", "summary:", f"slug: {NEW}\nsummary:")
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0, done.out
    return root / "output"


def test_its_page_has_that_name_in_that_language_only(output: Path) -> None:
    assert (output / f"en/stories/{NEW}.html").is_file()
    assert not (output / "en/stories/first-letter.html").exists()
    assert (output / "zh/stories/first-letter.html").is_file()


def test_every_way_there_leads_there(output: Path) -> None:
    for page in (output / "en").rglob("*.html"):
        assert "en/stories/first-letter.html" not in page.read_text(encoding="utf-8"), page
    for name in ("index", "stories", "topics/recovery", "stories/school-visit"):
        text = (output / "en" / f"{name}.html").read_text(encoding="utf-8")
        assert f"en/stories/{NEW}.html" in text, name
    assert f"https://a.cn/en/stories/{NEW}.html" in (output / "en/feed.xml").read_text("utf-8")


def test_the_languages_know_each_other_s_page(output: Path) -> None:
    zh = (output / "zh/stories/first-letter.html").read_text(encoding="utf-8")
    en = (output / f"en/stories/{NEW}.html").read_text(encoding="utf-8")
    assert f'<a href="../../en/stories/{NEW}.html" lang="en" hreflang="en">' in zh
    assert '<a href="../../zh/stories/first-letter.html" lang="zh-Hans"' in en
    for text in (zh, en, (output / "sitemap.xml").read_text(encoding="utf-8")):
        assert f'hreflang="en" href="https://a.cn/en/stories/{NEW}.html"' in text
        assert 'hreflang="zh-Hans" href="https://a.cn/zh/stories/first-letter.html"' in text


def test_where_that_language_has_no_edition_the_folder_names_the_page(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    letter = root / "content/stories/first-letter"
    edit(letter / "zh.md", "summary:", "slug: di-yi-feng-xin\nsummary:")
    (letter / "en.md").unlink()
    (letter / "en.translation.json").unlink()
    assert build(root, "--date", "2026-11-23").code == 0
    assert (root / "output/zh/stories/di-yi-feng-xin.html").is_file()
    assert (root / "output/en/stories/first-letter.html").is_file()
