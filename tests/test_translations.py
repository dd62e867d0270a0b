"""Translations keep up with their originals, section by section."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from qingyuan.model.blob import Deferred
from qingyuan.model.body import Body
from qingyuan.model.difference import differences, first_difference
from qingyuan.model.location import NOWHERE
from qingyuan.model.record import Record, Recorded
from qingyuan.model.section import Section, fingerprint
from qingyuan.model.story import Content, Edition
from qingyuan.model.translation import _lags, align, is_as_recorded, lags
from tests.command import PROJECT, SMALL, Run, build, copy_of, edit, run, sums

LETTER = "content/stories/first-letter"
NOTICE, SECTION = "Part of this translation is older", "The original of this section has changed"
LAW = """
!!! law "法律怎么说"
    贩毒违法。[^law] 共[[fact:leaflets-2022]]，见[[page:help]]。

[^law]: 这是一条脚注。
"""
LAW_EN = """
!!! law "What the law says"
    Dealing is against the law.[^law] There were [[fact:leaflets-2022]]; see [[page:help]].

[^law]: A footnote.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(SMALL, tmp_path / "site")


def checked(root: Path) -> dict[str, Any]:
    done = run("check", "--root", root, "--format", "json", "--jobs", "1")
    found: dict[str, Any] = json.loads(done.out)
    return found


def stale(root: Path) -> dict[str, list[str]]:
    """Article → numbers of the sections in which its English edition lags."""
    entries = checked(root)["translations"]
    assert all(entry["language"] == "en" for entry in entries)
    return {
        entry["name"]: [section["section"] for section in entry["sections"]]
        for entry in entries
        if entry["state"] != "done"
    }


def accept(root: Path, *arguments: str) -> Run:
    return run("accept", *arguments, "--root", root, "--lang", "en", "--jobs", "1")


def page(root: Path, name: str = "stories/first-letter") -> str:
    assert build(root).code == 0
    return (root / f"output/en/{name}.html").read_text(encoding="utf-8")


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def test_the_projects_own_translations_are_all_done() -> None:
    for site in (PROJECT, SMALL):
        assert {entry["state"] for entry in checked(site)["translations"]} == {"done"}


def test_one_paragraph_makes_one_section_stale_until_it_is_accepted(root: Path) -> None:
    before = page(root)
    edit(root / LETTER / "zh.md", "朋友劝他试一次。", "朋友劝他试一下。")
    found = checked(root)
    assert [(p["code"], p["path"], p["line"]) for p in found["problems"]] == [
        ("translation-stale", f"{LETTER}/en.md", 10)
    ]
    problem = found["problems"][0]
    for text in ("第 2 节“那场打赌”", "旧：“朋友劝他试一次。”", "新：“朋友劝他试一下。”"):
        assert text in problem["message"]["zh"]
    for lang in ("zh", "en"):
        assert "python3 build.py accept first-letter en --section 2" in problem["hint"][lang]
    meanwhile = page(root)
    assert NOTICE in meanwhile
    assert '<a href="../../zh/stories/first-letter.html" hreflang="zh-Hans">' in meanwhile
    assert meanwhile.count(SECTION) == 1
    assert SECTION in between(meanwhile, '<h2 id="the-bet">', "A friend urged him")
    done = accept(root, "first-letter", "en", "--section", "2")
    assert done.code == 0
    assert "section 2 “那场打赌”" in done.out
    assert checked(root)["problems"] == []
    assert page(root) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("朋友劝他试一次。", "朋友劝他试一次．  \n"),
        ("\n\n朋友劝他试一次。\n\n", "\n\n\n  朋友劝他 试一次。\n\n\n"),
        ("    不，我不试。", "    不,我不试。"),
        ("[[questions]]", "【【questions】】"),
        ("title: 第一封信", 'title:   "第一封信"'),
    ],
)
def test_white_space_and_the_width_of_signs_make_nothing_stale(
    root: Path, old: str, new: str
) -> None:
    edit(root / LETTER / "zh.md", old, new)
    assert stale(root) == {}
    assert NOTICE not in page(root)


