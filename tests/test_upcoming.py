"""What `check` says of the days to come: what is published, taken off, or falls due, and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qingyuan import cli
from tests.command import SMALL, copy_of, edit, run

TODAY = "2026-11-23"


@pytest.fixture(scope="module", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "STORE", tmp_path_factory.mktemp("store"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site on which something of every sort comes up."""
    root = copy_of(SMALL, tmp_path)
    content = root / "content"
    visit = content / "stories/school-visit/story.yaml"
    text = visit.read_text(encoding="utf-8")
    visit.write_text(f"{text}publish: 2026-12-24\nexpire: 2027-01-10\n", encoding="utf-8")
    letter = content / "stories/first-letter/story.yaml"
    edit(letter, "review-by: 2027-11-01", "review-by: 2026-11-23")
    for name in ("zh", "en"):  # nothing may link to what is not public
        edition = content / f"stories/first-letter/{name}.md"
        edited = edition.read_text(encoding="utf-8").replace("[[story:school-visit#talk]]", "…")
        edition.write_text(edited, encoding="utf-8")
    edit(content / "facts/seizures.yaml", "    key: yes\n", "    review-by: 2027-02-21\n")
    edit(
        letter,
        "content-note:",
        "waive:\n  - {rule: S07, reason: 引用原文, until: 2026-12-01}\ncontent-note:",
    )
    return root


def found(root: Path, day: str = TODAY, command: str = "check") -> list[dict[str, Any]]:
    done = run(command, "--root", root, "--format", "json", "--date", day, "--jobs", "1")
    said: list[dict[str, Any]] = json.loads(done.out)["upcoming"]
    return said


def listed(root: Path, day: str = TODAY) -> list[str]:
    return [f"{entry['day']} {entry['what']} {entry['name']}" for entry in found(root, day)]


def test_every_sort_of_day_is_listed_in_its_order(root: Path) -> None:
    assert [entry for entry in listed(root) if "contact" not in entry] == [
        "2026-11-23 review first-letter",
        "2026-12-01 waiver first-letter S07",
        "2026-12-24 publish school-visit",
        "2027-01-10 expire school-visit",
        "2027-02-21 figure all-2022",
    ]


def test_each_says_where_it_stands(root: Path) -> None:
    places = {entry["what"]: (entry["path"], entry["line"]) for entry in found(root)}
    lines = (root / "content/facts/seizures.yaml").read_text(encoding="utf-8").split("\n")
    assert places["figure"] == ("content/facts/seizures.yaml", lines.index("  all-2022:") + 1)
    assert places["publish"][0] == "content/stories/school-visit/story.yaml"
    assert all(line > 0 for _, line in places.values())


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        # 90 days ahead, and no more.
        ("2026-11-22", "expire school-visit", "figure all-2022"),
        # On its day a story is there. A review is due until its day is over.
        ("2026-12-24", "expire school-visit", "publish school-visit"),
        ("2027-01-10", "figure all-2022", "expire school-visit"),
        ("2027-02-21", "figure all-2022", "review first-letter"),
        ("2027-02-22", "", "figure all-2022"),
    ],
)
def test_what_is_past_or_far_off_is_not_listed(day: str, there: str, gone: str, root: Path) -> None:
    said = [entry.partition(" ")[2] for entry in listed(root, day)]
    assert gone not in said
    assert not there or there in said


def test_contacts_are_due_180_days_after_somebody_verified_them(root: Path) -> None:
    help_file = root / "content/help.yaml"
    assert "verified: 2026-11-02" in help_file.read_text(encoding="utf-8")
    contacts = [entry for entry in found(root, "2027-05-01") if entry["what"] == "contact"]
    assert {entry["day"] for entry in contacts} == {"2027-05-01"}
    assert [e for e in found(root, "2027-05-02") if e["what"] == "contact"] == []


def test_a_draft_has_no_day_on_which_it_is_published(root: Path) -> None:
    visit = root / "content/stories/school-visit/story.yaml"
    visit.write_text(visit.read_text(encoding="utf-8") + "draft: yes\n", encoding="utf-8")
    assert not [entry for entry in listed(root) if "school-visit" in entry]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "  2026-12-24  school-visit: is published on this day  content/stories/"),
        ("zh", "  2026-12-24  school-visit: 这一天发布  content/stories/"),
    ],
)
def test_check_prints_them_and_build_does_not(language: str, line: str, root: Path) -> None:
    options = ("--root", root, "--date", TODAY, "--lang", language, "--jobs", "1")
    assert line in run("check", *options).out
    # Also where nothing had to be done again.
    assert line in run("check", *options).out
    assert "2026-12-24" not in run("build", *options).out


def test_a_long_list_is_cut_and_counted(root: Path) -> None:
    facts = root / "content/facts/seizures.yaml"
    rows = "".join(
        f"  more-{n}:\n    label: {{zh: 第{n}种, en: sort {n}}}\n    value: {n}\n"
        "    review-by: 2026-12-31\n"
        for n in range(30)
    )
    facts.write_text(facts.read_text(encoding="utf-8") + rows, encoding="utf-8")
    done = run("check", "--root", root, "--date", TODAY, "--lang", "en", "--jobs", "1")
    assert done.out.count("figure to be checked by this day") < 20
    assert "more: --format json lists all" in done.out
    assert len(found(root)) > 30
