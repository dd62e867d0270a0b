"""What a reader sees and does, in a real browser, with the site opened from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import PROJECT, build, copy_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a folder whose path has Chinese, a space, # and %."""
    output = tmp_path_factory.mktemp("stick") / "清源 网站 #1 100%"
    done = build(PROJECT, "--output", output)
    assert done.code == 0, done.out
    return output


def address(site: Path, name: str) -> str:
    return (site / f"{name}.html").as_uri()


def test_the_site_is_walked_by_its_links_from_the_first_page(page: Page, site: Path) -> None:
    page.goto(address(site, "index"))
    page.get_by_role("link", name="中文").first.click()
    assert page.url.endswith("/zh/index.html")
    page.locator(".qy-menu").get_by_role("link", name="故事").click()
    page.get_by_role("main").get_by_role("link", name="鲁甸").first.click()
    assert page.url.endswith("/zh/stories/ludian.html")
    page.get_by_role("link", name="English").first.click()
    assert page.url.endswith("/en/stories/ludian.html")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("a.qy-fact").first.click()
    assert "#figure-" in page.url


def test_everything_reads_and_navigates_without_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "zh/index"))
    page.get_by_role("main").get_by_role("link", name="去哪里求助").first.click()
    assert page.url.endswith("/zh/help.html")
    assert page.get_by_role("link", name="12355").first.get_attribute("href") == "tel:12355"
    context.close()


def test_the_keyboard_reaches_the_text_first(page: Page, site: Path) -> None:
    page.goto(address(site, "zh/stories/ludian"))
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#qy-main"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#qy-main"


def test_a_missing_translation_falls_back_with_a_notice_in_its_own_language(
    page: Page, tmp_path: Path
) -> None:
    root = copy_of(PROJECT, tmp_path)
    (root / "content/stories/anti-drug-days/en.md").unlink()
    done = build(root)
    assert done.code == 0
    assert "warning[edition-missing]" in done.out
    page.goto(address(root / "output", "en/stories/anti-drug-days"))
    assert page.locator("html").get_attribute("lang") == "en"
    article = page.locator("main [lang=zh-Hans]").first
    assert "禁毒" in article.inner_text()
    listed = page.context.new_page()
    listed.goto(address(root / "output", "en/stories"))
    title = listed.locator("a[href$='anti-drug-days.html']").first
    assert title.evaluate("e => e.closest('[lang]').lang") == "zh-Hans"
