"""Two hundred stories in a browser, opened from disk: leafing through, on a phone too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.command import build
from tests.many import site_of

pytestmark = pytest.mark.browser

LAST = 9
SMALLEST = 24


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site_of(tmp_path_factory.mktemp("清源 网站"), 200)
    assert build(root).code == 0
    return root / "output"


def test_a_reader_leafs_through_and_changes_the_language_on_the_way(page: Page, site: Path) -> None:
    page.goto((site / "zh/index.html").as_uri())
    page.get_by_role("link", name="全部故事").click()
    seen = page.locator(".qy-card a").all_inner_texts()
    for number in range(2, LAST + 1):
        page.get_by_role("link", name="下一页").click()
        assert page.url.endswith(f"/zh/stories/page/{number}.html")
        seen += page.locator(".qy-card a").all_inner_texts()
    assert seen == [f"第{number}个故事" for number in range(200, 0, -1)]
    assert page.get_by_role("link", name="下一页").count() == 0
    page.get_by_role("link", name="English").click()
    assert page.url.endswith(f"/en/stories/page/{LAST}.html")
    page.get_by_role("link", name="Previous page").click()
    page.get_by_role("link", name="Page 1", exact=True).click()
    assert page.url.endswith("/en/stories.html")
    page.get_by_role("link", name="School").last.click()
    assert page.locator("h1").inner_text() == "School"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_pages_are_easy_to_hit_and_fit_the_screen(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("zh/stories.html", "en/stories/page/5.html", "en/topics/school/page/5.html"):
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = [link.bounding_box() for link in page.locator(".qy-pages a").all()]
        assert boxes
        assert all(box and min(box["width"], box["height"]) >= SMALLEST for box in boxes), name
