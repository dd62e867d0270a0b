"""`build.py new`: what it makes is valid at once, and can't be published before it is written."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from qingyuan import cli
from tests.command import PROJECT, SMALL, Run, copy_of, edit, run, sums

TODAY = "2026-11-23"
# Kind and name, and the files that are made or added to.
EVERY = (
    ("story", "visit-2", {"stories/visit-2/" + name for name in ("story.yaml", "zh.md", "en.md")}),
    ("page", "rules", {"pages/rules/" + name for name in ("page.yaml", "zh.md", "en.md")}),
    ("fact", "leaflets-2023", {"facts/seizures.yaml"}),
    ("fact", "outreach/leaflets-2023", {"facts/outreach.yaml"}),
    ("school", "sample-1", {"schools/sample-1.yaml"}),
    ("term", "relapse", {"glossary.yaml"}),
)


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "STORE", tmp_path_factory.mktemp("store"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(SMALL, tmp_path / "我的 网站")


def new(root: Path, *words: str) -> Run:
    return run("new", *words, "--root", root, "--lang", "en", "--date", TODAY, "--jobs", "1")


def check(root: Path) -> list[dict[str, Any]]:
    done = run(
        "check", "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1", "--lang", "en"
    )
    problems: list[dict[str, Any]] = json.loads(done.out)["problems"]
    return problems


def content(root: Path) -> dict[str, str]:
    return sums(root / "content")


@pytest.mark.parametrize(
    ("kind", "name", "files"), EVERY, ids=lambda value: value if isinstance(value, str) else ""
)
def test_it_is_valid_at_once(kind: str, name: str, files: set[str], root: Path) -> None:
    """No error, no warning, no note; and no page is there that was not there before."""
    before, built = content(root), run("build", "--root", root, "--date", TODAY, "--jobs", "1")
    pages = sums(root / "output")
    made = new(root, kind, name)
    assert (built.code, made.code) == (0, 0)
    after = content(root)
    assert {path for path in after if before.get(path) != after[path]} == files
    assert check(root) == []
    assert run("build", "--root", root, "--date", TODAY, "--jobs", "1").code == 0
    assert sums(root / "output") == pages


@pytest.mark.parametrize(
    ("kind", "name", "files"), EVERY, ids=lambda value: value if isinstance(value, str) else ""
)
def test_it_is_not_published_before_it_is_written(
    kind: str, name: str, files: set[str], root: Path
) -> None:
    """Whoever takes `draft: yes` away too early is told of every place."""
    assert new(root, kind, name).code == 0
    for file in files:
        path = root / "content" / file
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^ *draft: yes\n", "", text), encoding="utf-8")
    codes = {problem["code"] for problem in check(root) if problem["severity"] == "error"}
    expected = {"field-empty"} if kind == "fact" else {"text-unwritten"}
    if kind == "story":
        expected = {"field-missing"}
        sources = "sources:\n  - {source: town-page, paragraphs: [A1]}\n"
        story = root / "content/stories" / name / "story.yaml"
        story.write_text(story.read_text(encoding="utf-8") + sources, encoding="utf-8")
        unwritten = [p for p in check(root) if p["code"] == "text-unwritten"]
        # Title, summary, opening, heading, text; in both languages.
        assert len(unwritten) == 10
    assert expected <= codes


def test_what_a_file_has_is_kept_to_the_byte(root: Path) -> None:
    """Remarks, line ends of Windows, a mark at the start and no line end at the close."""
    path = root / "content/glossary.yaml"
    text = "# 词条\n" + path.read_text(encoding="utf-8").rstrip("\n")
    before = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    path.write_bytes(before)
    assert new(root, "term", "relapse").code == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert {problem["code"] for problem in check(root)} == {"encoding-bom"}


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("story", "first-letter", "content/stories/first-letter/"),
        ("page", "about", "content/pages/about/"),
        ("page", "stories", "about-us"),
        ("page", "search", "about-us"),
        ("fact", "leaflets-2022", "content/facts/seizures.yaml"),
        ("term", "recovery", "content/glossary.yaml"),
        ("story", "My Story", "my-story"),
        ("story", "清源", "name-1"),
        ("story", "con", "con-1"),
        ("story", "../out", "out"),
        ("fact", "a/b/c", "a-b"),
        ("stroy", "visit", "story"),
    ],
)
def test_nothing_is_overwritten_and_every_refusal_says_what_to_type(
    kind: str, name: str, told: str, root: Path
) -> None:
    before = content(root)
    for language in ("zh", "en"):
        done = run("new", kind, name, "--root", root, "--lang", language, "--date", TODAY)
        assert done.code == cli.WRONG_USAGE
        assert told in done.err
    assert content(root) == before


def test_what_the_program_could_not_read_is_not_overwritten_either(root: Path) -> None:
    folder = root / "content/stories/begun"
    folder.mkdir()
    (folder / "README.txt").write_text("笔记", encoding="utf-8")
    school = root / "content/schools/sample-1.yaml"
    school.parent.mkdir()
    school.write_bytes("name: 样例".encode("gbk"))
    before = content(root)
    assert new(root, "story", "begun").code == cli.WRONG_USAGE
    assert new(root, "school", "sample-1").code == cli.WRONG_USAGE
    assert content(root) == before


def test_a_file_that_can_not_be_added_to_is_left_alone(root: Path) -> None:
    facts = root / "content/facts/seizures.yaml"
    edit(facts, "facts:\n", "facts: {}\n# facts:\n")
    facts.write_text(facts.read_text(encoding="utf-8").split("# facts")[0], encoding="utf-8")
    before = content(root)
    done = new(root, "fact", "seizures/more-2023")
    assert done.code == cli.WRONG_USAGE
    assert "by hand" in done.err
    assert content(root) == before


def test_a_fact_is_not_asked_for_what_its_file_gives(root: Path) -> None:
    assert new(root, "fact", "leaflets-2023", "--title", "发出的资料").code == 0
    added = (
        (root / "content/facts/seizures.yaml")
        .read_text(encoding="utf-8")
        .partition("  leaflets-2023:")[2]
    )
    assert "zh: 发出的资料" in added
    assert "value:" in added
    assert not re.search(r"(?m)^ *(unit|place|period|source|paragraph):", added)


def test_a_finished_fact_is_cited_and_an_unfinished_one_is_not(root: Path) -> None:
    assert new(root, "fact", "visits-2023").code == 0
    edit(root / "content/stories/school-visit/zh.md", "全镇发出", "[[fact:visits-2023]]，全镇发出")
    edit(root / "content/stories/school-visit/en.md", "[[fact:", "[[fact:visits-2023]], [[fact:")
    codes = [problem["code"] for problem in check(root) if problem["severity"] == "error"]
    assert set(codes) == {"draft-used"}
    facts = root / "content/facts/seizures.yaml"
    text = facts.read_text(encoding="utf-8")
    text = text.replace("    draft: yes\n", "").replace("    value:\n", "    value: 3\n")
    text = re.sub("〔待写[^〕]*〕", "到学校的次数", text)
    text = re.sub("〔Write[^〕]*〕", "visits to schools", text)
    facts.write_text(text, encoding="utf-8")
    assert [p["code"] for p in check(root) if p["severity"] == "error"] == []


def test_a_school_with_a_name_is_no_draft(root: Path) -> None:
    site = root / "content/site.yaml"
    edit(site, "  en: {tag: en, name: English, locale: en_GB}\n", "")
    assert new(root, "school", "sample-1", "--title", "样例一中").code == 0
    text = (root / "content/schools/sample-1.yaml").read_text(encoding="utf-8")
    assert "zh: 样例一中" in text
    assert "draft" not in text


@pytest.mark.parametrize(
    "title",
    ["A letter: home", "#1 [draft]", "yes", '“引号”与"直引号"', "C:\\new", "- 一", "2022", "{a}"],
)
def test_any_title_is_written_so_that_it_can_be_read(title: str, root: Path) -> None:
    assert new(root, "story", "visit-2", "--title", title).code == 0
    assert [problem for problem in check(root) if problem["code"].startswith("yaml")] == []
    built = run("new", "story", "visit-2", "--root", root, "--lang", "en")
    assert built.code == cli.WRONG_USAGE


def test_a_third_language_gets_its_files_too(root: Path) -> None:
    edit(
        root / "content/site.yaml",
        "languages:\n",
        "languages:\n  fr: {tag: fr, name: Français, locale: fr_FR}\n",
    )
    assert new(root, "story", "visit-2").code == 0
    assert (root / "content/stories/visit-2/fr.md").exists()


def test_the_other_language_is_not_compared_while_one_is_still_to_be_written(root: Path) -> None:
    """The original is written first, with numbers; nothing is called wrong in the other yet."""
    assert new(root, "story", "visit-2").code == 0
    zh = root / "content/stories/visit-2/zh.md"
    text = re.sub(
        "〔待写[^〕]*〕", "志愿者在2022年10月21日来到学校。", zh.read_text(encoding="utf-8")
    )
    zh.write_text(text, encoding="utf-8")
    assert check(root) == []
    refused = run("accept", "visit-2", "en", "--root", root, "--lang", "en")
    assert refused.code == cli.WRONG_USAGE
    assert "content/stories/visit-2/en.md" in refused.err


class _Screen(io.StringIO):
    """What is printed on a terminal, or typed there."""

    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, root: Path, kind: str, *lines: str) -> Run:
    answers = iter(lines)

    def answer(_prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(sys, "stdin", _Screen())
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("tests.command.io.StringIO", _Screen)
    return run("new", kind, "visit-2", "--root", root, "--lang", "zh", "--date", TODAY)


def test_on_a_terminal_it_asks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number or by name; nothing is the usual answer; what is no answer is asked again."""
    shutil.rmtree(root / "content")
    shutil.copytree(PROJECT / "content", root / "content")
    answers = ("1", "一封信", "A letter", "9", "recovery", "", "3")
    done = typed(monkeypatch, root, "story", *answers)
    assert done.code == 0, done.err
    story = (root / "content/stories/visit-2/story.yaml").read_text(encoding="utf-8")
    for line in (
        "kind: testimony",
        "topics: [recovery]",
        "place: zhaotong",
        "audience: [parents]",
        f"date: {TODAY}",
    ):
        assert f"\n{line}\n" in story
    assert "title: A letter" in (root / "content/stories/visit-2/en.md").read_text("utf-8")
    assert [p for p in check(root) if "visit-2" in p["path"]] == []


def test_ctrl_c_leaves_nothing_half_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(root)
    done = typed(monkeypatch, root, "story", "report", "走进学校")
    assert done.code == cli.INTERRUPTED
    assert content(root) == before


def test_a_write_that_fails_leaves_nothing_half_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full stick: the second file can't be written."""
    before = content(root)
    usual, written = Path.write_text, [0]

    def full(self: Path, *arguments: Any, **options: Any) -> int:
        written[0] += 1
        if written[0] == 2:
            raise OSError(28, "No space left on device")
        return usual(self, *arguments, **options)

    monkeypatch.setattr(Path, "write_text", full)
    assert new(root, "story", "visit-2").code == cli.BLOCKED
    assert content(root) == before
