"""The same made-up stories for us and for others, each with the server for its editors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import sites

PROJECT = Path(__file__).resolve().parent.parent
PARAGRAPH, TITLE, STYLES = "a paragraph", "a title", "the style sheet"


@dataclass(frozen=True)
class Edit:
    """A file that is saved again and again, with another marker between the same texts."""

    path: Path
    before: str
    after: str

    def save(self, marker: str) -> None:
        """As an editor that writes plainly: opens the file, writes it, closes it."""
        with self.path.open("w", encoding="utf-8", newline="") as file:
            file.write(f"{self.before}{marker}{self.after}")


@dataclass(frozen=True)
class Server:
    """What is measured: how it is started on a port, the page that is open, what is edited.

    `emptied` is what it keeps of runs before.
    """

    name: str
    folder: Path
    command: Callable[[int], list[str]]
    page: str
    edits: Mapping[str, Edit]
    emptied: tuple[Path, ...] = ()


def qingyuan(made: Path, root: Path, middle: int) -> Server:
    """Ours, with style sheets of its own to edit."""
    site = sites.qingyuan(made, root, middle)
    shutil.copytree(PROJECT / "assets", root / "assets")
    page = f"zh/stories/{site.story.parent.name}.html"
    command = [*site.command[:2], "serve", "--root", str(root), "--no-open", "--port"]
    edits = _texts(site.story) | {STYLES: _styles(root / "assets" / "site.css")}
    return Server("Qingyuan", root, lambda port: [*command, str(port)], page, edits, site.emptied)


def hugo(made: Path, root: Path, middle: int, program: str) -> Server:
    """Hugo in memory, which it has for speed, with fast render, which it has unless told otherwise.

    A style sheet is added, to be edited.
    """
    site = sites.hugo(made, root, middle, program)
    styles, base = root / "static" / "site.css", root / "layouts" / "baseof.html"
    styles.write_text("main { max-width: 40em; }\n", "utf-8")
    link = '<link rel="stylesheet" href="/site.css">\n</head>'
    base.write_text(base.read_text("utf-8").replace("</head>", link), "utf-8")
    command = [program, "server", "--source", str(root), "--renderToMemory", "--port"]
    page = f"zh/{site.story.stem}/"
    edits = _texts(site.story) | {STYLES: _styles(styles)}
    return Server("Hugo", root, lambda port: [*command, str(port)], page, edits, site.emptied)


def mkdocs(made: Path, root: Path, middle: int, program: str, *, dirty: bool) -> Server:
    """MkDocs with a theme as small as Hugo's and no plugin; `dirty` makes what is touched only.

    With click 8.3 and newer it follows no save unless it is told to.
    """
    docs = sites.markdown_site(made, root, "mkdocs")
    flags = ["--livereload", "--dirty"] if dirty else ["--livereload"]
    story = docs / "zh" / f"story-{middle:05d}.md"
    return Server(
        "MkDocs --dirty" if dirty else "MkDocs",
        root,
        lambda port: [program, "serve", "--quiet", *flags, "-a", f"127.0.0.1:{port}"],
        f"zh/{story.stem}/",
        _texts(story),
    )


def zensical(made: Path, root: Path, middle: int, program: str) -> Server:
    """Zensical with its own theme, both languages in one project."""
    docs = sites.markdown_site(made, root, "zensical")
    story = docs / "zh" / f"story-{middle:05d}.md"
    return Server(
        "Zensical",
        root,
        lambda port: [program, "serve", "-a", f"127.0.0.1:{port}"],
        f"zh/{story.stem}/",
        _texts(story),
        (root / ".cache", root / "site"),
    )


def _texts(story: Path) -> dict[str, Edit]:
    """Edits of a story: at the beginning of its first paragraph, and of its title."""
    text = story.read_text("utf-8")
    return {PARAGRAPH: _after(story, text, "\n---\n\n"), TITLE: _after(story, text, 'title: "')}


def _after(path: Path, text: str, place: str) -> Edit:
    before, found, after = text.partition(place)
    if not found:
        raise ValueError(f"{path} has no {place!r}")
    return Edit(path, before + found, f"。{after}")


def _styles(path: Path) -> Edit:
    return Edit(path, f"{path.read_text('utf-8')}\n:root {{ --seen: ", "; }\n")
