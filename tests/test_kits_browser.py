"""A lesson kit on paper and on a phone, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.command import PROJECT, build, copy_of, edit

pytestmark = pytest.mark.browser

STORIES = ("anti-drug-days", "letter-from-rehabilitation", "ludian")
SHEETS = ("", "/handout", "/poster")
A_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, with an address, so that the longest codes are on its pages."""
    root = copy_of(PROJECT, tmp_path_factory.mktemp("kits"))
    edit(root / "content/site.yaml", "title:", "address: https://example.org/qingyuan\ntitle:")
    done = build(root)
    assert done.code == 0, done.out
    return root / "output"


def open_(page: Page, site: Path, code: str, story: str, sheet: str = "") -> None:
    page.goto((site / f"{code}/schools/{story}{sheet}.html").as_uri())


def printed(page: Page) -> int:
    """How many pages of paper it takes."""
    return len(A_PAGE.findall(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("story", STORIES)
def test_a_handout_takes_one_sheet_and_a_poster_one_page(
    page: Page, site: Path, story: str, code: str
) -> None:
    open_(page, site, code, story, "/handout")
    assert printed(page) <= 2
    open_(page, site, code, story, "/poster")
    assert printed(page) == 1


def test_the_longest_poster_still_fits_one_page(page: Page, tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    kit = root / "content/stories/ludian/lesson.yaml"
    edit(kit, "line: {zh: 回来的路，一起走,", "line: {zh: 回来的路总要有人一起走才走得完,")
    edit(kit, "en: 'The way back, together'}", "en: 'Nobody should walk the way back all alone'}")
    edit(kit, "康复，需要身边的人。", "康复，需要身边的人。" * 3)
    assert build(root).code == 0
    for code in ("zh", "en"):
        open_(page, root / "output", code, "ludian", "/poster")
        page.emulate_media(media="print")
        assert page.locator(".qy-numbers li").last.is_visible()
        assert printed(page) == 1


@pytest.mark.parametrize("sheet", SHEETS[1:])
def test_paper_has_the_sheet_and_its_help_contacts_alone(
    page: Page, site: Path, sheet: str
) -> None:
    open_(page, site, "zh", "ludian", sheet)
    page.emulate_media(media="print")
    for chrome in (".qy-masthead", ".qy-help-bar", ".qy-footer", ".qy-crumbs", ".qy-sheets"):
        assert not page.locator(chrome).first.is_visible()
    for number in ("12355", "12356", "110"):
        expect(page.locator(".qy-numbers").get_by_text(number, exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()


def test_a_printed_story_ends_with_its_code_and_no_answers(page: Page, site: Path) -> None:
    page.goto((site / "en/stories/ludian.html").as_uri())
    assert not page.locator(".qy-scan").is_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    assert not page.locator(".qy-solved").first.is_visible()


def test_the_quiz_works_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "en/stories/anti-drug-days.html").as_uri())
    answer = page.locator(".qy-solved").first
    assert not answer.is_visible()
    page.locator(".qy-quiz summary").first.focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    assert "Right:" in answer.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show the answer to question 2"
    page.keyboard.press("Space")
    assert page.locator(".qy-solved").nth(1).is_visible()


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_of_a_kit_scrolls_sideways(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for code in ("zh", "en"):
        for story in STORIES:
            for sheet in SHEETS:
                open_(page, site, code, story, sheet)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{code} {story}{sheet} is {wide} px wide"
