"""Where things stand on every page, from a small phone to a wide screen, with large letters too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.command import PROJECT
from tests.pages import Pages, quiet_context

pytestmark = pytest.mark.browser

GEOMETRY = (PROJECT / "tests/geometry.js").read_text(encoding="utf-8")
# (width, height, size of the letters in per cent).  320 by 256 is 1280 by 1024 at a zoom of 400 %.
SCREENS = (
    (320, 256, 100),
    (360, 740, 100),
    (768, 1024, 100),
    (1280, 800, 100),
    (1920, 1080, 100),
    (360, 740, 200),
    (1280, 800, 200),
)
# A4 less the margins, in CSS pixels.
PAPER = (673, 986)
# What may be cut off, and why nobody misses it.
CUT = {
    ".qy-crumbs li:last-child": "the page's title, whole in the h1 below",
    ".qy-from a": "a source's title, whole under Sources on the same page",
    ".qy-facts td > a": "the same in the table",
}
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
HEAR_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(
        entry => `${entry.value.toFixed(4)} `
            + entry.sources.map(source => source.node?.parentElement?.className).join(', ')
    ))).observe({type: 'layout-shift', buffered: true});
"""
SCROLL_THROUGH = """async () => {
    const step = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 10)));
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await step();
    }
    await step();
    return window.shifts;
}"""


def faults(page: Page) -> list[str]:
    found: list[str] = page.evaluate(GEOMETRY, list(CUT))
    return found


def test_texts_stand_apart_and_whole_at_every_width(browser: Browser, pages: Pages) -> None:
    found = []
    with quiet_context(browser) as context:
        page = context.new_page()
        for file in pages.files:
            page.goto(file.as_uri())
            page.evaluate(OPEN_ALL)
            for width, height, letters in SCREENS:
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
                where = f"{pages.name(file)} at {width} px, letters {letters} %"
                found += [f"{where}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def test_nothing_is_cut_off_on_paper(browser: Browser, pages: Pages) -> None:
    found = []
    with quiet_context(browser, viewport={"width": PAPER[0], "height": PAPER[1]}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for file in pages.files:
            page.goto(file.as_uri())
            found += [f"{pages.name(file)}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads_and_is_scrolled(
    browser: Browser, pages: Pages, width: int
) -> None:
    found = []
    with quiet_context(browser, viewport={"width": width, "height": 740}) as context:
        if pages.sample.day:
            context.clock.set_fixed_time(f"{pages.sample.day}T12:00:00")
        context.add_init_script(HEAR_SHIFTS)
        page = context.new_page()
        for file in pages.of_each_type().values():
            page.goto(file.as_uri())
            shifts = page.evaluate(SCROLL_THROUGH)
            found += [f"{pages.name(file)}: {shift}" for shift in shifts]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p style='width: 2000px'>wide</p>", "px wide"),
        ("<p style='margin-left: -9px'>outside on the left</p>", "outside"),
        ("<p>one</p><p style='margin-top: -2em'>other</p>", "overlaps"),
        ("<p style='overflow: hidden; white-space: nowrap; width: 3em'>cut off it is</p>", "cut"),
        ("<p style='overflow: hidden; height: 1em'>tall<br>tall<br>tall</p>", "cut"),
    ],
)
def test_each_fault_is_seen(page: Page, html: str, fault: str) -> None:
    page.set_content(f"<!doctype html>{html}")
    assert any(fault in line for line in faults(page))


def test_what_moves_is_heard(page: Page) -> None:
    page.add_init_script(HEAR_SHIFTS)
    page.goto("about:blank")
    page.set_content("<!doctype html><p>one</p><p>other</p>")
    page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
            document.body.prepend(Object.assign(document.createElement('div'),
                {style: 'height: 300px'}));
            setTimeout(done, 100);
        }, 100)))"""
    )
    assert page.evaluate(SCROLL_THROUGH)
