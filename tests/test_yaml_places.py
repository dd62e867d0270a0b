"""A word in a YAML text is told at the column in which it was typed, whatever form it has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qingyuan.read.yaml_nodes import Mapping, Scalar
from qingyuan.read.yaml_reader import parse
from tests.command import SMALL, copy_of, run

# What a rule on words finds in a title, in a summary and in a question.
WORD = "瘾君子"
FORMS = {
    "plain": "一个瘾君子的话",
    "plain, spaces": "一个   瘾君子的话",
    "plain on two lines": "一个\n  人和瘾君子的话",
    "plain below its key": "\n  一个瘾君子的话",
    "single": "'一个瘾君子的话'",
    "single, doubled quote": "'it''s 一个瘾君子的话'",
    "double": '"一个（1）瘾君子的话"',
    "double, escaped quotes": '"一个\\"人\\"瘾君子的话"',
    "double, escaped characters": '"\\u4e00\\x41\\U0001f600 瘾君子的话"',
    "double, an escaped character in the word": '"一个\\u763e君子的话"',
    "double, an escaped line end": '"一个\\\n  瘾君子的话"',
    "double on two lines": '"一个\n  人和瘾君子的话"',
    "literal": "|\n  一个瘾君子的话",
    "literal, second line": "|-\n  一个人\n  和瘾君子的话",
    "folded": ">\n  一个人\n\n  和瘾君子的话",
    "folded, with an indent and a remark": ">2- # 摘要\n   一个瘾君子的话",
    "tibetan, emoji before it": "བོད་🙂瘾君子的话",
}


def place(text: str) -> tuple[int, int]:
    """Line and column, from 1, of the word in a file; where it is escaped, of its escape."""
    start = max(text.find(WORD), text.find("\\u763e君子"))
    line = text.count("\n", 0, start) + 1
    return line, start - text.rfind("\n", 0, start)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("field", ["title", "summary", "questions"])
def test_a_word_in_front_matter_is_told_at_its_column(
    form: str, field: str, tmp_path: Path
) -> None:
    fields = {"title": "第一封信", "summary": "摘要。"}
    if field == "questions":
        item = FORMS[form].replace("\n", "\n  ").replace(">2-", ">3-")
        front = f"questions:\n  - 一个问题？\n  - {item}\n"
    else:
        fields.pop(field)
        front = f"{field}: {FORMS[form]}\n"
    front += "".join(f"{name}: {value}\n" for name, value in fields.items())
    text = f"---\n{front}---\n\n正文。\n"
    root = copy_of(SMALL, tmp_path)
    path = root / "content/stories/school-visit/zh.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    done = run("check", "--root", root, "--format", "json", "--jobs", "1", "--date", "2026-11-23")
    found = [p for p in json.loads(done.out)["problems"] if p["code"].startswith("S07")]
    assert [(p["line"], p["column"]) for p in found] == [place(text)]


@pytest.mark.parametrize("form", FORMS)
def test_every_character_of_a_value_has_its_place(form: str) -> None:
    text = f"first: 1\nvalue: {FORMS[form]}\nlast: 2\n"
    node, problems = parse("a.yaml", text)
    assert isinstance(node, Mapping)
    assert not problems
    value = {key.text: value for key, value in node.entries}["value"]
    assert isinstance(value, Scalar)
    lines = text.split("\n")
    shown = " ".join(value.text.split())
    for offset, character in enumerate(shown):
        at = value.place(offset)
        typed = lines[at.line - 1][at.column - 1 : at.column]
        assert character == " " or typed in {character, "\\"}, (offset, character, at)


def test_a_word_in_a_data_file_is_told_at_its_column(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    path = root / "content/topics.yaml"
    text = path.read_text(encoding="utf-8")
    text += f'more:\n  zh: "“好”\\u3000{WORD}"\n  en: >-\n    One\n    junkie\n'
    path.write_text(text, encoding="utf-8", newline="\n")
    done = run("check", "--root", root, "--format", "json", "--jobs", "1", "--date", "2026-11-23")
    found = [p for p in json.loads(done.out)["problems"] if p["code"].startswith("S07")]
    lines = text.split("\n")
    assert {(p["line"], p["column"]) for p in found} == {
        (len(lines) - 4, lines[-5].index(WORD) + 1),
        (len(lines) - 1, 5),
    }
