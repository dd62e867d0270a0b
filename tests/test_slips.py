"""What editors type, on Windows and with a Chinese input method: it works, or its place is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qingyuan.markup.text import Text
from qingyuan.model.location import Location
from qingyuan.read.text import clean, is_surely_clean
from tests.command import SMALL, build, copy_of, edit, of_one_edition, run

TODAY = "2026-11-23"
STORY = "stories/first-letter/story.yaml"
EN = "stories/first-letter/en.md"
ZH = "stories/first-letter/zh.md"
FACTS = "facts/seizures.yaml"
ABOUT = "pages/about/zh.md"
SENTENCE = "一句话。"
AMOUNT = '<a class="qy-fact" href="#figure-leaflets-2022" title="发出的资料">420余万份</a>'


def told(root: Path) -> list[str]:
    """The problems of a root, without the severity and the file.

    These slips are made in one edition only, so it does not matter here that the other differs.
    """
    done = run("check", "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1")
    found = of_one_edition(json.loads(done.out)["problems"])
    return [f"{p['line']}:{p['column']} {p['code']}" for p in found]


def hints(root: Path) -> str:
    done = run("check", "--root", root, "--lang", "zh", "--date", TODAY, "--jobs", "1")
    return done.out


def about(root: Path, text: str) -> str:
    """The about page's prose, made of this text."""
    edit(root / "content" / ABOUT, SENTENCE, text)
    done = build(root, "--date", TODAY)
    assert done.code == 0, done.out
    html = (root / "output/zh/about.html").read_text(encoding="utf-8")
    prose = re.search(r'<div class="qy-prose"[^>]*>(.*?)</div>\s*<footer', html, re.DOTALL)
    assert prose
    return prose[1].strip()


