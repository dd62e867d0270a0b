"""`why`: what a page is made of, and why it was made anew, as an editor would ask."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qingyuan import cli
from tests.command import PROJECT, SMALL, Run, build, copy_of, edit, run

DAY = "2026-11-23"
VISIT = "zh/stories/school-visit.html"


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "STORE", tmp_path_factory.mktemp("store"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(SMALL, tmp_path)
    assert build(root, "--date", DAY).code == 0
    return root


def why(root: Path, asked: str, lang: str = "en") -> Run:
    return run("why", asked, "--root", root, "--date", DAY, "--lang", lang, "--jobs", "1")


def test_it_names_what_a_page_is_made_of(root: Path) -> None:
    told = why(root, VISIT)
    assert told.code == 0
    for part in (
        f"{VISIT} (content/stories/school-visit/zh.md)",
        "template story.html",
        "template base.html",
        "folder content/stories/school-visit",
        "what is on every page",
    ):
        assert part in told.out
    assert "Nothing has changed since" in told.out


def test_a_change_is_told_before_and_after_the_build(root: Path) -> None:
    letter = root / "content/stories/first-letter/zh.md"
    title = next(li for li in letter.read_text("utf-8").split("\n") if li.startswith("title:"))
    edit(letter, title, f"{title}（改）")
    link = "title, summary and date of a link content/stories/first-letter (zh)"
    before = why(root, VISIT).out
    assert f"    {link} *\n" in before
    assert "the next build makes it anew" in before
    assert build(root, "--date", DAY).code == 0
    assert f"It was made anew for: {link}. Nothing has changed since." in why(root, VISIT).out
    assert (
        "文件夹 content/stories/first-letter" in why(root, "zh/stories/first-letter.html", "zh").out
    )
    # A page that shows nothing of it was left as it was.
    assert (
        "The last time it was not made anew. Nothing has changed since."
        in why(root, "en/glossary.html").out
    )


@pytest.mark.parametrize("asked", [f"output/{VISIT}", f"/{VISIT}", f"./{VISIT}"])
def test_a_page_may_be_named_as_it_lies_in_the_output(asked: str, root: Path) -> None:
    assert why(root, asked).out.startswith(VISIT)


def test_a_folder_stands_for_all_pages_that_come_from_it(root: Path) -> None:
    told = why(root, "content/stories/school-visit").out
    pages = [line.split(" ")[0] for line in told.split("\n") if line and line[0] != " "]
    assert {VISIT, VISIT.replace("zh/", "en/")} <= set(pages)


def test_a_page_that_is_not_there_is_not_guessed(root: Path) -> None:
    told = why(root, "zh/stories/school-visti.html", "zh")
    assert told.code == 2
    assert f"是不是“{VISIT}”" in told.err


def test_errors_come_first(root: Path) -> None:
    edit(root / "content/stories/school-visit/zh.md", "---\n", "--\n")
    told = why(root, VISIT)
    assert (told.code, "mend the errors" in told.err) == (2, True)


def test_the_day_of_one_story_is_not_that_of_another(root: Path) -> None:
    """A story whose review is overdue is of another day than the others: nothing has changed."""
    edit(root / "content/stories/first-letter/story.yaml", "2027-11-01", "2026-01-01")
    assert build(root, "--date", DAY).code == 0
    for page in (VISIT, "zh/stories/first-letter.html"):
        assert "Nothing has changed since." in why(root, page).out


@pytest.mark.parametrize("mark", ["</article>", "{{ article.title }} </article>"])
def test_a_template_is_the_reason_be_it_a_text_or_a_value_that_is_another(
    root: Path, mark: str
) -> None:
    shutil.copytree(PROJECT / "templates", root / "templates")
    assert build(root, "--date", DAY).code == 0
    edit(root / "templates/story.html", "</article>", f"<!-- new -->{mark}")
    assert "template story.html *" in why(root, VISIT).out
    built = build(root, "--date", DAY)
    assert built.code == 0
    assert "It was made anew for: template story.html." in why(root, VISIT).out
    page = (root / "output" / VISIT).read_text("utf-8")
    assert page.count("<!-- new -->") == 1
    # A page that another template makes was left as it was.
    assert "not made anew" in why(root, "zh/glossary.html").out
    edit(root / "templates/story.html", "<!-- new -->", "")
    assert build(root, "--date", DAY).code == 0
    assert "<!-- new -->" not in (root / "output" / VISIT).read_text("utf-8")
