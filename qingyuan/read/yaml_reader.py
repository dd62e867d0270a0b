"""YAML text to nodes, by PyYAML or as it was read before."""

from __future__ import annotations

from qingyuan.model.kept import Kept
from qingyuan.model.problem import Problem
from qingyuan.read.yaml_nodes import Node

# The last documents, by path, text and first line: after most edits the fields of a text are the
# same, and PyYAML takes eleven milliseconds to load.
DOCUMENTS = Kept[tuple[str, str, int]](64)


def parse(path: str, text: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The document's root node, and the problems; None where there is no readable document."""

    def compose() -> tuple[Node | None, tuple[Problem, ...]]:
        from qingyuan.read.yaml_composer import composed  # noqa: PLC0415 - see DOCUMENTS

        return composed(path, text, first_line)

    node, problems = DOCUMENTS.answer((path, text, first_line), compose)
    return node, [*problems]
