"""What is wrong, as it goes to a browser: JSON of problems with the lines that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qingyuan.model.problem import Bilingual, Problem, Severity
from qingyuan.read.excerpts import excerpt
from qingyuan.serve.builder import Made, State

# Problems that are shown with all that there is to say of them; nobody mends more at a time.
_MOST = 30
# Folders in which every article has one of its own, with all that its page is made from.
_ARTICLES = ("content/stories/", "content/pages/")


def told(state: State, made: Made | None, *, local: bool) -> dict[str, Any]:
    """The message on a state, for those who look at a file of the site.

    All errors, the warnings in the files that this one is made from, and how many there are.
    `local` is whether it goes to this machine: no other is shown lines and paths of its files.
    """
    own = made.problems if made else ()
    problems = [*own, *(p for p in state.view.report.problems if p not in own)]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    page = made.page if made else None
    near = [p for p in problems if p not in errors and page and _is_near(p, page.origin)]
    counts = Counter(problem.severity for problem in problems)
    return {
        "command": "problems",
        "counts": {severity.value: counts[severity] for severity in Severity},
        "errors": _all(errors, state, local=local),
        "warnings": _all(near, state, local=local),
        "crash": state.crash,
    }


def _all(problems: Iterable[Problem], state: State, *, local: bool) -> list[dict[str, Any]]:
    return [_one(problem, state, local=local) for problem in list(problems)[:_MOST]]


def _is_near(problem: Problem, origin: str) -> bool:
    path = problem.location.path
    if origin.startswith(_ARTICLES):
        return path.startswith(origin.rpartition("/")[0] + "/")
    return path == origin


def _one(problem: Problem, state: State, *, local: bool) -> dict[str, Any]:
    at = problem.location
    said: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": str(at),
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "message": _both(problem.message),
        "hint": _both(problem.hint),
    }
    if local:
        root = _root(state, at.path)
        file = root / at.path
        said |= {
            "lines": [
                {"number": line.number, "text": line.text, "spot": line.spot}
                for line in excerpt(root, at)
            ],
            "file": str(file),
            "open": in_editor(file, at.line, at.column),
        }
    return said


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _root(state: State, path: str) -> Path:
    """The folder that a location's path starts from: what the root lacks is the shipped one's."""
    root, shipped = state.project.root, state.project.shipped
    return root if (root / path).exists() or not (shipped / path).exists() else shipped


def in_editor(file: Path, line: int, column: int) -> str:
    """The address that opens a file in VS Code (its documentation: Opening VS Code with URLs)."""
    path = quote(file.as_posix().lstrip("/"), safe="/:")
    place = f":{line}:{max(column, 1)}" if line else ""
    return f"vscode://file/{path}{place}"
