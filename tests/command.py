"""Runs the command as an editor does, in this process, with a store of its own."""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qingyuan import check, cli

PROJECT = Path(__file__).resolve().parent.parent
SMALL = PROJECT / "tests" / "sites" / "small"
EXTREMES = PROJECT / "tests" / "sites" / "extremes"


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Run:
    """`build.py ARGUMENTS`."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main([str(argument) for argument in arguments])
    return Run(code, out.getvalue(), err.getvalue())


def build(root: Path, *arguments: str | Path) -> Run:
    """Builds the site of a root, with one process unless asked for more."""
    more = () if "--jobs" in arguments else ("--jobs", "1")
    return run("build", "--root", root, "--lang", "en", *more, *arguments)


@contextlib.contextmanager
def empty_store(folder: Path) -> Iterator[None]:
    """Builds in here remember nothing of builds before."""
    usual, cli.STORE = cli.STORE, folder
    try:
        yield
    finally:
        cli.STORE = usual


def copy_of(site: Path, to: Path) -> Path:
    """A copy of a site's content, to change at will."""
    shutil.copytree(site / "content", to / "content")
    return to


def of_one_edition(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what is said of the other edition, by a test that edits one for another reason."""
    parity = {kind.code for rule in check.languages.PARITY for kind in rule.KINDS}
    return [p for p in problems if p["code"] not in {"translation-stale", *parity}]


def sums(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of every file of a folder but the publisher's own notes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".qingyuan" not in path.parts
    }


def edit(path: Path, old: str, new: str) -> None:
    """Replaces a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
