"""What a page may do and what it may not, read from the bytes of every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.anywhere import with_everything
from tests.command import EXTREMES, SMALL, build, copy_of, edit

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
REFUSED = ("base", "embed", "frame", "iframe", "object", "style")


class Reader(HTMLParser):
    """Notes what breaks the rules of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.seen: Counter[str] = Counter()
        self.policy = ""
        self.referrer = ""
        self.outward: list[str] = []
        self.script = self.link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen[tag] += 1
        self.script = tag == "script"
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
            if self.seen["link"] + self.seen["script"]:
                self.wrong.append("the policy comes after something that it is for")
        if given.get("name") == "referrer":
            self.referrer = given["content"]
        if tag in REFUSED or (tag == "script" and "src" not in given):
            self.wrong.append(f"<{tag}>")
        for name, value in given.items():
            self._attribute(tag, name, value)
        if tag == "a" and re.match("https?:", given.get("href", "")):
            self._leads_out(given)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name in {"style", "srcdoc", "target", "ping"} or name.startswith("on"):
            self.wrong.append(f'<{tag} {name}="{value}">')
        if re.match(r"\s*(javascript|vbscript|data:text)", value, re.IGNORECASE):
            self.wrong.append(f'<{tag} {name}="{value}">')

    def _leads_out(self, given: dict[str, str]) -> None:
        self.outward.append(given["href"])
        if given.get("rel") != "external noreferrer":
            self.wrong.append(f'{given["href"]} has rel="{given.get("rel")}"')
        self.link = True

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.wrong.append(f"inline script: {data}")
        if "别的网站）" in data or "(to another site)" in data:
            self.link = False

    def handle_endtag(self, tag: str) -> None:
        self.script = False
        if tag == "a" and self.link:
            self.wrong.append("a link out of the site that does not say so")


def small_with_address(root: Path) -> Path:
    copy_of(SMALL, root)
    edit(
        root / "content/site.yaml", "default-language:", "address: https://a.cn\ndefault-language:"
    )
    assert build(root, "--date", "2026-11-23").code == 0
    return root / "output"


def extremes(root: Path) -> Path:
    assert build(EXTREMES, "--output", root, "--date", "2026-11-23").code == 0
    return root


@pytest.mark.parametrize("made", [with_everything, small_with_address, extremes])
def test_no_page_has_code_of_its_own_or_sends_anything_away(
    made: Callable[[Path], Path], tmp_path: Path
) -> None:
    pages = sorted(made(tmp_path).rglob("*.html"))
    assert pages
    for page in pages:
        reader = Reader()
        reader.feed(page.read_text(encoding="utf-8"))
        assert (reader.policy, reader.referrer) == (POLICY, "no-referrer"), page
        assert reader.wrong == [], page


@pytest.mark.parametrize(
    "inline",
    [
        "<script>let a;</script>",
        '<p style="color: red">a</p>',
        '<p onclick="a()">a</p>',
        "<style>p { color: red }</style>",
        '<a href="javascript:a()">a</a>',
        '<a href="https://a.cn" rel="external noreferrer">a</a>',
        '<a href="https://a.cn">a (to another site)</a>',
    ],
)
def test_the_reader_of_these_tests_finds_what_it_looks_for(inline: str) -> None:
    reader = Reader()
    reader.feed(inline)
    assert reader.wrong


@pytest.mark.parametrize(("code", "said"), [("zh", "（到别的网站）"), ("en", "(to another site)")])
def test_a_link_out_of_the_site_says_so_in_the_language_of_the_text(
    tmp_path: Path, code: str, said: str
) -> None:
    output = with_everything(tmp_path)
    page = (output / code / "stories/ludian.html").read_text(encoding="utf-8")
    link = next(line for line in page.splitlines() if "https://example.org/a" in line)
    assert ' href="https://example.org/a" rel="external noreferrer">' in link
    assert f'<span class="qy-out"> {said}</span></a>' in link
    assert page.count("qy-out") == 1
