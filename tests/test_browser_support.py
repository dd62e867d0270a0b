"""The stylesheet asks nothing of Chrome 109, the last on Windows 7, that it does not have."""

from __future__ import annotations

import pytest

from tests.browser_support import ungated
from tests.command import PROJECT

STYLESHEET = PROJECT / "assets" / "site.css"


def test_what_is_newer_than_the_oldest_browser_stands_inside_supports() -> None:
    assert ungated(STYLESHEET.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("h1 { text-wrap: balance; }", "text-wrap"),
        ("p { color: light-dark(#000, #fff); }", "light-dark"),
        ("p { color: color-mix(in srgb, red, blue); }", "color-mix"),
        ("p { field-sizing: content; }", "field-sizing"),
        ("@starting-style { p { opacity: 0; } }", "@starting-style"),
        ("@media (width > 10em) { p { animation-timeline: view(); } }", "animation-timeline"),
        ("@layer base { details:open { margin: 0; } }", ":open"),
        ("p { margin: 0; & b { margin: 0; } }", "nested"),
        ("p { colour: red; }", "no such property"),
        ("@scope (.a) { p { margin: 0; } }", "@scope"),
    ],
)
def test_something_newer_is_named_with_its_line(rule: str, named: str) -> None:
    (found, *_) = ungated(f"\n{rule}")
    assert found.startswith("2: ")
    assert named in found


@pytest.mark.parametrize(
    "rule",
    [
        "@supports (text-wrap: balance) { h1 { text-wrap: balance; } }",
        "a:has(b) { margin: 0; }",
        "p { margin-inline: clamp(1rem, 2vw, 3rem); --own: light; }",
        "@layer a, b;",
        "@media (prefers-contrast: more) { p { color: CanvasText; } }",
        "@page { size: A4; margin: 1cm; }",
    ],
)
def test_what_the_oldest_has_is_silent(rule: str) -> None:
    assert ungated(rule) == []
