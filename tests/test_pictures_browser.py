"""Which pictures a browser fetches, and when; nothing moves while they come."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import build
from tests.test_pictures import site

pytestmark = pytest.mark.browser

SHIFTS = """() => new Promise(done => {
    let total = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) total += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(total), 300);
})"""
# A function: it is asked again until it holds, and a bare expression would be evaluated anew each
# time, which the page's policy does not allow.
LOADED = "() => [...document.images].every(image => image.complete && image.naturalWidth > 0)"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = site(tmp_path_factory.mktemp("pictures"))
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0, done.out
    return (root / "output/zh/stories/school-visit.html").as_uri()


def fetched(page: Page) -> list[str]:
    """Names of pictures that are asked for, without their fingerprints; filled as they are."""
    names: list[str] = []

    def note(url: str) -> None:
        if "/media/" in url:
            stem, _, ending = Path(url).name.rpartition("-")
            names.append(f"{stem}{ending[8:]}")

    page.context.on("request", lambda request: note(request.url))
    return names


def scroll(page: Page) -> None:
    """To the end, as a reader does, until all pictures are there."""
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_function(LOADED)


@pytest.mark.parametrize(
    ("width", "density", "widths"),
    [(360, 2, (720, 720, 720)), (360, 3, (1080, 1200, 1000)), (1280, 1, (720, 720, 720))],
)
def test_each_screen_gets_its_own_width(
    browser: Browser, story: str, width: int, density: int, widths: tuple[int, int, int]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, device_scale_factor=density
    )
    page = context.new_page()
    names = fetched(page)
    lead, tall, chart = (
        f"{n}-{w}.webp" for n, w in zip(("lead", "tall", "map"), widths, strict=True)
    )
    page.goto(story)
    assert names[0] == lead
    assert set(names) <= {lead, tall}, "those far down wait until a reader comes near"
    scroll(page)
    assert sorted(names) == sorted([lead, tall, chart, "little-300.webp"]), "each once"
    assert round(page.evaluate(SHIFTS), 3) == 0, "but for what rounds a pixel"
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    context.close()


def test_pictures_keep_their_shape(page: Page, story: str) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(story)
        scroll(page)
        for image in page.locator("main img").all():
            shown, real = image.evaluate(
                "i => [i.clientWidth / i.clientHeight, i.naturalWidth / i.naturalHeight]"
            )
            assert abs(shown / real - 1) < 0.02


def test_printing_fetches_what_was_not_scrolled_to(browser: Browser, story: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(story)
    page.pdf()
    assert page.evaluate(LOADED)
    context.close()
