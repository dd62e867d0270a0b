"""Markdown is converted fast, and to the same HTML as Python-Markdown makes of it.

The fast way leaves out what can't matter to a text (qingyuan/markup/fast).  Here every text is
converted both ways: what others wrote to test their converters, this project's own pages, stories
made up in their manner, and texts put together to be difficult.  `QINGYUAN_EXAMPLES=20000` asks
for that many of the last, for a nightly run; a hundred otherwise.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from markdown import Markdown
from markdown.extensions import Extension

from qingyuan.markup import markdown_html
from qingyuan.markup.fast import FastMarkdown
from tests.command import PROJECT
from tests.markdown_texts import TEXTS, stories

SAMPLES = PROJECT / "tests" / "markdown_samples"
EXAMPLES = int(os.environ.get("QINGYUAN_EXAMPLES", "100"))
# What somebody else may ask of Python-Markdown: nothing, and all that there is.
EVERYTHING = [
    *("extra", "admonition", "nl2br", "sane_lists", "smarty", "toc", "wikilinks", "meta"),
    *("legacy_attrs", "legacy_em"),
]
SETTINGS: dict[str, Callable[[], list[Extension | str]]] = {
    "the site's": markdown_html.extensions,
    "none": list,
    "extra and contents": lambda: ["extra", "toc"],
    "everything": lambda: [*EVERYTHING],
}


@cache
def converters(name: str) -> tuple[Markdown, Markdown]:
    """Python-Markdown as it is, and the fast one."""
    return (
        Markdown(output_format="html", extensions=SETTINGS[name]()),
        FastMarkdown(output_format="html", extensions=SETTINGS[name]()),
    )


def result(converter: Markdown, text: str) -> str:
    """The HTML, or what went wrong."""
    converter.reset()
    try:
        return converter.convert(text)
    except (AttributeError, IndexError, TypeError, ValueError) as problem:
        return f"{type(problem).__name__}: {problem}"


def compare(name: str, texts: Iterable[str]) -> int:
    """How many texts were compared; fails at the first that differs."""
    plain, fast = converters(name)
    count = 0
    for text in texts:
        assert result(fast, text) == result(plain, text), text
        count += 1
    return count


def sample(name: str) -> list[str]:
    """Texts from a file that tests/gather_samples.py wrote."""
    texts: list[str] = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    return texts


def read(folder: Path) -> list[str]:
    """The Markdown files in a folder, front matter and all: it is a text like another."""
    return [path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob("*.md"))]


@pytest.mark.parametrize("name", SETTINGS)
def test_texts_of_other_peoples_tests(name: str) -> None:
    count = compare(name, sample("python-markdown.json"))
    count += compare(name, sample("commonmark.json"))
    print(f"{name}: {count} texts of Python-Markdown's and CommonMark's tests, no difference")
    assert count > 1400


@pytest.mark.parametrize("name", SETTINGS)
def test_the_projects_own_texts_and_made_up_stories(name: str) -> None:
    count = sum(compare(name, read(PROJECT / folder)) for folder in ("content", "docs", "tests"))
    count += compare(name, stories(100))
    print(f"{name}: {count} texts of this project and made-up stories, no difference")
    assert count > 300


@pytest.mark.parametrize("name", SETTINGS)
def test_difficult_texts(name: str) -> None:
    count = 0

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(TEXTS)
    def same(text: str) -> None:
        nonlocal count
        count += compare(name, [text])

    same()
    print(f"{name}: {count} difficult texts, no difference")
