"""Who has no mouse gets everywhere, and sees where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.command import PROJECT
from tests.pages import Pages, quiet_context

pytestmark = pytest.mark.browser

# Languages differ in nothing that colours depend on: one is walked by day, the other by night.
SCHEMES = {"zh": "light", "en": "dark"}
VISIBLE = 3.0
WALK = PROJECT / "tests/keyboard.js"


def walk(browser: Browser, address: str, **options: Any) -> list[dict[str, Any]]:
    """Every stop of the Tab key, and what was to be reached."""
    with quiet_context(browser, reduced_motion="reduce", **options) as context:
        context.add_init_script(path=WALK)
        page = context.new_page()
        page.goto(address)
        for _ in range(page.evaluate("keyboard.presses()")):
            page.keyboard.press("Tab")
        stops: list[dict[str, Any]] = page.evaluate("keyboard.stops()")
        return stops


def faults(stops: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the stops: their order, and how each of them shows."""
    astray = [stop["name"] for stop in stops if stop["order"] != stop["index"]]
    if astray:
        return [f"not reached in reading order: {astray[0]}"]
    found = []
    for stop in stops:
        if not stop["ring"]:
            found.append(f"no ring around {stop['name']}")
        elif stop["contrast"] < VISIBLE:
            found.append(f"ring of {stop['contrast']:.1f} to 1 around {stop['name']}")
        if stop["covered"]:
            found.append(f"{stop['covered']} covers {stop['name']}")
    return found


def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    browser: Browser, pages: Pages
) -> None:
    found = []
    for file in pages.of_each_type().values():
        stops = walk(browser, file.as_uri(), color_scheme=SCHEMES[pages.code])
        assert stops, file
        found += [f"{pages.name(file)}: {fault}" for fault in faults(stops)]
    assert not found, "\n".join(found)


def test_the_ring_is_seen_in_forced_colours(browser: Browser, pages: Pages) -> None:
    start = pages.output / pages.code / "index.html"
    assert faults(walk(browser, start.as_uri(), forced_colors="active")) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<a href='#a'>one</a><a href='#b' tabindex='2'>other</a>", "not reached"),
        ("<a href='#a' tabindex='-1'>one</a><button>other</button>", "not reached"),
        ("<style>a { outline: none }</style><a href='#a'>one</a>", "no ring"),
        ("<style>a { outline: 3px solid #ddd }</style><a href='#a'>one</a>", "ring of 1."),
        ("<a href='#a'>one</a><p style='position: fixed; inset: 0'>all over</p>", "covers"),
    ],
)
def test_each_fault_is_seen(browser: Browser, tmp_path: Path, html: str, fault: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
    assert any(fault in line for line in faults(walk(browser, page.as_uri())))
