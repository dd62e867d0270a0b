"""A story that breaks every rule on content: one problem each, at its place, in both languages."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from qingyuan.check import MANUALS
from tests.command import PROJECT, SMALL, run

TODAY = "2026-11-23"
STORY = "content/stories/everything"
# What is found where; a line of the story's own has one sentence, and one thing wrong with it.
FOUND = {
    f"{STORY}/zh.md": {
        "S05": 2,
        "S07-title": 2,
        "S01": 8,
        "S02": 10,
        "S03": 12,
        "S04-density": 14,
        "S06": 16,
        "S08-id": 18,
        "S14": 20,
        "S11-alt": 22,
        "S15-punctuation": 24,
        "S16": 24,
    },
    f"{STORY}/en.md": {
        "S05": 2,
        "S07-title": 2,
        "S01": 8,
        "S02": 10,
        "S03": 12,
        "S04-density": 14,
        "S06": 16,
        "S08-id": 18,
        "S14": 20,
        "S11-alt": 22,
        "S15-long": 24,
    },
    f"{STORY}/story.yaml": {"S09-consent": 1, "S09-name": 7, "S12-primary": 1, "S13-note": 1},
    "content/help.yaml": {"S10-overdue": 10},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a story, and contacts, that go against every rule."""
    site = tmp_path_factory.mktemp("unsafe")
    for content in (SMALL, PROJECT / "tests/sites/unsafe"):
        shutil.copytree(content / "content", site / "content", dirs_exist_ok=True)
    return site


def test_each_rule_speaks_once_at_its_place(root: Path) -> None:
    done = run("check", "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1")
    found: dict[str, dict[str, int]] = {}
    for problem in json.loads(done.out)["problems"]:
        if re.match(r"S\d\d", problem["code"]):
            found.setdefault(problem["path"], {})[problem["code"]] = problem["line"]
            assert problem["hint"]["zh"].strip()
            assert problem["hint"]["en"].strip()
    assert found == FOUND
    assert done.code == 1, "what an editor sees is that nothing is published"


def test_every_rule_is_broken() -> None:
    broken = {code.split("-")[0] for codes in FOUND.values() for code in codes}
    assert broken == {manual.code for manual in MANUALS}
    assert len(broken) == 16


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_explains_itself(lang: str) -> None:
    for manual in MANUALS:
        told = run("explain", manual.code.lower(), "--lang", lang)
        assert told.code == 0
        assert manual.title[lang] in told.out
        for part in {
            "zh": ("为什么", "依据", "错", "对"),
            "en": ("Why", "Source", "Wrong", "Right"),
        }[lang]:
            assert part in told.out, manual.code
