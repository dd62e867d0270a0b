"""The stylesheet works in the oldest browser that counts: Chrome 109, the last on Windows 7."""

from __future__ import annotations

import pytest

from tests.browser_support import known
from tests.command import PROJECT
from tests.css_gate import Gate, declarations

CSS = (PROJECT / "assets/site.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(known())


def test_what_chrome_109_lacks_stands_behind_a_gate(gate: Gate) -> None:
    found = gate.stylesheet(CSS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("css", "named"),
    [
        ("h1 { text-wrap: balance }", "text-wrap (Chrome 114)"),
        ("p { field-sizing: content }", "field-sizing (Chrome 123)"),
        ("p { color: light-dark(red, blue) }", "light-dark() (Chrome 123)"),
        ("p { --ink: color-mix(in srgb, red, blue) }", "color-mix() (Chrome 111)"),
        ("p { width: calc(100% - 1rcap) }", "1rcap (Chrome 118)"),
        ("p { inline-size: stretch }", "inline-size: stretch (Chrome 138)"),
        ("p { transition: width 1s linear(0, 1) }", "linear() (Chrome 113)"),
        ("p { & b { color: red } }", "& (Chrome 120)"),
        ("p { b { color: red } }", "a nested rule (Chrome 120)"),
        ("p { @media print { color: red } }", "a nested @media (Chrome 120)"),
        ("@starting-style { p { opacity: 0 } }", "@starting-style (Chrome 117)"),
        ("@scope (p) { b { color: red } }", "@scope (Chrome 118)"),
        ("@media (scripting: none) { p { color: red } }", "(scripting) (Chrome 120)"),
        ("p:nth-child(1 of .a) { color: red }", "(… of …) (Chrome 111)"),
        ("input:user-invalid { color: red }", ":user-invalid (Chrome 119)"),
        ("p:not(:is(:open)) { color: red }", ":open (Chrome 133)"),
        ("@supports (display: grid) { p { text-wrap: balance } }", "text-wrap (Chrome 114)"),
        ("@supports not (text-wrap: pretty) { p { text-wrap: balance } }", "(Chrome 114)"),
        ("p { colour: red }", "colour (not in the data)"),
        ("p:hovered { color: red }", ":hovered (not in the data)"),
    ],
)
def test_what_is_too_new_is_caught(gate: Gate, css: str, named: str) -> None:
    assert any(named in line for line in gate.stylesheet(css))


@pytest.mark.parametrize(
    "css",
    [
        "p:has(b) { color: red }",
        "@supports (text-wrap: balance) { h1 { text-wrap: balance } }",
        "@supports selector(&) { p { & b { color: red } } }",
        "@supports (text-wrap: pretty) and (display: grid) { p { text-wrap: pretty } }",
        "@supports not (color: red) { p { text-wrap: pretty } }",
        "@container (width > 20em) { p { inset-inline: 0; color: hwb(90 10% 10%) } }",
        "@layer base { p:is(:focus-visible, :not(.a, .b)) { inline-size: min(100%, 3lh) } }",
        "@page { size: A4; margin: 1cm }",
    ],
)
def test_what_chrome_109_has_or_is_gated_passes(gate: Gate, css: str) -> None:
    assert gate.stylesheet(css) == []


def test_no_colour_of_text_depends_on_the_width() -> None:
    """So that contrast in the dark need not be measured at every width."""
    found = [
        f"line {declaration.source_line}: {declaration.name}"
        for media, declaration in declarations(CSS)
        if "width" in media and declaration.name.startswith(("color", "background"))
    ]
    assert found == []
