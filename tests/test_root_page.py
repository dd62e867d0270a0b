"""The first page: both languages and help in both; it remembers a choice, and forces nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import SMALL, build, copy_of, edit
from tests.server import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of(SMALL, tmp_path_factory.mktemp("root") / "清源 #1")
    assert build(root, "--date", "2026-11-23").code == 0
    return root / "output"


def order(page: Page) -> list[str]:
    sections = page.locator("section[data-edition]").all()
    return [section.get_attribute("lang") or "" for section in sections]


def test_a_choice_is_offered_first_next_time_and_marked(browser: Browser, site: Path) -> None:
    with serving(site, "/a/b/") as web:
        for base in (f"{site.as_uri()}/", web):
            page = browser.new_page()
            page.goto(f"{base}index.html")
            assert order(page) == ["zh-Hans", "en", "zh-Hans", "en"]
            assert page.locator(".qy-last:visible").count() == 0
            page.get_by_role("link", name="Read in English").click()
            page.goto(f"{base}index.html")
            assert page.url == f"{base}index.html"
            assert order(page) == ["en", "zh-Hans", "en", "zh-Hans"]
            assert page.locator(".qy-last:visible").inner_text() == "You chose English last time"
            page.goto(f"{base}en/help.html")
            page.locator(".qy-languages").get_by_role("link", name="中文").click()
            page.goto(f"{base}index.html")
            assert order(page)[0] == "zh-Hans"
            assert page.locator(".qy-last:visible").inner_text() == "上次选的是中文版"
            assert page.evaluate("({...localStorage})") == {"qingyuan-edition": "zh"}
            page.context.close()


def test_reading_alone_keeps_nothing(page: Page, site: Path) -> None:
    page.goto((site / "en/stories.html").as_uri())
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("kept", ['fr"] *, section[x="', "fr", ""])
def test_what_is_no_edition_changes_nothing(page: Page, site: Path, kept: str) -> None:
    page.goto((site / "index.html").as_uri())
    page.evaluate("kept => localStorage.setItem('qingyuan-edition', kept)", kept)
    page.reload()
    assert order(page)[0] == "zh-Hans"
    assert page.locator(".qy-last:visible").count() == 0


def test_it_works_without_script_and_without_storage(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Read in English").click()
    assert page.url.endswith("/en/index.html")
    context.close()


def test_help_is_there_in_each_language(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    for lang, title in (("zh-Hans", "需要帮助"), ("en", "Need help?")):
        part = page.locator(f"section.qy-root-help[lang={lang}]")
        assert title in part.inner_text()
        numbers = part.locator("a[href^='tel:']")
        assert numbers.count() == 2
        assert part.get_attribute("dir") == "ltr"
        assert part.locator("a[href$='help.html']").count() == 1


def test_a_number_that_became_overdue_says_so_here_too(page: Page, site: Path) -> None:
    page.clock.set_fixed_time("2028-01-01T12:00:00")
    page.goto((site / "index.html").as_uri())
    assert "checked for more than 180 days" in page.locator("section[lang=en]").last.inner_text()


def test_a_language_that_is_written_from_the_right_is_shown_so(page: Page, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/site.yaml", "locale: en_GB", "locale: ar_EG")
    assert build(root, "--date", "2026-11-23").code == 0
    page.goto((root / "output/index.html").as_uri())
    assert page.locator("section[lang=en]").first.get_attribute("dir") == "rtl"
