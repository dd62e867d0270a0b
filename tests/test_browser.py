"""What a reader sees and does, in a real browser, with the site opened from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import PROJECT, build, copy_of

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280, 1920)
KINDS = (
    "index",
    *(
        f"{code}/{name}"
        for code in ("zh", "en")
        for name in (
            "index",
            "stories",
            "facts",
            "glossary",
            "help",
            "schools",
            "404",
            "stories/ludian",
            "stories/letter-from-rehabilitation",
            "topics/recovery",
        )
    ),
)


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


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in KINDS:
        page.goto(address(site, name))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} px wide at {width}"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, site: Path, scheme: str) -> None:
    """The body's text has at least the contrast of WCAG AA (4.5 to 1) in both schemes."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address(site, "zh/stories/ludian"))
    ratio = page.evaluate(
        """() => {
            const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            const light = colour => {
                const canvas = document.createElement('canvas').getContext('2d');
                canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
                return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
            };
            const text = light(getComputedStyle(document.querySelector('main p')).color);
            const ground = light(getComputedStyle(document.body).backgroundColor);
            return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        }"""
    )
    assert ratio >= 4.5
    context.close()


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
