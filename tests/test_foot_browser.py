"""Figures at the foot of a long story and in the tables of facts, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.command import EXTREMES, build

pytestmark = pytest.mark.browser

FIGURES = 43


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("extremes") / "site"
    assert build(EXTREMES, "--output", output, "--date", "2026-11-23").code == 0
    return output


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_source_is_named_once_and_whole(page: Page, site: Path, code: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / f"{code}/stories/everything.html").as_uri())
    foot = page.locator("[aria-labelledby='qy-figures']")
    sources = foot.locator(".qy-from a")
    assert sources.count() == 2
    assert foot.locator("li").count() == FIGURES
    for link in sources.all():
        assert link.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")
        assert link.evaluate("e => getComputedStyle(e).textOverflow") == "clip"


def test_a_citation_leads_to_its_figure_in_sight(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / "zh/stories/everything.html").as_uri())
    page.locator("a.qy-fact[href='#figure-town-36']").click()
    box = page.locator("#figure-town-36").bounding_box()
    assert box
    assert 0 <= box["y"] < 740
    assert "第三十六个村发的资料" in page.locator("#figure-town-36").inner_text()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_source_in_a_table_is_whole_there_and_where_it_leads(
    page: Page, site: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / "en/facts.html").as_uri())
    link = page.locator(".qy-facts td > a").first
    cell = "e => e.parentElement.scrollWidth <= e.parentElement.clientWidth"
    assert link.evaluate(cell)
    assert link.evaluate("e => getComputedStyle(e).overflow") == "visible"
    title = link.text_content()
    link.click()
    heading = page.locator(":target h3")
    assert heading.text_content() == title
    # Its height says nothing: some fonts are taller than the lines that they stand in.
    assert heading.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert heading.evaluate("e => getComputedStyle(e).overflow") == "visible"