def test_accepting_one_section_leaves_the_others_as_they_were(root: Path) -> None:
    letter = root / LETTER / "zh.md"
    edit(letter, "title: 第一封信", "title: 头一封信")
    edit(letter, "朋友劝他", "同学劝他")
    edit(letter, "他慢慢好起来", "他一天天好起来")
    record = root / LETTER / "en.translation.json"
    before = json.loads(record.read_text(encoding="utf-8"))["sections"]
    assert stale(root) == {"first-letter": ["0", "2", "3"]}
    assert accept(root, "first-letter", "en", "--section", "the-way-back").code == 0
    after = json.loads(record.read_text(encoding="utf-8"))["sections"]
    assert after[:3] == before[:3]
    assert after[3] != before[3]
    assert stale(root) == {"first-letter": ["0", "2"]}
    assert accept(root, "stories/first-letter", "en").code == 0
    assert stale(root) == {}


def test_a_new_section_a_lost_one_and_one_with_another_name(root: Path) -> None:
    """In any order of accepting them one by one, nothing is left."""
    letter = root / LETTER / "zh.md"
    edit(letter, "## 那场打赌 {#the-bet}", "## 一场打赌 {#a-bet}")
    edit(letter, "## 回来的路", "## 后来 {#later}\n\n又过了很久。\n\n## 回来的路")
    visit = root / "content/stories/school-visit"
    edit(visit / "zh.md", "## 谈一谈 {#talk}\n\n信在", "信在")
    edit(root / LETTER / "zh.md", "school-visit#talk", "school-visit")
    edit(root / LETTER / "en.md", "school-visit#talk", "school-visit")
    edit(visit / "en.md", "{#talk}", "{#talk-it-over}")
    assert stale(root) == {"first-letter": ["2", "3", "4"], "school-visit": ["1", "talk"]}
    shown = page(root)
    assert shown.count(SECTION) == 2
    assert SECTION in between(shown, '<h2 id="the-bet">', "A friend")
    for section in ("3", "2", "the-way-back"):
        assert accept(root, "first-letter", "en", "--section", section).code == 0
    for section in ("talk", "opening"):
        assert accept(root, "school-visit", "en", "--section", section).code == 0
    assert stale(root) == {}
    keys = json.loads((root / LETTER / "en.translation.json").read_text("utf-8"))["sections"]
    assert [(s["key"], s["own"]) for s in keys] == [
        ("front", "front"),
        ("opening", "opening"),
        ("a-bet", "the-bet"),
        ("later", ""),
        ("the-way-back", "the-way-back"),
    ]


def test_records_go_wherever_the_text_goes(root: Path, tmp_path: Path) -> None:
    edit(root / LETTER / "zh.md", "朋友", "同学")
    other = tmp_path / "另一处"
    shutil.copytree(root / LETTER, other / LETTER)
    shutil.copytree(root / "content", other / "content", dirs_exist_ok=True)
    for path in (other / "content").rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(other) == stale(root) == {"first-letter": ["2"]}
    assert not list((root / "output").rglob("*.translation.json"))


def test_check_lists_what_is_left_with_old_and_new(root: Path) -> None:
    assert "译文：en 6/6 完成" in run("check", "--root", root, "--lang", "zh").out
    edit(root / LETTER / "zh.md", "朋友劝他试一次。", "朋友劝他试一下。")
    (root / "content/pages/about/en.md").unlink()
    (root / "content/pages/home/en.translation.json").unlink()
    for command in ("check", "build"):
        said = run(command, "--root", root, "--lang", "zh").out
        assert said[said.index("译文：") :].startswith(
            "译文：en 3/6 完成\n"
            "  first-letter：没有跟上原文\n"
            "    第 2 节“那场打赌”，改过\n"
            "      旧：朋友劝他试一次。\n"
            "      新：朋友劝他试一下。\n"
            "  about：还没有译文\n"
            "  home：还没有人确认过\n"
        )
    entries = {entry["name"]: entry for entry in checked(root)["translations"]}
    assert {name: entry["state"] for name, entry in entries.items()} == {
        "first-letter": "stale",
        "school-visit": "done",
        "about": "missing",
        "help": "done",
        "home": "unrecorded",
        "schools": "done",
    }
    (section,) = entries["first-letter"]["sections"]
    assert section["change"] == "changed"
    assert section["old"].replace("一次", "一下") == section["new"]


def with_law(root: Path) -> Path:
    """A letter with a box on law, translated and accepted."""
    for name, text in (("zh", LAW), ("en", LAW_EN)):
        path = root / LETTER / f"{name}.md"
        path.write_text(path.read_text("utf-8") + text, encoding="utf-8", newline="\n")
    assert accept(root, "first-letter", "en").code == 0
    assert checked(root)["problems"] == []
    return root


