"""What axe-core finds on every page: nothing, in both schemes, on a phone and on a desktop.

Its rules for WCAG 2.2 AA and its best practices are all on, `target-size` too.  What only a person
can judge (whether an alternative text says what the picture shows) it does not see.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.command import PROJECT
from tests.pages import Pages, quiet_context

pytestmark = pytest.mark.browser

SOURCE = PROJECT / "tests/axe/axe.min.js"
WIDTHS = (320, 1280)
EVERYTHING = {
    "type": "tag",
    "values": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
}
# The dark scheme changes colours and nothing else, and no colour depends on the width
# (test_browser_support.py sees to that): the rest would be found twice.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
MORE_CONTRAST = {"type": "rule", "values": ["color-contrast-enhanced"]}
RUN = """async (only) => {
    const options = {runOnly: only, resultTypes: ['violations'], preload: false};
    if (only.type === 'tag') options.rules = {'target-size': {enabled: true}};
    const found = await axe.run(document, options);
    return found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}"""


def found(page: Page, only: dict[str, Any], widths: tuple[int, ...]) -> list[str]:
    """The violations at the widths."""
    violations: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        violations += [f"{width} px: {line}" for line in page.evaluate(RUN, only)]
    return violations


def test_axe_finds_nothing_on_any_page(browser: Browser, pages: Pages) -> None:
    violations = []
    with quiet_context(browser) as context:
        context.add_init_script(path=SOURCE)
        page = context.new_page()
        for file in pages.files:
            page.emulate_media(color_scheme="light")
            page.goto(file.as_uri())
            lines = found(page, EVERYTHING, WIDTHS)
            page.emulate_media(color_scheme="dark")
            lines += [f"dark, {line}" for line in found(page, COLOURS, WIDTHS[:1])]
            violations += [f"{pages.name(file)} {line}" for line in lines]
    assert not violations, "\n".join(violations)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_gets_that_of_level_aaa(
    browser: Browser, pages: Pages, scheme: str
) -> None:
    violations = []
    with quiet_context(browser, contrast="more", color_scheme=scheme) as context:
        context.add_init_script(path=SOURCE)
        page = context.new_page()
        for file in pages.of_each_type().values():
            page.goto(file.as_uri())
            lines = found(page, MORE_CONTRAST, WIDTHS[:1])
            violations += [f"{pages.name(file)} {line}" for line in lines]
    assert not violations, "\n".join(violations)


def test_axe_is_awake(page: Page) -> None:
    """A page with one of each fault, to know that silence means that there is none."""
    page.set_content(
        "<title>x</title><main><h1 style='color: #999'>Pale</h1><img src='data:,'>"
        "<a href='#a' style='font-size: 8px'>a</a><a href='#b' style='font-size: 8px'>b</a></main>"
    )
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    rules = {line.split(": ")[1] for line in found(page, EVERYTHING, WIDTHS)}
    assert {"color-contrast", "image-alt", "html-has-lang", "target-size"} <= rules
