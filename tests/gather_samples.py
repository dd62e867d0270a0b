"""Gathers Markdown that others wrote to test their converters, for tests/test_fast_markdown.py.

`python -m tests.gather_samples markdown-3.11.3.tar.gz commonmark-spec-0.31.2.tgz` reads the source
distribution of Python-Markdown (`pip download --no-binary :all: --no-deps markdown==3.11.3`) and
the npm package of the CommonMark specification (`npm pack commonmark-spec@0.31.2`), and writes what
is in them to tests/markdown_samples/, beside their licences.  Wanted when the lock moves on.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

FOLDER = Path(__file__).parent / "markdown_samples"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.$", re.MULTILINE | re.DOTALL)


def members(archive: Path) -> Iterator[tuple[str, str]]:
    """Path in the archive, without its first folder, and text of every file."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar, key=lambda m: m.name):
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None and member.name.endswith((".txt", ".py", ".md", "LICENSE")):
                text = content.read().decode("utf-8", "replace")
                yield member.name.partition("/")[2], text


def rendered(module: str) -> Iterator[str]:
    """First arguments of `self.assertMarkdownRenders(…)`, plain or in `self.dedent(…)`."""
    for node in ast.walk(ast.parse(module)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr != "assertMarkdownRenders" or not node.args:
            continue
        first = node.args[0]
        is_indented = isinstance(first, ast.Call) and len(first.args) == 1
        value = first.args[0] if isinstance(first, ast.Call) and is_indented else first
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield dedent(value.value).strip() if is_indented else value.value


def write(name: str, samples: list[str]) -> None:
    """One sample a line, so that a new version shows what it changes."""
    lines = ",\n".join(json.dumps(sample, ensure_ascii=True) for sample in samples)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main(markdown: Path, commonmark: Path) -> None:
    """Writes both files of samples."""
    samples = []
    for name, text in members(markdown):
        if name.startswith("tests/") and name.endswith(".txt"):
            samples.append(text)
        elif name.startswith("tests/test_") and name.endswith(".py"):
            samples += rendered(text)
        elif name == "LICENSE.md":
            (FOLDER / "python-markdown.LICENSE.md").write_text(text, encoding="utf-8")
    write("python-markdown.json", list(dict.fromkeys(samples)))
    for name, text in members(commonmark):
        if name == "spec.txt":
            examples = _EXAMPLE.findall(text)
            write("commonmark.json", [example.replace("→", "\t") for example in examples])
        elif name == "LICENSE":
            (FOLDER / "commonmark.LICENSE.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
