"""Rules on content that go by form and by what is declared: S05 and S08 to S14.

`tests/safe_content/` was written by somebody who had not read the rules.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.check.safe.personal import find
from tests.command import PROJECT, SMALL, build, copy_of, edit, run

TODAY = "2026-11-23"
DATA = Path(__file__).parent / "safe_content"
HARMFUL = yaml.safe_load((DATA / "harmful.yaml").read_text(encoding="utf-8"))
OWN = ("S05", "S08", "S09", "S10", "S11", "S12", "S13", "S14")
FRONT = {"zh": "title: 关于\nsummary: 一页。", "en": "title: About\nsummary: A page."}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
AROUND = (
    ("他的证件号码是", "，已经核对。"),
    ("（", "）"),
    ("His number is ", ", they said."),
    ("no. ", ""),
)


def told(root: Path) -> list[dict[str, Any]]:
    """The problems of these rules."""
    done = run("check", "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1")
    return [p for p in json.loads(done.out)["problems"] if p["code"].startswith(OWN)]


def codes(root: Path) -> list[str]:
    return [problem["code"] for problem in told(root)]


def about(root: Path, code: str, lines: list[str]) -> None:
    """The about page with these lines, each a paragraph: the first is line 6 of the file."""
    text = f"---\n{FRONT[code]}\n---\n\n" + "\n\n".join(lines) + "\n"
    (root / f"content/pages/about/{code}.md").write_text(text, encoding="utf-8", newline="\n")


# S08: personal data


@pytest.mark.parametrize("code", ["zh", "en"])
def test_personal_data_are_found_where_they_stand(code: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    entries = [e for e in HARMFUL if e["rule"] == "S08" and e["lang"] == code]
    about(root, code, [entry["text"] for entry in entries])
    found = [p for p in told(root) if p["code"].startswith("S08")]
    for index, entry in enumerate(entries):
        start = entry["text"].index(entry["part"]) + 1
        columns = [p["column"] for p in found if p["line"] == 6 + 2 * index]
        assert any(start <= c < start + len(entry["part"]) for c in columns), entry["text"]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_innocent_lines_are_left_alone(code: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    lines = (DATA / f"innocent.{code}.txt").read_text(encoding="utf-8").splitlines()
    about(root, code, lines)
    assert told(root) == []


def identity(area: int, born: dt.date, order: int) -> str:
    """A number as GB 11643 makes it, with its check digit."""
    number = f"{area:06}{born:%Y%m%d}{order:03}"
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True))
    return number + "10X98765432"[total % 11]


@st.composite
def identities(draw: st.DrawFn) -> str:
    area = draw(st.integers(110000, 659999))
    born = draw(st.dates(dt.date(1900, 1, 1), dt.date(2026, 11, 23)))
    return identity(area, born, draw(st.integers(0, 999)))


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A card's number with the last digit that ISO/IEC 7812 asks for."""
    length = draw(st.sampled_from((15, 16, 18)))
    digits = [draw(st.integers(3, 6)), *draw(st.lists(st.integers(0, 9), min_size=length - 1))]
    body = digits[:length] + [0] * (length - len(digits))
    total = 0
    for place, digit in enumerate(reversed(body)):
        total += sum(divmod(digit * 2, 10)) if place % 2 == 0 else digit
    return "".join(map(str, body)) + str(-total % 10)


def other_digit(number: str, step: int) -> str:
    """The number with another last digit."""
    signs = "0123456789X" if len(number) == 18 else "0123456789"
    return number[:-1] + signs[(signs.index(number[-1]) + step) % len(signs)]


def sorts(text: str, number: str) -> list[str]:
    """What a number in a text is taken for."""
    start = text.index(number)
    return [found.sort for found in find(text) if found.start == start]


@given(identities(), st.sampled_from(AROUND), st.booleans())
def test_an_identity_number_is_always_found(
    number: str, around: tuple[str, str], small: bool
) -> None:
    number = number.lower() if small else number
    assert sorts(number.join(around), number) == ["id"]


@given(identities(), st.sampled_from(AROUND), st.integers(1, 10))
def test_a_number_with_a_wrong_check_digit_is_no_identity_number(
    number: str, around: tuple[str, str], step: int
) -> None:
    wrong = other_digit(number, step)
    assert "id" not in sorts(wrong.join(around), wrong)


