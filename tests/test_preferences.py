"""Readers who choose their own colours, or no motion, miss nothing.

More contrast is measured in test_accessibility.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.pages import Pages, quiet_context

pytestmark = pytest.mark.browser

# In forced colours all grounds are one: what is set apart by its ground alone is so no more.
VANISHED = """() => {
    const faults = [];
    const name = element => element.tagName.toLowerCase() + '.' + element.getAttribute('class');
    const seen = element => element.checkVisibility() && element.getClientRects().length;
    const canvas = getComputedStyle(document.body).backgroundColor;
    const sides = ['Top', 'Right', 'Bottom', 'Left'];
    const bordered = style => sides.some(side => parseFloat(style[`border${side}Width`]) >= 1
        && style[`border${side}Style`] !== 'none' && style[`border${side}Color`] !== canvas);

    const boxes = '.admonition, .qy-notice, .qy-questions, .qy-help-box, button, input, select';
    for (const box of document.querySelectorAll(boxes))
        if (seen(box) && !bordered(getComputedStyle(box))) faults.push(`no edge: ${name(box)}`);

    for (const current of document.querySelectorAll('[aria-current]')) {
        const style = getComputedStyle(current);
        if (seen(current) && !bordered(style) && style.fontWeight < 600
            && !current.closest('.qy-crumbs')) faults.push(`not told apart: ${name(current)}`);
    }

    const paints = colour => colour !== 'none' && colour !== canvas;
    for (const shape of document.querySelectorAll('figure svg :is(rect, path, circle, line)')) {
        const style = getComputedStyle(shape);
        const box = shape.getBoundingClientRect();
        if (box.width && seen(shape) && !shape.matches('.qy-track')
            && !paints(style.fill) && !paints(style.stroke)) faults.push(`unseen: ${name(shape)}`);
    }
    return [...new Set(faults)];
}"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap(element =>
    ['', '::before', '::after'].flatMap(part => {
        const style = getComputedStyle(element, part || null);
        const times = `${style.transitionDuration}, ${style.animationDuration}`.split(', ');
        const moves = times.some(time => parseFloat(time) > 0)
            || (!part && style.scrollBehavior === 'smooth');
        return moves ? [`${element.tagName}.${element.className}${part} moves`] : [];
    }))"""


def each_type(browser: Browser, pages: Pages, **options: Any) -> Iterator[tuple[Page, Path]]:
    """A page of each type, opened."""
    with quiet_context(browser, **options) as context:
        page = context.new_page()
        for file in pages.of_each_type().values():
            page.goto(file.as_uri())
            yield page, file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_vanishes_in_forced_colours(browser: Browser, pages: Pages, scheme: str) -> None:
    opened = each_type(browser, pages, forced_colors="active", color_scheme=scheme)
    found = [
        f"{pages.name(file)}: {fault}" for page, file in opened for fault in page.evaluate(VANISHED)
    ]
    assert not found, "\n".join(found)


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, pages: Pages) -> None:
    opened = each_type(browser, pages, reduced_motion="reduce")
    found = [
        f"{pages.name(file)}: {fault}" for page, file in opened for fault in page.evaluate(MOVING)
    ]
    assert not found, "\n".join(found)


def test_each_fault_is_seen(browser: Browser) -> None:
    with quiet_context(browser, forced_colors="active") as context:
        page = context.new_page()
        page.set_content(
            "<!doctype html><body style='background: Canvas'>"
            "<p class=admonition>box</p><a aria-current=page>here</a>"
            "<figure><svg><rect width=9 height=9 style='fill: Canvas'/></svg></figure>"
            "<p style='transition: color 1s'>moving</p>"
        )
        assert len(page.evaluate(VANISHED)) == 3
        assert len(page.evaluate(MOVING)) == 1
