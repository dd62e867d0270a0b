"""Each kind of problem is found at its place, and tells an editor in both languages what to do.

`tests/broken/<code>/` is laid over a copy of `tests/sites/small`; its `expected.txt` has a line for
each problem that the whole run reports.  These files in it are instructions, not content:

- `remove.txt`: files and folders that the copy does not have,
- `command.txt`: the command that is run, where it is not `build`,
- `unreadable.txt`: files that can't be opened,
- `with-shipped-templates`: the copy gets templates/ and assets/ of its own first.

Where a sample brings texts of its own but no record of their translation, they count as accepted.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qingyuan import check, cli, markup, publish, render
from qingyuan.model.problem import Kind
from qingyuan.read.problems import KINDS as READ_KINDS
from tests.command import PROJECT, SMALL, run, sums

BROKEN = PROJECT / "tests" / "broken"
FOLDERS = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())
KINDS: tuple[Kind, ...] = (
    *READ_KINDS,
    *markup.KINDS,
    *check.KINDS,
    *render.KINDS,
    *publish.KINDS,
)
INSTRUCTIONS = (
    "command.txt",
    "expected.txt",
    "remove.txt",
    "unreadable.txt",
    "with-shipped-templates",
)
TODAY = "2026-11-23"
HAN = re.compile("[\u4e00-\u9fff]")
PARITY = frozenset(kind.code for rule in check.languages.PARITY for kind in rule.KINDS)
# An editor's folders have such names.
ROOTS = ("site", "我的 网站", "50% & more")


@dataclass(frozen=True)
class Answer:
    """What the command said in its JSON form."""

    code: int
    root: Path
    problems: list[dict[str, Any]]
    published: bool

    @property
    def lines(self) -> list[str]:
        """A line for each problem, as in expected.txt."""
        lines = []
        for problem in self.problems:
            path = problem["path"].replace(str(self.root / "output"), "OUTPUT")
            path = path.replace(str(self.root / "packs"), "PACKS")
            place = f"{path}:{problem['line']}:{problem['column']}" if problem["line"] else path
            lines.append(f"{place}: {problem['severity']}[{problem['code']}]")
        return lines


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for this module: what is the same in all these sites is read once."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(shared_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of a store for each test."""
    monkeypatch.setattr(cli, "STORE", shared_store)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, shared_store: Path) -> Path:
    """The site as it was published before anything was broken."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(SMALL / "content", root / "content")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "STORE", shared_store)
        assert answer(root).lines == []
    return root / "output"


def says_parity(line: str) -> bool:
    """Whether it is about a difference between two editions."""
    return line.rpartition("[")[2].removesuffix("]") in PARITY


def answer(root: Path, command: str = "build") -> Answer:
    done = run(
        command, "--root", root, "--format", "json", "--date", TODAY, "--jobs", "1", "--lang", "en"
    )
    assert done.err == ""
    said = json.loads(done.out)
    return Answer(done.code, root, said["problems"], said["published"])


def named_in(folder: Path, instruction: str) -> list[str]:
    path = folder / instruction
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def lay(folder: Path, root: Path) -> None:
    """Makes the broken site: a copy of the small one, less or more some files."""
    shutil.copytree(SMALL / "content", root / "content")
    if (folder / "with-shipped-templates").exists():
        for name in ("templates", "assets"):
            shutil.copytree(PROJECT / name, root / name)
    for name in named_in(folder, "remove.txt"):
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in INSTRUCTIONS:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, root / name)
    accept_translations(folder, root)


def accept_translations(folder: Path, root: Path) -> None:
    """Accepts what the sample changed; what can't be read stays as it was."""
    texts = {path.parent for path in folder.glob("content/*/*/*.md")}
    for article in texts - {path.parent for path in folder.glob("content/*/*/*.json")}:
        name = article.relative_to(folder / "content").as_posix()
        run("accept", name, "en", "--root", root, "--date", TODAY, "--jobs", "1")


def refuse(names: list[str], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that can't be opened; rights would not stop root, nor Windows."""
    closed = {root / name for name in names}
    usual = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path in closed:
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)