def test_a_box_on_law_is_shown_in_the_original_while_its_translation_is_stale(root: Path) -> None:
    with_law(root)
    before = page(root)
    assert "Dealing is against the law." in before
    edit(root / LETTER / "zh.md", "贩毒违法。", "贩毒、运毒都违法。")
    shown = page(root)
    assert "Dealing is against the law." not in shown
    box = between(shown, '<div class="qy-original">', "<footer")
    assert "The translation of this box is being updated." in box
    assert '<div lang="zh-Hans">' in box
    assert "法律怎么说" in box
    assert "贩毒、运毒都违法。" in box
    assert '<a href="../../en/help.html"' in box, "a link for the reader's own language"
    assert "共420余万份，见求助。" in re.sub("<[^>]*>", "", box)
    assert 'id="fnref:law"' in shown
    assert shown.count(' id="fnref:law"') == 1, "the way back from the footnote is still there"
    assert 'href="#figure-leaflets-2022"' not in box
    # In another section that is up to date nothing is withheld.
    edit(root / LETTER / "zh.md", "贩毒、运毒都违法。", "贩毒违法。")
    edit(root / LETTER / "zh.md", "朋友劝他", "同学劝他")
    assert "Dealing is against the law." in page(root)


def test_a_box_that_the_original_gained_is_shown_where_its_section_begins(root: Path) -> None:
    law = '!!! law "法律怎么说"\n    贩毒违法。\n\n!!! skills "可以这样说"'
    edit(root / LETTER / "zh.md", '!!! skills "可以这样说"', law)
    shown = page(root)
    box = between(shown, '<h2 id="the-bet">', "A friend urged him")
    assert box.index(SECTION) < box.index("The translation of this box") < box.index("贩毒违法。")


def test_a_box_that_the_original_has_no_longer_is_left_out(root: Path) -> None:
    with_law(root)
    for name in ("zh", "en"):
        edit(root / LETTER / f"{name}.md", "[^law]", "")
        edit(root / LETTER / f"{name}.md", "\n\n: ", "\n\n")
    accept(root, "first-letter", "en")
    edit(root / LETTER / "zh.md", '!!! law "法律怎么说"', '!!! note "法律怎么说"')
    shown = page(root)
    assert "Dealing is against the law." not in shown
    assert "A box stood here" in shown
    assert "法律怎么说" not in shown


def test_pages_that_are_up_to_date_are_not_made_again(root: Path) -> None:
    build(root)
    before = sums(root / "output")
    edit(root / LETTER / "zh.md", "朋友", "同学")
    build(root)
    after = sums(root / "output")
    changed = {path for path in after if before.get(path) != after[path] and "/search" not in path}
    assert changed == {f"{code}/stories/first-letter.html" for code in ("zh", "en")}


def test_front_matter_that_changed_is_told_at_the_top_only(root: Path) -> None:
    edit(root / LETTER / "zh.md", "  - 你会对他说什么？", "  - 你想对他说什么？")
    shown = page(root)
    assert NOTICE in shown
    assert SECTION not in shown


def test_help_contacts_are_never_stale(root: Path) -> None:
    edit(root / "content/help.yaml", "12355", "12356")
    assert stale(root) == {}


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        ((), "accept ludian en", "accept ludian en"),
        (("first-leter", "en"), "是不是想写“first-letter”", "Did you mean “first-letter”?"),
        (("nothing", "en"), "可以写：about · ", "What there is: about · "),
        (("first-letter", "zh"), "zh 是原文", "zh is the original"),
        (("first-letter", "fr"), "可以写：en", "What there is: en"),
        (("about", "en"), "还没有 content/pages/about/en.md", "there is no content/pages/about"),
        (("first-letter", "en", "--section", "9"), "\n    2  那场打赌", "\n    0  title, summary"),
        (("home", "en", "--section", "1"), "还没有整篇确认过", "as a whole is not confirmed"),
        (("help", "en"), "content/pages/help/zh.md 里有错误", "Mend them first"),
    ],
)
def test_what_can_not_be_accepted_is_told_with_what_can(
    root: Path, arguments: tuple[str, ...], zh: str, en: str
) -> None:
    (root / "content/pages/about/en.md").unlink()
    (root / "content/pages/home/en.translation.json").unlink()
    edit(root / "content/pages/help/zh.md", "title: 求助", "title:")
    records = {path: path.read_bytes() for path in root.rglob("*.translation.json")}
    for lang, text in (("zh", zh), ("en", en)):
        done = run("accept", *arguments, "--root", root, "--lang", lang)
        assert done.code == 2
        assert text in done.err
        assert done.out == ""
    assert {path: path.read_bytes() for path in root.rglob("*.translation.json")} == records