@given(cards(), st.sampled_from(AROUND), st.sampled_from(("", " ", "-")))
def test_a_card_is_always_found(number: str, around: tuple[str, str], gap: str) -> None:
    typed = gap.join(number[start : start + 4] for start in range(0, len(number), 4))
    assert sorts(typed.join(around), typed) == ["card"]


@given(cards(), st.sampled_from(AROUND), st.integers(1, 9))
def test_a_number_with_a_wrong_luhn_digit_is_no_card(
    number: str, around: tuple[str, str], step: int
) -> None:
    wrong = other_digit(number, step)
    assert "card" not in sorts(wrong.join(around), wrong)


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for found in find(text):
        assert 0 <= found.start < found.end <= len(text)


def test_a_number_is_found_in_titles_labels_and_the_glossary(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/pages/about/zh.md", "title: 关于", "title: 打13800000000")
    edit(root / "content/facts/seizures.yaml", "zh: 缴获的毒品", "zh: 缴获的毒品13800000000")
    edit(root / "content/glossary.yaml", "en: dependence", "en: dependence 138-0000-0000")
    edit(root / "content/stories/first-letter/story.yaml", "zh: 写信人", "zh: 写信人13800000000")
    assert {problem["path"] for problem in told(root)} == {
        "content/pages/about/zh.md",
        "content/facts/seizures.yaml",
        "content/glossary.yaml",
        "content/stories/first-letter/story.yaml",
    }


def test_a_number_to_call_for_help_may_be_written(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    about(root, "zh", ["他可以打139 0000 0000。"])
    assert codes(root) == ["S08-phone"]
    edit(root / "content/help.yaml", '"12355"', '"13900000000"')
    assert codes(root) == []


def test_a_number_in_code_and_behind_a_link_is_found(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    about(root, "zh", ["`13800000000`", "[打给他](tel:13900000000)", '<b title="云C·12345">车</b>'])
    assert codes(root) == ["S08-phone", "S08-phone"]


def test_a_rule_can_be_waived_for_a_passage_with_a_reason(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    about(root, "zh", ["[[waive:S08|单位公开的邮箱]]邮箱：a@example.com。[[/waive]]"])
    assert codes(root) == []


# S05, S09, S12, S13: what stories declare


LETTER = "content/stories/first-letter"


def test_the_letter_of_the_site_has_all_that_a_testimony_needs(tmp_path: Path) -> None:
    assert told(copy_of(PROJECT, tmp_path)) == []


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ('!!! skills "可以这样说"', "怎样拒绝"),
        ('!!! recovery "可以康复"', "怎样康复"),
        ("[[questions]]", "讨论题"),
        ("[[help]]", "求助电话"),
    ],
)
def test_a_testimony_without_one_of_its_blocks_is_told_which(
    block: str, named: str, tmp_path: Path
) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / LETTER / "zh.md", block, "!!! note" if block[0] == "!" else "")
    [problem] = told(root)
    assert problem["code"] == "S05"
    assert problem["message"]["zh"].endswith(f"：{named}")
    assert block.split(maxsplit=1)[0] in problem["hint"]["zh"]


def test_a_case_study_needs_no_such_blocks(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / LETTER / "story.yaml", "kind: testimony", "kind: case-study")
    edit(root / LETTER / "zh.md", "[[help]]", "")
    assert codes(root) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [("阮某龙", "Ruan Moulong"), ("赛某", "Sai Mou"), ("李××", "Li X."), ("小王", "Xiao Wang Mou")],
)
def test_a_name_that_is_withheld_may_stand(zh: str, en: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / LETTER / "story.yaml", "{zh: 某人, en: Somebody}", f"{{zh: {zh}, en: {en}}}")
    edit(root / LETTER / "zh.md", "朋友劝他", f"朋友劝{zh}")
    edit(root / LETTER / "en.md", "urged him", f"urged {en}")
    assert codes(root) == []


def test_a_professional_may_be_named_outside_testimonies(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / LETTER / "story.yaml", "anonymised: yes", "anonymised: no")
    assert codes(root) == ["S09-name"]
    edit(root / LETTER / "story.yaml", "kind: testimony", "kind: report")
    assert codes(root) == []


