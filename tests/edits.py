"""What editors and designers do to a site, at random; and a build that is cut off."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qingyuan.model import stamp
from tests.command import PROJECT


@contextmanager
def soon_settled() -> Iterator[Callable[[], None]]:
    """Files are known by their stat right after they were written; what it yields waits for that.

    Nobody saves twice within that time here.
    """
    usual, stamp._SETTLED = stamp._SETTLED, 20_000_000
    try:
        yield lambda: time.sleep(0.03)
    finally:
        stamp._SETTLED = usual


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


def copies(root: Path) -> list[Path]:
    """Stories that an edit made: they may be spoilt, nothing links to them."""
    return sorted((root / "content/stories").glob("copy-*"))


def story(root: Path, number: int) -> Path:
    return sorted((root / "content/stories").iterdir())[number % 5]


def new_story(root: Path, number: int) -> None:
    target = root / f"content/stories/copy-{number}"
    if not target.exists():
        shutil.copytree(story(root, number), target)


def remove_story(root: Path, number: int) -> None:
    for path in copies(root)[: number % 2 + 1]:
        shutil.rmtree(path)


def rename_story(root: Path, number: int) -> None:
    target = root / f"content/stories/moved-{number}"
    for path in copies(root)[:1]:
        if not target.exists():
            path.rename(target)


def make_draft(root: Path, number: int) -> None:
    for path in copies(root)[: number % 2 + 1]:
        settings_file = path / "story.yaml"
        if "draft:" not in settings_file.read_text(encoding="utf-8"):
            append(settings_file, "draft: yes\n")


def remove_translation(root: Path, number: int) -> None:
    for path in copies(root)[: number % 2 + 1]:
        (path / "en.md").unlink(missing_ok=True)


def add_picture(root: Path, number: int) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" id="r{number}"/>'
    (story(root, number) / "ridge.svg").write_text(picture, encoding="utf-8")
    append(story(root, number) / "zh.md", "\n\n![山脊](ridge.svg)\n")


# Templates that end in a text: one that stands in a page, and one that is made once for all.
PARTS = ("parts/footer.html", "parts/hotlines.html")
# Texts that stand in a page as they stand here, or in a macro, or in a part that is made once.
TEXTS = (
    ("base.html", "<main "),
    ("story.html", "</article>"),
    ("parts/article.html", "<h1 "),
    ("parts/menu.html", "<nav "),
    ("parts/footer.html", "<footer "),
)

# What editors and designers do, each valid in itself.
EDITS: dict[str, Callable[[Path, int], None]] = {
    "body": lambda r, n: append(story(r, n) / "zh.md", f"\n\n又写了第{n}段。\n"),
    "title": lambda r, n: replace_line(story(r, n) / "zh.md", "title:", f"title: 标题{n}"),
    "new story": new_story,
    "remove story": remove_story,
    "rename story": rename_story,
    "draft": make_draft,
    "translation gone": remove_translation,
    "picture": add_picture,
    "fact": lambda r, n: replace_line(
        r / "content/facts/prevention.yaml", "    value: ", f"    value: {4_000_000 + n}"
    ),
    "glossary": lambda r, n: replace_line(
        r / "content/glossary.yaml", "    zh: ", f"    zh: 词{n}"
    ),
    "word": lambda r, n: replace_line(
        r / "templates/strings.yaml", "menu-facts:", f"menu-facts: {{zh: 数{n}, en: F}}"
    ),
    "help": lambda r, n: replace_line(
        r / "content/help.yaml", "    verified:", f"    verified: 2026-11-{n + 1:02}"
    ),
    "template": lambda r, n: append(r / "templates" / PARTS[n % len(PARTS)], f"<!-- {n} -->\n"),
    "template's text": lambda r, n: put_before(
        r / "templates" / TEXTS[n % len(TEXTS)][0],
        TEXTS[n % len(TEXTS)][1],
        f'<i id="i{n}">中</i>\n',
    ),
    "template's value": lambda r, n: put_before(
        r / "templates/story.html", "</article>", f"{{{{ article.title }}}} {n}\n"
    ),
    "settings": lambda r, n: replace_line(
        r / "content/site.yaml", "address:", f"address: https://example.org/{n}", add=True
    ),
}


def replace_line(path: Path, start: str, line: str, *, add: bool = False) -> None:
    """Replaces the first line that begins so; with `add` a file without one gets the line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    hits = [index for index, text in enumerate(lines) if text.startswith(start)]
    if hits:
        lines[hits[0]] = line
    elif add:
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def put_before(path: Path, mark: str, text: str) -> None:
    """Puts a text before the first place of another."""
    before = path.read_text(encoding="utf-8")
    assert mark in before, (path, mark)
    path.write_text(before.replace(mark, text + mark, 1), encoding="utf-8", newline="\n")


def cut_off(root: Path, number: int) -> None:
    """A build that somebody kills after a while."""
    code = "import sys; from qingyuan import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--root", str(root), "--quiet", "--jobs", "2"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as build:
        time.sleep(0.3 + number * 0.15)
        build.kill()
