"""The JSON Schemas for editors' programs: up to date, true of the content, and of some use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from qingyuan.read.yaml_nodes import Node, Scalar, Sequence
from qingyuan.read.yaml_reader import parse
from tests.command import PROJECT
from tests.json_schemas import FOLDER, SETTINGS, files

MAPPING: dict[str, str] = json.loads(SETTINGS.read_text(encoding="utf-8"))["yaml.schemas"]
CONTENT = [
    path.relative_to(PROJECT).as_posix() for path in sorted((PROJECT / "content").rglob("*.yaml"))
]


def as_editors_programs_read(node: Node) -> Any:
    """YAML 1.2's core schema, which is what VS Code's extension goes by."""
    if isinstance(node, Sequence):
        return [as_editors_programs_read(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {key.text: as_editors_programs_read(value) for key, value in node.entries}
    if node.plain and node.text in {"true", "false"}:
        return node.text == "true"
    if node.plain and re.fullmatch(r"[-+]?\d+", node.text):
        return int(node.text)
    if node.plain and re.fullmatch(r"[-+]?\d*\.\d+", node.text):
        return float(node.text)
    return node.text


def complaints(file: str, text: str) -> list[str]:
    """What the schema of a file says about a text, each as path: message."""
    schema = next(name for name, pattern in MAPPING.items() if Path(file).match(pattern))
    validator = Draft202012Validator(json.loads((PROJECT / schema).read_text(encoding="utf-8")))
    node, problems = parse(file, text)
    assert node is not None, problems
    value = as_editors_programs_read(node)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def test_the_schemas_are_those_of_the_code() -> None:
    on_disk = {p: p.read_text(encoding="utf-8") for p in [*FOLDER.glob("*.json"), SETTINGS]}
    assert on_disk == files(), "run: python -m tests.json_schemas"


@pytest.mark.parametrize("name", sorted(MAPPING))
def test_every_schema_is_one(name: str) -> None:
    schema = json.loads((PROJECT / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("file", CONTENT)
def test_the_content_follows_its_schema(file: str) -> None:
    assert complaints(file, (PROJECT / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("content/facts/checkpoints.yaml", "value: 13", "value: 1,3", "value"),
        ("content/facts/checkpoints.yaml", "value: 13", "vaule: 13", "vaule"),
        ("content/facts/checkpoints.yaml", "unit: suspect", "unit: Suspect", "unit"),
        ("content/facts/checkpoints.yaml", "2022/publication", "2022年", "period"),
        ("content/facts/checkpoints.yaml", "key: true", "key: maybe", "key"),
        ("content/facts/enforcement.yaml", "more-than", "morethan", "qualifier"),
        ("content/facts/ludian-prevention.yaml", "not-usable", "unusable", "status"),
        ("content/stories/ludian/story.yaml", "kind: case-study", "kind: case", "kind"),
        ("content/stories/ludian/story.yaml", "date: 2022-10-21", "date: 2022.10.21", "date"),
        ("content/units.yaml", "factor: 1000\n", "factor: 一千\n", "factor"),
        ("content/help.yaml", "verified:", "verifed:", "verifed"),
        ("content/sources.yaml", "paragraphs:", "paragraph:", "paragraphs"),
    ],
)
def test_a_slip_is_marked_while_it_is_typed(file: str, old: str, new: str, where: str) -> None:
    text = (PROJECT / file).read_text(encoding="utf-8")
    assert old in text
    found = complaints(file, text.replace(old, new, 1))
    assert any(where in complaint for complaint in found), found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_every_field_is_explained_in_both_languages(path: Path) -> None:
    def explanations(schema: Any) -> list[str]:
        if not isinstance(schema, dict):
            return []
        own = [field["description"] for field in schema.get("properties", {}).values()]
        return own + [text for value in schema.values() for text in explanations(value)]

    schema = json.loads(path.read_text(encoding="utf-8"))
    del schema["$defs"]
    for text in explanations(schema):
        assert re.search("[\u4e00-\u9fff].*\n.*[A-Za-z]", text), text
