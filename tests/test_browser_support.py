"""The stylesheet asks nothing of Chrome 109, the last on Windows 7, that it does not have."""

from __future__ import annotations

import re
from typing import Any

import pytest
import tinycss2

from tests.browser_support import ungated
from tests.command import PROJECT

COLOUR = re.compile(r"[^-](color|background[a-z-]*) *:")
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
        ("@supports (display: grid) { p { text-wrap: pretty; } }", "text-wrap"),
        ("@supports not (text-wrap: pretty) { p { text-wrap: balance; } }", "text-wrap"),
        ("@supports (top: 0) or (text-wrap: pretty) { p { text-wrap: balance; } }", "text-wrap"),
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
        "@supports (top: 0) and (text-wrap: balance) { h1 { text-wrap: balance; } }",
        "@supports selector(:user-invalid) { input:user-invalid { margin: 0; } }",
        "a:has(b) { margin: 0; }",
        "p { margin-inline: clamp(1rem, 2vw, 3rem); --own: light; }",
        "@layer a, b;",
        "@media (prefers-contrast: more) { p { color: CanvasText; } }",
        "@page { size: A4; margin: 1cm; }",
    ],
)
def test_what_the_oldest_has_is_silent(rule: str) -> None:
    assert ungated(rule) == []


def test_no_colour_of_text_depends_on_the_width() -> None:
    """So that contrast in the dark is measured at one width only (test_accessibility.py)."""
    rules = tinycss2.parse_stylesheet(STYLESHEET.read_text(encoding="utf-8"))
    found = [rule for layer in rules for rule in inside(layer) if is_by_width(rule)]
    assert found
    for rule in found:
        assert not COLOUR.search(tinycss2.serialize(rule.content)), f"line {rule.source_line}"


def inside(rule: Any) -> Any:
    content = getattr(rule, "content", None)
    return tinycss2.parse_rule_list(content) if rule.type == "at-rule" and content else ()


def is_by_width(rule: Any) -> bool:
    return rule.type == "at-rule" and "width" in tinycss2.serialize(rule.prelude)
