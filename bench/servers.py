"""The same made-up stories for us and for others, each with the server for its editors."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import rebuilds

PROJECT = Path(__file__).resolve().parent.parent
PARAGRAPH, TITLE, STYLES = "a paragraph", "a title", "the style sheet"
# Stories on one page of a list, as in bench/hugo.
_LISTED = 20
_NAMES = {"zh": "故事集", "en": "Stories"}


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
    site = rebuilds.qingyuan(made, root, middle)
    shutil.copytree(PROJECT / "assets", root / "assets")
    page = f"zh/stories/{site.story.parent.name}.html"
    command = [*site.command[:2], "serve", "--root", str(root), "--no-open", "--port"]
    edits = _texts(site.story) | {STYLES: _styles(root / "assets" / "site.css")}
    return Server("Qingyuan", root, lambda port: [*command, str(port)], page, edits, site.emptied)


def hugo(made: Path, root: Path, middle: int, program: str) -> Server:
    """Hugo in memory, which it has for speed, with fast render, which it has unless told otherwise.

    A style sheet is added, to be edited.
    """
    site = rebuilds.hugo(made, root, middle, program)
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
    docs = _markdown_site(made, root, "mkdocs")
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
    docs = _markdown_site(made, root, "zensical")
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


def _markdown_site(made: Path, root: Path, name: str) -> Path:
    """The stories and, written once since neither has such a thing, their lists; the folder."""
    shutil.copytree(PROJECT / "bench" / name, root)
    docs = root / "docs"
    for lang in ("zh", "en"):
        shutil.copytree(made / lang, docs / lang)
        for path, text in _lists(made / lang, lang):
            (docs / lang / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / lang / path).write_text(text, "utf-8")
    shutil.copytree(made / "img", docs / "img")
    return docs


def _lists(stories: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Paths and texts of all stories' pages and those of each topic, newest first."""
    lists: defaultdict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for path in stories.glob("*.md"):
        head = path.read_text("utf-8").split("\n---\n", 1)[0]
        fields = dict(line.split(": ", 1) for line in head.split("\n")[1:])
        row = (fields["date"], path.name, fields["title"].strip('"'), fields["summary"].strip('"'))
        lists[""].append(row)
        for tag in fields["tags"].strip("[]").split(", "):
            lists[f"tags/{tag}/"].append(row)
    for folder, rows in sorted(lists.items()):
        rows.sort(reverse=True)
        for start in range(0, len(rows), _LISTED):
            page = f"page-{start // _LISTED + 1}.md" if start else "index.md"
            up = os.path.relpath(".", folder or ".")
            items = (
                f"- [{title}]({up}/{name}) {date}\n\n    {summary}\n"
                for date, name, title, summary in rows[start : start + _LISTED]
            )
            yield folder + page, f"---\ntitle: {folder or _NAMES[lang]}\n---\n\n" + "\n".join(items)
    tags = (f"- [{folder}]({folder[5:]}index.md)" for folder in sorted(lists) if folder)
    yield "tags/index.md", "---\ntitle: Tags\n---\n\n" + "\n".join(tags) + "\n"
