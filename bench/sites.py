"""The same made-up stories as a site of ours, and as sites of other generators."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import corpus
from qingyuan import pipeline, standstill
from qingyuan.model.digests import digest
from qingyuan.model.project import Project
from qingyuan.model.record import RECORD, written
from qingyuan.model.translation import recorded
from qingyuan.reuse.store import Store
from qingyuan.tools import Tools
from qingyuan.workers import Workers

PROJECT = Path(__file__).resolve().parent.parent
SMALL = PROJECT / "tests" / "sites" / "small" / "content"
KINDS = ("report", "outreach", "case-study")
_FREE = re.compile(r"\[\[free:(.*?)\]\]")
# Stories on one page of a list, as in bench/hugo.
_LISTED = 20
_NAMES = {"zh": "故事集", "en": "Stories"}


@dataclass(frozen=True)
class Contender:
    """A generator with its site: `story` and the templates are what is edited.

    `base` is a template that every page goes through.  Of each template the text that is replaced
    by another, so that every page that it makes is a new one; `value` is an expression, for an edit
    that is more than a text.
    """

    name: str
    command: list[str]
    folder: Path
    story: Path
    emptied: tuple[Path, ...]
    template: Path
    base: Path
    value: str
    mark: str = "</article>"
    base_mark: str = "</main>"

    @property
    def designs(self) -> Iterator[tuple[str, Path, str, str]]:
        """The edits of templates, each by its name, the file, a text in it and what replaces it."""
        yield "story template", self.template, self.mark, f"{self.mark}<!-- new -->"
        yield "base template", self.base, self.base_mark, f"{self.base_mark}<!-- new -->"
        yield "a value in a template", self.template, self.mark, f"{self.mark}{self.value}"


def qingyuan(made: Path, root: Path, middle: int) -> Contender:
    """The corpus as our editors would have written it: figures that are none are marked as free."""
    content = root / "content"
    shutil.copytree(SMALL, content)
    shutil.rmtree(content / "stories")
    shutil.copytree(PROJECT / "templates", root / "templates")
    address = content / "site.yaml"
    address.write_text(f"{address.read_text('utf-8')}address: https://stories.example\n", "utf-8")
    names = (f"{tag}: {{zh: 主题{tag}, en: {tag.title()}}}\n" for tag in corpus.TAGS)
    (content / "topics.yaml").write_text("".join(names), "utf-8")
    for number, path in enumerate(sorted((made / "zh").glob("*.md"))):
        folder = content / "stories" / path.stem
        folder.mkdir(parents=True)
        for lang in ("zh", "en"):
            text = (made / lang / path.name).read_text("utf-8")
            shared = _edition(text, made, folder / f"{lang}.md")
        (folder / "story.yaml").write_text(
            f"{shared}kind: {KINDS[number % 3]}\nplace: town\naudience: [public]\n"
            "sources:\n  - {source: town-page, paragraphs: [A1]}\n",
            "utf-8",
        )
    _mark(root)
    _confirm(root)
    command = [sys.executable, str(PROJECT / "build.py"), "--root", str(root), "--quiet"]
    store = PROJECT / ".qingyuan" / f"{digest(str(root))[:16]}.sqlite"
    stores = tuple(store.with_name(f"{store.name}{end}") for end in ("", "-wal", "-shm"))
    story = content / "stories" / f"story-{middle:05d}" / "zh.md"
    design, emptied = root / "templates", (root / "output", *stores)
    return Contender(
        "Qingyuan",
        command,
        root,
        story,
        emptied,
        design / "story.html",
        design / "base.html",
        "{{ kind }}",
    )


def _edition(text: str, made: Path, target: Path) -> str:
    """Writes an edition with the pictures that it shows; the fields that all editions share."""
    _, front, body = text.split("---\n", 2)
    fields = dict(re.findall(r"^(date|tags): (.*)$", front, re.MULTILINE))
    body = re.sub(r"(?<!!)\[([^\]^]*)\]\((story-\d+)\.md\)", r"[[story:\2|\1]]", body)
    for picture in set(re.findall(r"\.\./img/(pic-\d+\.svg)", body)):
        shutil.copy(made / "img" / picture, target.parent / picture)
    front = re.sub(r"^(date|tags): .*\n", "", front, flags=re.MULTILINE)
    target.write_text(f"---\n{front}---\n{body.replace('](../img/', '](')}", "utf-8")
    return f"date: {fields['date']}\ntopics: {fields['tags']}\n"


def _mark(root: Path) -> None:
    """Marks the numbers in texts as those that need no source."""
    done: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for problem in _problems(root):
        free = _FREE.search(problem["hint"]["en"])
        if problem["code"] != "number-unsourced" or not free:
            continue
        done[problem["path"]].append((problem["line"], problem["column"], free[1]))
    for name, changes in done.items():
        lines = (root / name).read_text("utf-8").split("\n")
        for line, column, typed in sorted(changes, reverse=True):
            text = lines[line - 1]
            start = text.find(typed, column - 1)
            lines[line - 1] = f"{text[:start]}[[free:{typed}]]{text[start + len(typed) :]}"
        (root / name).write_text("\n".join(lines), "utf-8")


class _Quiet:
    """A build's progress that nobody looks at."""

    def stage(self, name: str, total: int) -> Callable[[], None]:  # noqa: ARG002 - nobody looks
        """A tick that says nothing."""
        return lambda: None


