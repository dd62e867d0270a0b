"""Waivers: an editor's exception from a rule, with a reason, that the report lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import SMALL, build, copy_of, edit

ABOUT = "content/pages/about/en.md"
LABEL = "One sentence about a junkie."


def codes(root: Path) -> list[str]:
    """What the build says, one code a problem, that this module is about."""
    said = json.loads(build(root, "--format", "json").out)
    return [p["code"] for p in said["problems"] if p["code"].startswith(("S07", "waiver"))]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small site with a word that labels people in one of its pages."""
    site = copy_of(SMALL, tmp_path)
    edit(site / ABOUT, "One sentence.", LABEL)
    return site


def waive(root: Path, rule: str, opening: str = "[[", closing: str = "]]") -> None:
    mark = f"{opening}waive:{rule}|quoted from a letter{closing}"
    edit(root / ABOUT, LABEL, f"{mark}{LABEL}{opening}/waive{closing}")


def test_without_a_waiver_the_rule_speaks(root: Path) -> None:
    assert codes(root) == ["S07-text"]


@pytest.mark.parametrize("rule", ["S07", "S07-text"])
def test_a_passage_is_waived_by_rule_or_kind(root: Path, rule: str) -> None:
    waive(root, rule)
    assert codes(root) == []


@pytest.mark.parametrize("signs", [("【【", "】】"), ("［［", "］］"), ("[【", "】]")])
def test_marks_of_full_width_are_read(root: Path, signs: tuple[str, str]) -> None:
    waive(root, "S07", *signs)
    assert codes(root) == []


def test_nothing_of_a_waiver_reaches_the_page(root: Path) -> None:
    waive(root, "S07")
    build(root)
    page = (root / "output/en/about.html").read_text(encoding="utf-8")
    assert f"<p>{LABEL}</p>" in page
    assert "waive" not in page
    assert "quoted from a letter" not in page


def test_the_report_lists_every_waiver_with_its_reason(root: Path) -> None:
    waive(root, "S07")
    text = build(root).out
    assert "waived: 1" in text
    assert f"{ABOUT}:6:" in text
    assert "[S07-text] quoted from a letter" in text
    said = json.loads(build(root, "--format", "json").out)
    assert [entry["reason"] for entry in said["waived"]] == ["quoted from a letter"]


def test_another_passage_is_not_waived(root: Path) -> None:
    waive(root, "S07")
    path = root / ABOUT
    path.write_text(path.read_text("utf-8") + "\nAnother junkie.\n", encoding="utf-8")
    assert codes(root) == ["S07-text"]


def test_another_rule_is_not_waived(root: Path) -> None:
    waive(root, "S03")
    assert sorted(codes(root)) == ["S07-text", "waiver-unused"]


def test_front_matter_waives_for_its_file(root: Path) -> None:
    line = "waive:\n  - {rule: S07, reason: quoted, until: 2026-12-31}"
    edit(root / ABOUT, "summary:", f"{line}\nsummary:")
    assert codes(root) == []


def test_after_its_last_day_a_waiver_has_no_effect(root: Path) -> None:
    line = "waive:\n  - {rule: S07, reason: quoted, until: 2026-12-31}"
    edit(root / ABOUT, "summary:", f"{line}\nsummary:")
    said = json.loads(build(root, "--format", "json", "--date", "2027-01-01").out)
    found = [p["code"] for p in said["problems"] if p["code"].startswith(("S07", "waiver"))]
    assert sorted(found) == ["S07-text", "waiver-expired"]


def test_story_yaml_waives_for_all_its_editions(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    story = root / "content/stories/school-visit"
    edit(story / "en.md", "## Talk", "A junkie came.\n\n## Talk")
    edit(story / "zh.md", "## 谈一谈", "来了一个瘾君子。\n\n## 谈一谈")
    assert codes(root) == ["S07-text", "S07-text"]
    edit(story / "story.yaml", "kind:", "waive: [{rule: S07, reason: quoted}]\nkind:")
    assert codes(root) == []


def test_figures_and_forms_cannot_be_waived(root: Path) -> None:
    """An unknown fact is not a matter of judgement."""
    edit(root / ABOUT, LABEL, "[[waive:fact-unknown|no time]][[fact:nothing]][[/waive]]")
    said = json.loads(build(root, "--format", "json").out)
    found = {problem["code"] for problem in said["problems"]}
    assert {"fact-unknown", "waiver-rule"} <= found
