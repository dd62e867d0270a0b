"""What the documentation says is true of the code."""

from __future__ import annotations

import re

import pytest

from qingyuan import arguments
from tests.command import PROJECT
from tests.problem_pages import FOLDER, RULES, pages, rule_pages


def test_every_problem_has_its_page_and_every_page_its_problem() -> None:
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert on_disk == pages(), "run: python -m tests.problem_pages"


def test_every_rule_has_its_manual_page() -> None:
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in RULES.glob("*.md")}
    assert on_disk == rule_pages(), "run: python -m tests.problem_pages"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_names_every_command_and_option(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    for word in (*arguments.COMMANDS, *arguments.OPTIONS):
        assert word in text, f"{name} does not tell about {word}"
    assert "python3 build.py" in text
    assert "python3 build.py test" in text


def test_every_link_between_documents_leads_to_a_file() -> None:
    documents = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    for document in documents:
        text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"`[^`]*`", "", text)
        for target in re.findall(r"(?<!\\)\]\(([^)#\s]+)", text) + re.findall(
            r'src="([^"]+)"', text
        ):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document}: {target}"


def test_the_architecture_page_has_every_room_of_the_engine() -> None:
    text = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    for room in sorted((PROJECT / "qingyuan").iterdir()):
        if room.name not in {"__init__.py", "__pycache__"}:
            assert room.name.removesuffix(".py") in text, room.name
