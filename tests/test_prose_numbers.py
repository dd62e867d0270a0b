"""Figures in a text are cited: whole sites, with what an editor would type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import PROJECT, SMALL, build, copy_of, edit, run

PAGE = "content/stories/school-visit"
END = {"zh": "电话在[[page:help]]。", "en": "the numbers are in [[page:help]]."}
# These texts are written in one language only.
WAIVED = "waive: [{rule: numbers-differ, reason: one language only}]"


def problems(root: Path) -> list[dict[str, str | int]]:
    """What the check finds about numbers."""
    found = json.loads(run("check", "--root", root, "--format", "json").out)["problems"]
    return [p for p in found if str(p["code"]).startswith(("number-", "rounding-", "embed-"))]


def small(tmp_path: Path, code: str, text: str) -> Path:
    """The small site with a paragraph more."""
    root = copy_of(SMALL, tmp_path)
    edit(root / PAGE / f"{code}.md", END[code], f"{END[code]}\n\n{text}")
    return root


@pytest.mark.parametrize(
    ("code", "text", "facts"),
    [
        ("zh", "全镇发出资料420余万份。", ["leaflets-2022"]),
        ("zh", "全镇发出资料四百二十万份。", ["leaflets-2022"]),
        ("zh", "全镇发出资料4200000份。", ["leaflets-2022"]),
        ("zh", "缴获1550克。", ["all-2022"]),
        ("zh", "缴获1.55千克。", ["all-2022"]),
        ("zh", "缴获250克。", ["second-2022"]),
        ("zh", "其中0.25千克。", ["second-2022"]),
        ("zh", "一共约1.6千克。", ["all-2022"]),
        ("en", "We handed out 4.2 million leaflets.", ["leaflets-2022"]),
        ("en", "More than four million two hundred thousand leaflets.", ["leaflets-2022"]),
        ("en", "They seized 1,550 g of drugs.", ["all-2022"]),
        ("en", "It was one point five five kg.", ["all-2022"]),
        ("en", "About 1.6\u00a0kg were seized.", ["all-2022"]),
    ],
)
def test_a_figure_on_record_is_offered(
    tmp_path: Path, code: str, text: str, facts: list[str]
) -> None:
    (problem,) = problems(small(tmp_path, code, text))
    assert problem["code"] == "number-retyped"
    assert problem["severity"] == "warning"
    assert problem["path"] == f"{PAGE}/{code}.md"
    for fact in facts:
        assert f"[[fact:{fact}]]" in str(problem)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh", "来了86名志愿者。"),
        ("zh", "百分之三十的学生参加。"),
        ("zh", "三成学生参加。"),
        ("zh", "二十多个家庭参加。"),
        ("zh", "缴获3千克。"),
        ("zh", "一半的学生参加。"),
        ("en", "There were 86 volunteers."),
        ("en", "Forty-two pupils came."),
        ("en", "Half of the pupils came."),
        ("en", "Only 5% came."),
        ("en", "It weighed three kilograms."),
    ],
)
def test_a_figure_without_a_source_is_a_warning(tmp_path: Path, code: str, text: str) -> None:
    (problem,) = problems(small(tmp_path, code, text))
    assert (problem["code"], problem["severity"]) == ("number-unsourced", "warning")
    assert "[[free:" in str(problem)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh", "2022年6月26日，第二小学的三位老师一起来了。"),
        ("zh", "遇到危险打110，也可以拨打12355。编号“220323”，见A5。"),
        ("zh", "一节[[free:40分钟]]的课，【【free：5 分钟】】休息。"),
        ("zh", "`420万份`是代码。[链接](https://example.org/420)"),
        ("zh", "1. 第一步\n2. 第二步"),
        ("zh", "资料[[fact:leaflets-2022|short]]，缴获[[fact:all-2022|words]]。"),
        ("en", "On 26 June 2022 three teachers of No. 2 primary school came."),
        ("en", "Call 110 or 12355; the case is numbered ‘220323’, see A5."),
        ("en", "A [[free:40-minute]] lesson for one of them, in two languages."),
        ("en", "1. First\n2. Then"),
    ],
)
def test_what_needs_no_source_is_left_alone(tmp_path: Path, code: str, text: str) -> None:
    root = small(tmp_path, code, text)
    # A contact's number needs no verb before it.
    (root / "content/help.yaml").write_text(
        (PROJECT / "content/help.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert problems(root) == []


def test_the_place_is_that_of_the_number(tmp_path: Path) -> None:
    (problem,) = problems(small(tmp_path, "zh", "这一天，全镇来了 86 名志愿者。"))
    text = (tmp_path / PAGE / "zh.md").read_text(encoding="utf-8").splitlines()
    line, column = int(problem["line"]), int(problem["column"])
    assert text[line - 1][column - 1 :].startswith("86")


def test_summaries_and_questions_are_read_too(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / PAGE / "en.md", "Volunteers go to a school.", "The 86 volunteers of a school.")
    edit(root / "content/stories/first-letter/zh.md", "你会对他说什么？", "这86个人会说什么？")
    assert [problem["code"] for problem in problems(root)] == ["number-unsourced"] * 2


def test_a_figure_that_cannot_be_cited_is_not_offered(tmp_path: Path) -> None:
    (problem,) = problems(small(tmp_path, "zh", "减少了120克。"))
    assert problem["code"] == "number-unsourced"


def test_a_free_number_stands_on_the_page_as_typed(tmp_path: Path) -> None:
    root = small(
        tmp_path, "en", "## A [[free:40-minute]] lesson\n\nIt is [[free:<5> & more]] long."
    )
    edit(root / "content/stories/school-visit/story.yaml", "kind:", f"{WAIVED}\nkind:")
    assert build(root, "--output", tmp_path / "out").code == 0
    page = (tmp_path / "out/en/stories/school-visit.html").read_text(encoding="utf-8")
    assert "A 40-minute lesson" in page
    assert "&lt;5&gt; &amp; more" in page


def test_a_free_number_says_which(tmp_path: Path) -> None:
    found = problems(small(tmp_path, "en", "It is [[free]] long."))
    assert "embed-target" in [problem["code"] for problem in found]


def test_a_free_number_cannot_lose_a_part(tmp_path: Path) -> None:
    found = problems(small(tmp_path, "en", "Sheet [[free:40|30]] of them."))
    assert "embed-form" in [problem["code"] for problem in found]


def test_rounding_is_for_figures_that_allow_it(tmp_path: Path) -> None:
    root = small(tmp_path, "zh", "约[[fact:all-2022|rounded]]。")
    (problem,) = problems(root)
    assert (problem["code"], problem["severity"]) == ("rounding-missing", "error")
    edit(root / "content/facts/seizures.yaml", "value: 1.55", "value: 1.55\n    rounding: 1")
    assert problems(root) == []
    assert build(root, "--output", tmp_path / "out").code == 0
    page = (tmp_path / "out/zh/stories/school-visit.html").read_text(encoding="utf-8")
    assert "约1.6千克" in page


def test_the_own_content_has_only_figures_with_sources() -> None:
    assert problems(PROJECT) == []