@pytest.mark.parametrize("code", FOLDERS)
def test_a_problem_is_found_at_its_place(
    code: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = BROKEN / code
    root = tmp_path / ROOTS[FOLDERS.index(code) % len(ROOTS)]
    shutil.copytree(published, root / "output")
    lay(folder, root)
    before = sums(root / "output")
    refuse(named_in(folder, "unreadable.txt"), root, monkeypatch)
    found = answer(root, *named_in(folder, "command.txt"))
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    # Samples break one edition: that the other says something else is told only of samples for it.
    told = (
        found.lines if code in PARITY else [line for line in found.lines if not says_parity(line)]
    )
    assert sorted(told) == expected
    assert any(line.endswith(f"[{code}]") for line in found.lines)
    has_error = any(": error[" in line for line in found.lines)
    assert (found.code, found.published) == ((1, False) if has_error else (0, True))
    if has_error:
        assert sums(root / "output") == before
    for problem in found.problems:
        assert_helps(problem)


def assert_helps(problem: dict[str, Any]) -> None:
    """Message and hint say something in both languages, with nothing left to fill in."""
    for part in (problem["message"], problem["hint"]):
        zh, en = part["zh"], part["en"]
        assert zh.strip()
        assert en.strip()
        assert zh != en
        assert HAN.search(zh)
        for text in (zh.replace("{{ }}", ""), en.replace("{{ }}", "")):
            assert "{{" not in text
            assert "}}" not in text
            assert "None" not in text
            assert not re.search(r"\{[a-z_]+_(zh|en)\}", text)


def test_every_kind_has_a_folder_and_every_folder_its_kind() -> None:
    assert sorted(kind.code for kind in KINDS) == FOLDERS


def test_problems_are_the_same_when_only_checked(tmp_path: Path) -> None:
    lay(BROKEN / "field-choice", tmp_path)
    assert answer(tmp_path, "check").lines == answer(tmp_path).lines


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.code))
def test_the_texts_of_a_kind_are_whole(kind: Kind) -> None:
    """Placeholders are the same in both languages, but for those that are a language's own."""
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*|S\d\d(-[a-z]+)*", kind.code)
    for text in (kind.message, kind.hint, kind.why):
        assert HAN.search(text.zh)
        assert text.en.strip()
        assert not re.search("[，。；、（）！？]", text.en), "Chinese punctuation in English"
        assert fields(text.zh, "zh") == fields(text.en, "en")
    assert kind.wrong.strip()
    assert kind.right.strip()
    assert kind.wrong != kind.right


def fields(text: str, language: str) -> set[str]:
    bare = text.replace("{{", "").replace("}}", "")
    return {name.removesuffix(f"_{language}") for name in re.findall(r"\{(\w+)\}", bare)}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folders")
@pytest.mark.parametrize("slug", ["con", "nul", "com1", "lpt9", "aux", "prn"])
def test_a_name_that_windows_reserves_is_refused(slug: str, tmp_path: Path) -> None:
    shutil.copytree(SMALL / "content", tmp_path / "content")
    stories = tmp_path / "content" / "stories"
    shutil.copytree(stories / "school-visit", stories / slug)
    assert answer(tmp_path).lines == [f"content/stories/{slug}: error[slug-form]"]


@pytest.mark.parametrize("name", ["manifest.json", "journal.json"])
@pytest.mark.parametrize("notes", ["", "{", "[]", "null", '{"moves": []}', '"x"'])
def test_damaged_notes_of_the_publisher_are_no_reason_to_stop(
    name: str, notes: str, published: Path, tmp_path: Path
) -> None:
    """A stick pulled out too early: the site is what it was, so there is nothing to tell."""
    shutil.copytree(SMALL / "content", tmp_path / "content")
    shutil.copytree(published, tmp_path / "output")
    (tmp_path / "output/.qingyuan" / name).write_text(notes, encoding="utf-8")
    assert answer(tmp_path).lines == []
    assert sums(tmp_path / "output") == sums(published)
