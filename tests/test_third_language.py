"""A third language is a matter of data: its words, its texts, its files, and no code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qingyuan.model.han_forms import TO_TRADITIONAL
from qingyuan.numerals import read, spell
from tests.command import PROJECT, SMALL, Run, build, copy_of, edit, run
from tests.more_languages import add_language

TODAY = ("--date", "2026-11-23")
CAME = {"zh": "那天来了352个人。", "en": "That day 352 people came."}
STORY = """---
title: 走進學校
summary: 志願者到學校去。
---

全鎮發出[[fact:leaflets-2022]]，也就是[[fact:leaflets-2022|words]]，繳獲[[fact:all-2022]]。

## 談一談 {#talk}

信在[[story:first-letter]]，電話在[[page:help]]。那天來了三百五十二個人。
"""


def hant(text: str) -> str:
    return text.translate(TO_TRADITIONAL).translate(str.maketrans("万余复", "萬餘復"))


def page(root: Path, path: str) -> str:
    return (root / "output" / path).read_text(encoding="utf-8").replace("\u00a0", " ")


def small(root: Path) -> Path:
    """The small site, with a number that nobody cites."""
    copy_of(SMALL, root)
    for code, sentence in CAME.items():
        path = root / f"content/stories/school-visit/{code}.md"
        path.write_text(path.read_text("utf-8").rstrip() + sentence + "\n", encoding="utf-8")
    assert run("accept", "school-visit", "en", "--root", root).code == 0
    return root


def with_hant(root: Path) -> Run:
    add_language(root, "zh-Hant", "繁體中文", "zh_Hant_TW", hant)
    story = root / "content/stories/school-visit/zh-Hant.md"
    story.write_text(STORY, encoding="utf-8", newline="\n")
    return build(root, *TODAY)


@pytest.fixture(scope="module")
def traditional(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    root = small(tmp_path_factory.mktemp("hant"))
    return root, with_hant(root)


def test_its_pages_are_built_beside_the_others(traditional: tuple[Path, Run]) -> None:
    root, done = traditional
    assert done.code == 0, done.out
    for name in ("index", "stories", "facts", "glossary", "help", "404", "stories/school-visit"):
        html = page(root, f"zh-Hant/{name}.html")
        assert '<html lang="zh-Hant">' in html, name
    visit = page(root, "zh-Hant/stories/school-visit.html")
    assert '<h1 lang="zh-Hant">走進學校</h1>' in visit
    assert 'hreflang="zh-Hant">繁體中文</a>' in page(root, "en/stories/school-visit.html")


def test_its_numbers_are_written_as_it_writes_them(traditional: tuple[Path, Run]) -> None:
    root, _ = traditional
    html = page(root, "zh-Hant/stories/school-visit.html")
    assert ">420餘萬份</a>" in html
    assert ">四百二十餘萬份</a>" in html
    assert "more than" not in html
    assert "420餘萬份" in page(root, "zh-Hant/facts.csv")


def test_its_numbers_are_read_as_chinese(traditional: tuple[Path, Run]) -> None:
    """The one that nobody cites is reported, with its place."""
    _, done = traditional
    found = re.findall(
        r"school-visit/zh-Hant\.md:(\d+):(\d+): warning\[number-unsourced\]", done.out
    )
    assert found == [("10", str(STORY.splitlines()[9].index("三百五十二") + 1))]
    for value in (352, 4_200_000, 12_345_678_900):
        words = spell(value, "zh-Hant")  # type: ignore[arg-type]
        (reading,) = read(f"{words}個人", "zh-Hant")
        assert reading.value == value
    assert "萬" in spell(4_200_000, "zh-Hant")  # type: ignore[arg-type]
    assert "万" in spell(4_200_000, "zh-Hans")  # type: ignore[arg-type]


def test_its_numbers_are_compared_with_the_original_s(tmp_path: Path) -> None:
    root = small(tmp_path)
    edit(root / "content/stories/school-visit/zh.md", "352个", "252个")
    edit(root / "content/stories/school-visit/en.md", "352 people", "252 people")
    done = with_hant(root)
    assert done.code == 1
    assert "school-visit/zh-Hant.md:10:47: error[numbers-differ]" in done.out


def test_what_it_lacks_is_shown_in_the_default_language(traditional: tuple[Path, Run]) -> None:
    root, done = traditional
    letter = page(root, "zh-Hant/stories/first-letter.html")
    assert '<html lang="zh-Hant">' in letter
    assert '<h1 lang="zh-Hans">第一封信</h1>' in letter
    # Both are Chinese, so the script is named.
    assert "繁體中文版" in letter
    assert "簡體中文版" in letter
    assert "stories/first-letter/zh-Hant.md: warning[edition-missing]" in done.out


def test_the_other_languages_are_what_they_were(
    traditional: tuple[Path, Run], tmp_path: Path
) -> None:
    """But for the language switch, what is searched, and the glossary's names in the new one."""
    root, _ = traditional
    before = small(tmp_path)
    assert build(before, *TODAY).code == 0
    ours = (
        r"<li[^>]*><a href=.*繁體中文.*</li>\n|<li[^>]*><a href=.*<span lang=\"zh-Hant\">.*</li>\n"
    )
    for code in ("zh", "en"):
        for path in sorted((before / "output" / code).rglob("*")):
            name = path.relative_to(before / "output").as_posix()
            if path.is_file() and not name.endswith("glossary.html") and "/search" not in name:
                assert re.sub(ours, "", page(root, name)) == page(before, name), name


