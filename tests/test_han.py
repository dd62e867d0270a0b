"""Han characters in a text of another script are marked as Chinese, and nothing else is changed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.render import han
from qingyuan.render.han import mark
from tests.command import EXTREMES, PROJECT, SMALL, build, copy_of, edit

SITE = ("zh-Hans", "en")
HAN = re.compile("[\u3400-\u9fff]")
X = "{http://www.w3.org/1999/xhtml}"
IS_HAN = ("zh", "ja")
UNMARKED = {f"{X}{name}" for name in ("title", "code", "pre", "script", "style")}
SPAN = '<span lang="zh-Hans">'

TEXTS = st.text(st.sampled_from("ab 1&<>\"'打赢某龙，。《》・2022年"), max_size=12).map(html.escape)
LANGS = st.sampled_from(["", ' lang="en"', ' lang="zh-Hans"', ' lang="zh-Hant"', ' lang="fr"'])
NAMES = st.sampled_from(["span", "b", "em", "q", "code", "i"])
VALUES = st.sampled_from(["", ' title="打赢 &lt;b&gt; > x"', ' class="汉"', ' id="x"'])


@st.composite
def nested(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    name = draw(NAMES)
    around = f"{draw(VALUES)}{draw(LANGS)}"
    return f"<{name}{around}>{''.join(draw(st.lists(inner, max_size=4)))}</{name}>"


VOID = st.sampled_from(["<br>", '<img alt="打" lang="en">', "<!-- 打 -->", "<wbr>"])
INSIDE = st.recursive(TEXTS | VOID, nested, max_leaves=12)
PAGES = st.builds(
    '<!doctype html><html lang="{}"><title>打{}</title><body>{}</body></html>'.format,
    st.sampled_from(["en", "zh-Hans", "fr", "ja"]),
    TEXTS,
    st.lists(st.builds("<p{}>{}</p>".format, LANGS, INSIDE), max_size=4).map("".join),
)


def parsed(markup: str) -> ET.Element:
    found = html5lib.HTMLParser(strict=True).parse(markup)
    assert isinstance(found, ET.Element)
    return found


def texts(element: ET.Element, lang: str = "", *, plain: bool = False) -> Iterator[tuple[str, str]]:
    """Each text that a reader sees, with its language; without what is not to be marked."""
    lang, plain = element.get("lang", lang), plain or element.tag in UNMARKED
    plain = plain or "svg" in str(element.tag)
    if element.text and not plain and isinstance(element.tag, str):
        yield element.text, lang
    for child in element:
        yield from texts(child, lang, plain=plain)
        if child.tail and not plain:
            yield child.tail, lang


def unmarked(markup: str) -> list[tuple[str, str]]:
    """Texts with Han in them in a language of another script."""
    found = texts(parsed(markup))
    return [(text, lang) for text, lang in found if HAN.search(text) and lang[:2] not in IS_HAN]


@given(PAGES)
def test_any_page_stays_what_it_is_but_for_the_marks(markup: str) -> None:
    made = mark(markup, SITE)
    assert "".join(parsed(made).itertext()) == "".join(parsed(markup).itertext())
    assert unmarked(made) == []
    # Not one mark more than is needed: those that stand in Han already are the page's own.
    assert mark(made, SITE) == made
    without = re.sub(rf"{SPAN}([^<]*)</span>", r"\1", made)
    assert without == re.sub(rf"{SPAN}([^<]*)</span>", r"\1", markup)


@given(PAGES)
def test_a_page_that_is_right_at_a_glance_is_right(markup: str) -> None:
    made = mark(markup, SITE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(han, "_is_right", lambda _: False)
        assert mark(markup, SITE) == made


def test_pages_of_the_site_are_seen_to_be_right_at_a_glance(tmp_path: Path) -> None:
    copy_of(SMALL, tmp_path)
    assert build(tmp_path).code == 0
    for path in ("zh/index.html", "en/help.html", "en/glossary.html"):
        assert han._is_right((tmp_path / "output" / path).read_text(encoding="utf-8")), path


@given(PAGES)
def test_a_site_without_chinese_marks_nothing(markup: str) -> None:
    assert mark(markup, ("en", "fr")) == markup


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Gui Siqi (桂思琪) said", f"Gui Siqi ({SPAN}桂思琪</span>) said"),
        ("《打赢人民战争》, a page", f"{SPAN}《打赢人民战争》</span>, a page"),
        ("10月17日 is a day", f"10{SPAN}月17日</span> is a day"),
        ("a full stop。", "a full stop。"),
        ('<b title="打">win</b>', '<b title="打">win</b>'),
        ("<code>打</code> <i>打</i>", f"<code>打</code> <i>{SPAN}打</span></i>"),
        ('<i lang="zh">打</i> 打', f'<i lang="zh">打</i> {SPAN}打</span>'),
        (
            '<i lang="ja">打<b lang="fr">打</b></i>',
            f'<i lang="ja">打<b lang="fr">{SPAN}打</span></b></i>',
        ),
    ],
)
def test_what_is_marked(text: str, made: str) -> None:
    page = '<html lang="en"><body><p>{}</p></body></html>'.format
    assert mark(page(text), SITE) == page(made)


def test_no_page_of_a_site_leaves_han_unmarked(tmp_path: Path) -> None:
    marks = 0
    for name, root in (("real", PROJECT), ("extremes", EXTREMES)):
        output = tmp_path / name
        assert build(root, "--output", output, "--date", "2026-11-23").code == 0
        for page in output.rglob("*.html"):
            markup = page.read_text(encoding="utf-8")
            assert unmarked(markup) == [], page
            marks += markup.count(SPAN)
    assert marks > 100


def test_an_english_text_on_a_chinese_page_has_its_names_marked(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    (root / "content/stories/zhaotong-2022/zh.md").unlink()
    assert build(root).code == 0
    page = (root / "output/zh/stories/zhaotong-2022.html").read_text(encoding="utf-8")
    assert unmarked(page) == []


def test_the_mark_is_that_of_the_site_s_own_chinese(tmp_path: Path) -> None:
    """A site in traditional characters, whose folder is called zh all the same."""
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/site.yaml", "tag: zh-Hans", "tag: zh-Hant")
    edit(root / "content/pages/about/en.md", "One sentence.", "One sentence (一句).")
    build(root)
    page = (root / "output/en/about.html").read_text(encoding="utf-8")
    assert 'One sentence (<span lang="zh-Hant">一句</span>).' in page