def test_a_slug_that_is_a_story_and_a_page_needs_its_folder(root: Path) -> None:
    shutil.copytree(root / "content/pages/about", root / "content/pages/first-letter")
    done = accept(root, "first-letter", "en")
    assert done.code == 2
    assert "stories/first-letter or pages/first-letter" in done.err
    assert accept(root, "pages/first-letter", "en").code == 0
    edit(root / "content/pages/first-letter/zh.md", "一句话。", "两句话。")
    assert stale(root) == {"pages/first-letter": ["1"]}


def test_a_damaged_record_is_mended_by_accepting(root: Path) -> None:
    record = root / LETTER / "en.translation.json"
    good = record.read_bytes()
    record.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert [p["code"] for p in checked(root)["problems"]] == ["translation-record"]
    assert accept(root, "first-letter", "en").code == 0
    assert record.read_bytes() == good


LETTERS = st.text(st.sampled_from("他她一二三abcXYZ019鲁甸毒"), min_size=1, max_size=30)
SPACE = st.text(st.sampled_from(" \n\t\u3000\u00a0"), max_size=3)
ALIKE = ("，,", "。.．", "：:", "；;", "！!", "？?", "（(", "）)", '“”"「」『』', "——-–—", "……...")


@given(
    st.lists(st.tuples(LETTERS, st.integers(0, len(ALIKE) - 1)), min_size=1, max_size=8),
    st.data(),
)
def test_no_change_of_space_width_or_quotes_is_a_change(
    pieces: list[tuple[str, int]], data: st.DataObject
) -> None:
    def typed() -> str:
        return "".join(
            data.draw(SPACE) + word + data.draw(SPACE) + data.draw(st.sampled_from(ALIKE[kind]))
            for word, kind in pieces
        )

    assert fingerprint(typed()) == fingerprint(typed())


@given(LETTERS, st.data())
def test_every_changed_letter_or_digit_is_a_change(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([c for c in "他一aX09甸" if c != text[place]]))
    changed = text[:place] + other + text[place + 1 :]
    assert fingerprint(changed) != fingerprint(text)
    assert list(differences(text, changed))
    was, now = first_difference(text, changed)
    assert was != now


KEYS = st.lists(st.sampled_from(["front", "a", "b", "c", "d", "^1", "^2"]), max_size=7)


@given(KEYS, KEYS)
def test_every_section_is_aligned_once_and_equal_keys_with_each_other(
    old: list[str], new: list[str]
) -> None:
    pairs = align(old, new)
    assert sorted(i for i, _ in pairs if i is not None) == list(range(len(old)))
    assert sorted(j for _, j in pairs if j is not None) == list(range(len(new)))
    together = {(old[i], new[j]) for i, j in pairs if i is not None and j is not None}
    assert {(key, key) for key in {*old} & {*new}} <= together
    assert all(a.startswith("^") == b.startswith("^") for a, b in together)


_SECTIONS = st.lists(st.tuples(st.sampled_from("ab^"), st.sampled_from("xy")), max_size=5)


@given(st.tuples(_SECTIONS, _SECTIONS) | _SECTIONS.map(lambda one: (one, one)), _SECTIONS)
def test_what_is_as_recorded_has_no_lag(
    both: tuple[list[tuple[str, str]], list[tuple[str, str]]], own: list[tuple[str, str]]
) -> None:
    """Also where two sections have one name."""

    def edition(language: str, sections: list[tuple[str, str]]) -> Edition:
        found = tuple(Section.of(key, key, text, NOWHERE) for key, text in sections)
        content = Deferred.of(Content((), Body(), found))
        return Edition(language, "", "", (), (), NOWHERE, (), (), (), (0, 0), content)

    kept, now = both
    record = Record("zh", tuple(Recorded.of(key, key, text) for key, text in kept))
    source, translation = edition("zh", now), edition("en", [("front", ""), *own])
    plainly = tuple(_lags(record, source, translation))
    assert not (plainly and is_as_recorded(record, source))
    assert lags(source, replace(translation, accepted=Deferred.of(record))) == plainly