def test_a_language_that_is_hardly_known_is_built_all_the_same(tmp_path: Path) -> None:
    """Nosu Yi, and languages that the CLDR does not have: no words for steps, all digits."""

    def write(text: str) -> str:
        steps = re.fullmatch(r"\{n\}[万亿]?", text)
        return "{n}" if steps else f"ꆈ {text}"

    for code, locale in (("ii", "ii_CN"), ("hmn", "hmn_CN"), ("mn", "mn_Mong_CN")):
        root = copy_of(SMALL, tmp_path / code)
        add_language(root, code, f"ꆈꌠꉙ {code}", locale, write)
        visit = root / f"content/stories/school-visit/{code}.md"
        visit.write_text(STORY.replace("三百五十二個人", "ꆈ"), encoding="utf-8", newline="\n")
        done = build(root, *TODAY)
        assert done.code == 0, done.out
        html = page(root, f"{code}/stories/school-visit.html")
        html = re.sub('<span lang="zh-Hans">([^<]*)</span>', r"\1", html)
        assert f'<html lang="{code}">' in html
        # In words it is what it is in digits: nobody told how this language spells.
        assert html.count(">ꆈ ꆈ 4,200,000余份</a>") == 2, re.findall(">[^<]*4,200[^<]*<", html)
        letter = page(root, f"{code}/stories/first-letter.html")
        assert '<time datetime="2022-02-26">' in letter
        assert "M02" not in letter
        if code == "hmn":
            assert '<time datetime="2022-02-26">2022-02-26</time>' in letter
            assert f"ꆈꌠꉙ {code}" in page(root, f"{code}/stories/first-letter.html")


def test_without_its_words_the_site_is_not_published(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    site = root / "content/site.yaml"
    text = site.read_text(encoding="utf-8")
    site.write_text(f"{text}  ii: {{tag: ii, name: ꆈꌠꉙ, locale: ii_CN}}\n", encoding="utf-8")
    done = build(root)
    assert done.code == 1
    assert "templates/strings.yaml" in done.out
    assert "error[text-missing]" in done.out


def test_a_site_may_be_in_languages_whose_numbers_nobody_reads(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    add_language(root, "ii", "ꆈꌠꉙ", "ii_CN", lambda text: text)
    for path in (root / "content").rglob("zh.md"):
        path.rename(path.with_name("ii.md"))
    for path in [*(root / "content").rglob("en.md"), *(root / "content").rglob("*.json")]:
        path.unlink()
    site = root / "content/site.yaml"
    text = site.read_text(encoding="utf-8").replace("default-language: zh", "default-language: ii")
    text = re.sub(r"^  (?:zh|en):\n(?:    .*\n)+", "", text, flags=re.MULTILINE)
    site.write_text(text, encoding="utf-8")
    done = build(root, *TODAY)
    assert "Traceback" not in done.err
    assert "error[text-language]" in done.out, "texts of languages that the site has not"