def _confirm(root: Path) -> None:
    """Records of every story that its translation says what the original says."""
    project = Project(root, PROJECT, root / "output", dt.date(2026, 1, 1))
    tools = Tools(Store(None, str(root), ""), Workers(2), _Quiet())
    found = standstill.find(project, tools.store, tools.memory)
    site = pipeline.checked(project, tools, found).site
    for story in site.stories if site else ():
        original, translation = story.editions
        confirmed = root / translation.at.path.replace(".md", RECORD)
        confirmed.write_text(written(recorded(original, translation)), "utf-8")


def _problems(root: Path) -> list[dict[str, Any]]:
    """What `check` finds."""
    command = [sys.executable, str(PROJECT / "build.py"), "check", "--root", str(root)]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return found


def hugo(made: Path, root: Path, middle: int, program: str) -> Contender:
    """The same stories for Hugo, with the pages that a site of ours has of them."""
    shutil.copytree(PROJECT / "bench" / "hugo", root)
    for lang in ("zh", "en"):
        stories = root / "content" / lang / "stories"
        stories.mkdir(parents=True)
        for path in (made / lang).glob("*.md"):
            text = path.read_text("utf-8").replace("](../img/", "](/img/")
            (stories / path.name).write_text(text, "utf-8")
    (root / "data").mkdir()
    (root / "data" / "facts.yaml").write_text("[]\n", "utf-8")
    shutil.copytree(made / "img", root / "static" / "img")
    story = root / "content" / "zh" / "stories" / f"story-{middle:05d}.md"
    emptied = (root / "public", root / "resources")
    design = root / "layouts"
    command = [program, "build", "--quiet", "--source", str(root)]
    return Contender(
        "Hugo",
        command,
        root,
        story,
        emptied,
        design / "page.html",
        design / "baseof.html",
        "{{ .Kind }}",
    )


def mkdocs(made: Path, root: Path, middle: int, program: str) -> Contender:
    """MkDocs with a theme as small as Hugo's and no plugin, both languages in one project."""
    docs = markdown_site(made, root, "mkdocs")
    story = docs / "zh" / f"story-{middle:05d}.md"
    command = [program, "build", "--quiet", "--clean"]
    theme = root / "theme" / "main.html"
    emptied = (root / "site",)
    return Contender("MkDocs", command, root, story, emptied, theme, theme, "{{ page.url }}")


def zensical(made: Path, root: Path, middle: int, program: str) -> Contender:
    """Zensical with its own theme, both languages in one project."""
    docs = markdown_site(made, root, "zensical")
    story = docs / "zh" / f"story-{middle:05d}.md"
    emptied = (root / ".cache", root / "site")
    theme = root / "overrides" / "main.html"
    mark = "{{ super() }}"
    return Contender(
        "Zensical",
        [program, "build"],
        root,
        story,
        emptied,
        theme,
        theme,
        "{{ page.url }}",
        mark,
        mark,
    )


def pelican(made: Path, root: Path, middle: int, program: str) -> Contender:
    """Pelican with lists, tags, feeds and a sitemap, a run for each language, both at once."""
    shutil.copytree(PROJECT / "bench" / "pelican", root)
    for lang in ("zh", "en"):
        texts = root / "content" / lang
        shutil.copytree(made / "img", texts / "img")
        for path in (made / lang).glob("*.md"):
            text = path.read_text("utf-8").replace("](../img/", "]({static}img/")
            text = text.replace("](story-", "]({filename}story-")
            # It has no table of contents but the one that Markdown makes.
            (texts / path.name).write_text(text.replace("\n---\n", "\n---\n\n[TOC]\n", 1), "utf-8")
    story = root / "content" / "zh" / f"story-{middle:05d}.md"
    emptied = (root / "output", root / "cache-zh", root / "cache-en")
    design = root / "theme" / "templates"
    command = [sys.executable, str(root / "both.py"), program]
    return Contender(
        "Pelican",
        command,
        root,
        story,
        emptied,
        design / "article.html",
        design / "base.html",
        "{{ article.slug }}",
    )


def markdown_site(made: Path, root: Path, name: str) -> Path:
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