@pytest.mark.parametrize(
    ("name", "right", "wrong", "expected"),
    [
        # Signs of full width, and spaces that are missing
        (STORY, "kind: ", "kind：", "2:5 yaml-wide-colon"),
        (STORY, "  basis: ", "  basis：", "9:8 yaml-wide-colon"),
        (STORY, "[recovery]", "［recovery］", "3:9 yaml-wide-sign"),
        (STORY, "[high, parents]", "[high、parents]", "5:16 yaml-wide-sign"),
        (STORY, "basis: {zh: 为测试编写", "basis: ｛zh: 为测试编写", "9:10 yaml-wide-sign"),
        (STORY, "made up for tests}", "made up for tests｝", "9:43 yaml-wide-sign"),
        (STORY, "  - {source", "  -{source", "12:3 yaml-space"),
        (STORY, "{zh: 为测", "{zh:为测", "9:13 yaml-space"),
        (ZH, "  - 你会", "  －你会", "5:3 yaml-wide-sign"),
        (ZH, "title: ", "title:\u00a0", "2:6 yaml-space"),
        # Quotes, colons, commas and the signs that YAML keeps for itself
        (EN, "title: The first letter", 'title: "The first" letter', "2:8 yaml-quotes"),
        (EN, "title: The", "title: %The", "2:8 yaml-quotes"),
        (EN, "title: The", "title: *The*", "2:8 yaml-quotes"),
        (EN, "title: The", "title: `The`", "2:8 yaml-quotes"),
        (EN, "title: The", "title: - The", "2:8 yaml-quotes"),
        (EN, "title: The first letter", "title: 'it's", "2:8 yaml-quotes"),
        (EN, "title: The first", "title: The #first", "2:12 yaml-comment"),
        (EN, "title: The", "title The", "2:1 yaml-syntax"),
        # Dates, numbers, choices
        (STORY, "date: 2022-02-26", "date: 2022年2月26日", "1:7 field-date"),
        (STORY, "date: 2022-02-26", "date: 2022-2-6", "1:7 field-date"),
        (STORY, "date: 2022-02-26", "date: ２０２２-02-26", "1:7 field-date"),
        (STORY, "[recovery]", "recovery, school", "3:9 field-type"),
        (FACTS, "4200000", "4,200,000", "19:12 field-number"),
        (FACTS, "4200000", "4.2 million", "19:12 field-number"),
        (FACTS, "4200000", "４２０００００", "19:12 field-number"),
        (FACTS, "4200000", "1" * 19, "19:12 field-number"),
        (FACTS, "key: yes", "key: maybe", "9:10 field-choice"),
        # Front matter
        (ABOUT, "---\ntitle", "----\ntitle", "1:1 front-matter-missing"),
        (ABOUT, "页。\n---", "页。\n----", "4:1 front-matter-unclosed"),
        (ABOUT, "title: 关于", "title: 关于\nkind: report", "3:1 field-unknown"),
        # Text
        (ABOUT, SENTENCE, "前 [[fact:x] 后", "6:3 embed-form"),
        (ABOUT, SENTENCE, "前 [fact:leaflets-2022] 后", "6:3 embed-form"),
        (ABOUT, SENTENCE, "[[term:recovery|见[[fact:all-2022]]]]", "6:1 embed-form"),
        (ABOUT, SENTENCE, "<iframe src='x'></iframe>", "6:1 html-removed"),
        (ABOUT, SENTENCE, "x <?php echo 1 ?>", "6:3 html-removed"),
        (ABOUT, SENTENCE, "style 一段\n{: style='x' }", "7:4 html-removed"),
        (ABOUT, SENTENCE, "![图](https://example.org/a.png)", "6:6 file-outside"),
        (ABOUT, SENTENCE, "[表](C:\\表.pdf)", "6:5 link-scheme"),
        (ABOUT, SENTENCE, "## 一 {#a b}", "6:10 html-removed"),
        (ABOUT, SENTENCE, "[[story:first-letter#the-bat]]", "6:1 heading-unknown"),
        (ABOUT, SENTENCE, "!!!note\n    好", None),
        (ABOUT, SENTENCE, "!!! note\n\t好", None),
        (ABOUT, SENTENCE, "!!! note\n\n    好", None),
        (ABOUT, SENTENCE, "!!! note “好”\n    好", "6:1 box-form"),
        # No slips
        (EN, "title: The first letter", "title: “The first” letter", None),
        (EN, "title: The first letter", "title: 信：“一”（二），三", None),
        (EN, "title: The first letter", "title: The first letter  # to be changed", None),
        (STORY, "anonymised: yes", "anonymised: 是", None),
        (STORY, "kind: testimony", "kind:\ttestimony", None),
        (STORY, "kind: testimony", "kind: 'testimony'", None),
        (ABOUT, SENTENCE, "C#，c < d，R&D，a_b_c，x*y*z，＃a，【注】，(（)）", None),
        (ABOUT, SENTENCE, "<https://example.org/> 与 [电话](tel:12355)", None),
        (ABOUT, SENTENCE, "<details><summary>更多</summary>好</details>", None),
    ],
)
def test_a_slip_is_told_at_its_place(
    name: str, right: str, wrong: str, expected: str | None, tmp_path: Path
) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content" / name, right, wrong)
    assert told(root) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("name", "right", "wrong", "advice"),
    [
        (FACTS, "4200000", "420余万", "例如 value: 4200000"),
        (FACTS, "4200000", "约420万份", "例如 value: 4200000"),
        (FACTS, "1.55\n", "1.55kg\n", "例如 value: 1.55"),
        (STORY, "2022-02-26", "2022/2/26", "例如 date: 2022-02-26"),
        (STORY, "[recovery]", "recovery, school", "例如 topics: [recovery, school]"),
        (STORY, "{zh: 全文, en: all of it}", "全文", "例如 scope: {zh: 全文, en: …}"),
        (STORY, "kind: ", "kind:", "kind: testimony"),
        (EN, "title: The", "title: Letter: the", '"Letter: the first letter"'),
        (EN, "title: The first", 'title: "The" first', "title: '\"The\" first letter'"),
        ("places.yaml", "Hekou town", "Hekou, a town", 'en: "Hekou, a town"'),
        ("units.yaml", '"{n}份"', "{n}份", 'zh: "{n}份"'),
        ("help.yaml", '"12355"', "１２３５５", 'number: "12355"'),
        (ABOUT, SENTENCE, "!!! skills “怎么说”\n    好", '写成 !!! skills "怎么说"'),
        (ABOUT, SENTENCE, "[信](../../stories/first-letter/zh.md)", "写成 [[story:first-letter]]"),
        (ABOUT, SENTENCE, "[网](www.example.org/a)", "写成 https://www.example.org/a"),
        (ABOUT, SENTENCE, "[[facts:all-2022]]", "是不是想写“fact”？"),
        (ABOUT, SENTENCE, "## 一 ｛＃a｝", "换成半角：{#a}"),
        # What is opened and not closed, and what an input method closes it with
        (ZH, "title: 第一封信", 'title: "第一封信', '例如 title: "第一封信"'),
        (ZH, "title: 第一封信", 'title: "第一封信”', '例如 title: "第一封信"'),
        (ZH, "title: 第一封信", "title: '第一封信", "例如 title: '第一封信'"),
        (STORY, "[recovery]", "[recovery", "例如 topics: [recovery]"),
        (STORY, "[high, parents]", "[high, parents", "（ ] ），例如 audience: [high, parents]"),
        # Items without their dash
        (ZH, "  - 你会对他", "  你先说什么？\n  - 你会对他", "：- 你先说什么？"),
        (ZH, "？\n---", "？\n  练一练：怎么说？\n---", "：- 练一练：怎么说？（如果"),
        # Embeds
        (ABOUT, SENTENCE, "[[fact:all-2022", "改成 [[fact:all-2022]]"),
        (ABOUT, SENTENCE, "见【term：dependence】", "改成 [[term:dependence]]"),
        # The line --- that is not there, or is another one
        (ZH, "？\n---\n\n他", "？\n\n他", "第 7 行前面，加一行 ---"),
        (ZH, "？\n---\n\n他", "？\n——\n\n他", "把这一行改成 ---"),
    ],
)
def test_the_hint_says_what_to_type(
    name: str, right: str, wrong: str, advice: str, tmp_path: Path
) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content" / name, right, wrong)
    assert advice in hints(root)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