def test_a_minor_is_never_named_in_any_kind_of_story(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / LETTER / "story.yaml", "kind: testimony", "kind: report")
    edit(root / LETTER / "story.yaml", "anonymised: yes", "anonymised: no, minor: yes")
    assert codes(root) == ["S09-minor"]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_newest_testimony_is_second_on_the_home_page(code: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / LETTER / "story.yaml", "date: 2022-02-26", "date: 2026-02-26")
    assert codes(root) == []
    assert build(root, "--date", TODAY).code == 0
    home = (root / f"output/{code}/index.html").read_text(encoding="utf-8")
    assert 0 < home.index("stories/school-visit.html") < home.index("stories/first-letter.html")


def test_a_story_that_is_not_public_yet_does_not_make_way(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    visit = root / "content/stories/school-visit/story.yaml"
    visit.write_text(visit.read_text(encoding="utf-8") + "publish: 2027-01-01\n", encoding="utf-8")
    edit(root / "content/stories/first-letter/zh.md", "见[[story:school-visit#talk]]", "见下文")
    edit(root / "content/stories/first-letter/en.md", "; see [[story:school-visit#talk]]", "")
    assert codes(root) == ["S13-first"]


# Help contacts (S10)


@pytest.mark.parametrize(("day", "expected"), [("2027-05-22", 0), ("2027-05-23", 3)])
def test_contacts_are_overdue_on_the_day_after_180_days(
    day: str, expected: int, tmp_path: Path
) -> None:
    """They were verified on 2026-11-23; the pages say so, and are published all the same."""
    output = tmp_path / "site"
    done = build(PROJECT, "--output", output, "--date", day)
    assert done.code == 0
    assert done.out.count("[S10-overdue]") == expected
    page = (output / "en/help.html").read_text(encoding="utf-8")
    said = r'<p class="qy-small qy-overdue" data-after="2027-05-22"( hidden)?>not checked for'
    hidden = {match[1] for match in re.finditer(said, page)}
    assert hidden == ({None} if expected else {" hidden"})


def test_contacts_that_can_not_be_read_are_not_told_twice(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/help.yaml", "verified: 2026-11-02", "verified: gestern")
    edit(root / "content/help.yaml", "[middle, high]", "[public]")
    assert codes(root) == []


def test_help_is_in_the_same_place_on_every_page(tmp_path: Path) -> None:
    """Right after the text, with a number for anybody and one for young people."""
    output = tmp_path / "site"
    assert build(PROJECT, "--output", output, "--date", TODAY).code == 0
    pages = [page for page in output.rglob("*.html") if page.parent != output]
    assert len(pages) > 40
    for page in pages:
        text = page.read_text(encoding="utf-8")
        bar = re.search(r'</main>\s*<aside class="qy-help-bar".*?</aside>', text, re.DOTALL)
        assert bar, page
        numbers = re.findall(r'href="tel:(\d+)"', bar[0])
        assert numbers == ["12356", "12355", "110"], page


# Rule S14


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("[[fact:share]]", False),
        ("[[fact:share|number]]%", False),
        ("[[fact:share|number]] ％", False),
        ("**[[fact:share|number]]**%", False),
        ("[[fact:share|number]]个百分点", False),
        ("百分之[[fact:share|plain]]", False),
        ("[[fact:share|words]]的人", False),
        ("[[fact:share|number]]", True),
        ("[[fact:share|short]]的人", True),
        ("[[fact:share]]%", True),
        ("[[fact:share]] per cent", True),
        ("[[fact:share|number]]‰", True),
        ("千分之[[fact:share|number]]", True),
        ("[[fact:leaflets-2022]]%", True),
        ("81.07‰", True),
        ("81.07", True),
        ("81.07%", False),
        ("81.08‰", False),
    ],
)
def test_the_sign_beside_a_share_is_its_own(*, typed: str, wrong: bool, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    units = root / "content/units.yaml"
    sign = 'percent: {dimension: percent, zh: "{n}%", en: "{n}%"}\n'
    units.write_text(units.read_text(encoding="utf-8") + sign, encoding="utf-8")
    fact = "  share: {label: {zh: 占比, en: share}, value: 81.07, unit: percent}\n"
    edit(root / "content/facts/seizures.yaml", "  leaflets-2022:", f"{fact}  leaflets-2022:")
    about(root, "zh", [f"占{typed}"])
    assert codes(root) == ["S14"] * wrong
