"""Markdown is converted fast, and to the same HTML as Python-Markdown makes of it.

The fast way leaves out what can't matter to a text (qingyuan/markup/fast).  Here every text is
converted both ways: what others wrote to test their converters, this project's own pages, stories
made up in their manner, and texts put together to be difficult.  `QINGYUAN_EXAMPLES=20000` asks
for that many of the last, for a nightly run; a hundred otherwise.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from markdown import Markdown
from markdown.extensions import Extension

from qingyuan.markup import markdown_html, sanitise
from qingyuan.markup.fast import FastMarkdown
from qingyuan.markup.text import Text
from qingyuan.model.problem import Problem
from tests.command import PROJECT
from tests.markdown_texts import TEXTS, stories

SAMPLES = PROJECT / "tests" / "markdown_samples"
ALIGN = re.compile(r' style="text-align: (left|right|center);"')
EXAMPLES = int(os.environ.get("QINGYUAN_EXAMPLES", "100"))
# What somebody else may ask of Python-Markdown: nothing, and all that there is.
EVERYTHING = [
    *("extra", "admonition", "nl2br", "sane_lists", "smarty", "toc", "wikilinks", "meta"),
    *("legacy_attrs", "legacy_em"),
]
SETTINGS: dict[str, Callable[[], Sequence[Extension | str]]] = {
    "the site's": markdown_html.extensions,
    "none": list,
    "extra and contents": lambda: ["extra", "toc"],
    "everything": lambda: [*EVERYTHING],
}


# What a browser's parser might take otherwise than it was written.
CLOSE = [
    "[a [b](c)](d)",
    "[a <https://e.org/> b](c)",
    "a &#65 b &#x3c c",
    "*a [b *c*](d)*",
    "****a*b*c*d***",
    "- *a*\n    - **b\n\n        c**",
    "    \n    code",
    "a\u00a0b \u00a0\n\n\u3000a",
    "\ufeffa\n\n# \ufeff",
    'a | b\n:-|-:\n1 {: .x } | 2\n\n" style=\\"text-align: left;"',
    "> - 1. a\n>\n>       b",
    "a\n:   b\n\n    c\n    :   d",
    "[a](tel:110) [b](mailto:a@b.org) [c](//d/e) [f](#g:h) [i](https://a-b.org?c#d)",
    "[a](b:c) [d](e/f:g) [h](https://a.b.c.d.e/~f)",
    "![a](b.svg)\n{: #i .c title='d' }",
    "[^1]\n\n[^1]: a\n\n    - b",
    "a < b > c \"d\" 'e'",
    "1. a\n\n\n2. b\n\n5. c\n",
    "a  \nb  \n  \nc",
]


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


def cleaned(texts: Iterable[str]) -> int:
    """How many texts the sanitiser was left out for; fails where it would have changed one."""
    count = 0
    for text in texts:
        try:
            markup, is_clean = markdown_html.to_html(text)
        except (AttributeError, IndexError, TypeError, ValueError):
            continue  # as Python-Markdown fails, `compare` sees to that
        if is_clean:
            aligned = ALIGN.sub(r' class="align-\1"', result(converters("the site's")[0], text))
            problems: list[Problem] = []
            assert markup == sanitise.clean(aligned, Text.of("a.md", 1, text), problems), text
            assert not problems
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
    count += compare(name, stories(100)) + compare(name, CLOSE)
    print(f"{name}: {count} texts of this project and made-up stories, no difference")
    assert count > 300


def test_what_is_left_unsanitised_needs_no_sanitiser() -> None:
    """nh3 is left out where it would return what it is given, byte for byte."""
    own = [text for folder in ("content", "docs", "tests") for text in read(PROJECT / folder)]
    others = sample("python-markdown.json") + sample("commonmark.json")
    made = list(stories(300))
    counts = [cleaned(texts) for texts in (own, others, made, CLOSE)]
    print(f"{sum(counts)} texts need no sanitiser: {counts} of own, others', made up, close calls")
    assert counts[0] > len(own) // 3
    assert counts[1] > len(others) // 3
    assert counts[2] > len(made) // 3


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert)",
        "[a](JavaScript:alert)",
        "![a](data:image/png,x)",
        "[a](https://1.2.3.4.5/)",
        "[a](https://xn--a.org/)",
        "*a*{: onclick=x }",
        "*a*{: style=color:red }",
        "<b>a</b>",
        "<!-- a -->",
        "a &amp; b",
    ],
)
def test_what_the_sanitiser_might_change_goes_to_it(text: str) -> None:
    assert not markdown_html.to_html(text)[1]


@pytest.mark.parametrize("name", SETTINGS)
def test_difficult_texts(name: str) -> None:
    count = clean = 0

    @settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
    @given(TEXTS)
    def same(text: str) -> None:
        nonlocal count
        nonlocal clean
        count += compare(name, [text])
        if name == "the site's":
            clean += cleaned([text])

    same()
    print(f"{name}: {count} difficult texts, no difference; {clean} needed no sanitiser")