def test_line_ends_and_the_mark_do_not_move_a_place(
    line_end: str, mark: bytes, tmp_path: Path
) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content" / ZH, "朋友劝他", "朋友[[fact:no]]劝他")
    edit(root / "content" / STORY, "place: town", "place: twon")
    for name in (ZH, STORY):
        path = root / "content" / name
        text = path.read_text(encoding="utf-8").replace("\n", line_end)
        path.write_bytes(mark + text.encode())
    boms = ["1:1 encoding-bom"] if mark else []
    assert told(root) == [*boms, "4:8 place-unknown", *boms, "12:3 fact-unknown"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("【【fact：leaflets-2022｜number】】", AMOUNT.replace("万份", "万")),
        ("［［ fact ： leaflets-2022 ］］", AMOUNT),
        ("【[fact:leaflets-2022]】", AMOUNT),
        ("[[page:about＃x|甲]]\n\n## 乙 {#x}", '<a href="../zh/about.html#x">甲</a>'),
        ("| 甲 |\n|---|\n| [[fact:leaflets-2022\\|number]] |", AMOUNT.replace("万份", "万")),
        ("| 甲 |\n|---|\n| [[fact:leaflets-2022|plain]] |", AMOUNT.replace("余万份", "万")),
        ("- [[fact:leaflets-2022]]\n    1. 乙", f"<li>{AMOUNT}"),
        ("> **[[fact:leaflets-2022]]**", f"<strong>{AMOUNT}</strong>"),
        ("## 甲[[fact:leaflets-2022]] {#a}\n\n[乙](#a)", f'<h2 id="a">甲{AMOUNT}</h2>'),
        ("话[^1]。\n\n[^1]: [[fact:leaflets-2022]]。", f"<p>{AMOUNT}。"),
        ("词\n:   [[fact:leaflets-2022]]", f"<dd>{AMOUNT}</dd>"),
        # A link can't stand in a link, nor in an alternative text.
        ("[甲[[fact:leaflets-2022]]](tel:1)", '<a href="tel:1">甲420余万份</a>'),
        ("[[[fact:leaflets-2022]]](tel:1)", '<a href="tel:1">420余万份</a>'),
        ("![甲[[fact:leaflets-2022]]](a.png)", 'alt="甲420余万份"'),
        # Code and what is escaped stay as they are.
        ("`[[fact:no]]`", "<code>[[fact:no]]</code>"),
        ("```\n[[fact:no]]\n```", "<code>[[fact:no]]\n</code>"),
        ("甲\n\n    [[fact:no]] &lt;", "<code>[[fact:no]] &amp;lt;\n</code>"),
        ("- 甲\n\n    ```\n    [[fact:no]]\n    ```", "<code>[[fact:no]]</code>"),
        ("\\[[fact:no]]", "<p>[[fact:no]]</p>"),
        ("<!-- [[fact:no]] --> 甲", "甲"),
    ],
)
def test_an_embed_is_read_wherever_it_stands(typed: str, shown: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    Image.new("RGB", (2, 2)).save(root / "content/pages/about/a.png")
    assert shown in about(root, typed)


def test_what_can_not_be_cited_stays_out_of_code_only(tmp_path: Path) -> None:
    """The same embed in code and in the text: the one in the text is told."""
    root = copy_of(SMALL, tmp_path)
    edit(root / "content" / ABOUT, SENTENCE, "`[[fact:no]]`\n\n    [[fact:no]]\n\n[[fact:no]]")
    assert told(root) == ["10:1 fact-unknown"]


@pytest.mark.parametrize("name", ["ZH.md", "zh.md.txt", "zh（1）.md", "zh - 副本.md", "zh.docx"])
def test_a_file_with_another_name_is_told_with_the_right_one(name: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    (root / "content" / ZH).rename(root / "content" / ZH.replace("zh.md", name))
    assert told(root) == ["0:0 file-name", "0:0 edition-missing"] or told(root) == [
        "0:0 edition-missing",
        "0:0 file-name",
    ]
    assert "是不是想写“zh.md”？" in hints(root)


def test_a_story_without_a_folder_is_told_the_folder(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    (root / "content/stories/Visit 2023.md").write_text("---\n---\n", encoding="utf-8")
    assert told(root) == ["0:0 file-place"]
    assert "新建文件夹 content/stories/visit-2023，" in hints(root)


def test_what_systems_leave_behind_is_no_content(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$zh.docx", "zh.md.bak", "README.txt"):
        (root / "content/stories/first-letter" / name).write_bytes(b"\xff\xfe")
    assert told(root) == []


@pytest.mark.parametrize("name", ["site", "help"])
def test_a_site_without_settings_or_contacts_is_not_published(name: str, tmp_path: Path) -> None:
    """Nor one whose file says nothing but remarks."""
    root = copy_of(SMALL, tmp_path)
    path = root / "content" / f"{name}.yaml"
    path.write_text("# 以后再写\n", encoding="utf-8")
    assert told(root) == ["1:1 file-empty"]
    path.unlink()
    assert told(root) == ["0:0 content-missing"]
    assert build(root, "--date", TODAY).code == 1
    assert not (root / "output").exists()


def test_a_root_without_content_is_told_once(tmp_path: Path) -> None:
    assert told(tmp_path) == ["0:0 content-missing"]


def test_no_sign_that_may_not_stand_in_a_text_is_overlooked() -> None:
    assert is_surely_clean("中文，“words” – and\na line")
    for code in range(0x110000):
        sign = chr(code)
        assert not is_surely_clean(f"a{sign}") or clean(sign) == sign, hex(code)
    assert not any(is_surely_clean(chr(code)) for code in range(0xD800, 0xE000))


@given(st.text(st.sampled_from("a\n 汉"), max_size=12), st.integers(1, 9))
def test_a_place_is_counted_from_the_first_line(raw: str, first: int) -> None:
    text = Text.of("a.md", first, raw)
    for offset in range(len(raw) + 1):
        line, column = raw.count("\n", 0, offset), offset - raw.rfind("\n", 0, offset)
        assert text.at(offset) == Location("a.md", first + line, column)
