"""The mistakes of a new editor, made one after the other while `build.py serve` runs:

    python -m tests.mistakes FOLDER [NAME ...]

A copy of this project's site is served and open in a browser, in both languages, on a phone and on
a desktop.  Each mistake is made, looked at and mended; FOLDER gets a picture of what stands over
each page, and index.html with all of them.  Told are what the terminal said, how long the message
took to come, and how long it took to go.  NAME picks some of the mistakes.
"""

from __future__ import annotations

import html
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as finder
from tests.command import PROJECT, empty_store, run
from tests.desk import Desk, serving, until

SIZES = {360: 640, 1280: 800}
CODES = ("zh", "en")
DAYS = "content/stories/anti-drug-days"
LETTER = "content/stories/letter-from-rehabilitation"
FACTS = "content/facts/prevention.yaml"
PICTURE = f"{DAYS}/visit.png"
# Of the page that is open, in both languages.
_STORY = "stories/anti-drug-days.html"
# A moment in which something could still change.
_QUIET = 0.4
# Of a small picture.
_COLOURS = 48

Change = Callable[[bytes | None], bytes | None]


def swap(old: str, new: str) -> Change:
    """Another text in the place of one that is there."""

    def change(data: bytes | None) -> bytes:
        assert data is not None
        text = data.decode()
        assert old in text, old
        return text.replace(old, new, 1).encode()

    return change


def encoded(name: str) -> Change:
    """The same text in another encoding."""

    def change(data: bytes | None) -> bytes:
        assert data is not None
        return data.decode().encode(name)

    return change


def holding(text: str) -> Change:
    """A file where there was none."""
    return lambda _: text.encode()


def gone(_: bytes | None) -> None:
    """No file any more."""


@dataclass(frozen=True)
class Mistake:
    """What is done to files, and the codes of the problems that must be told of it.

    What only warns stays behind a badge.  `told` is empty where it is no mistake at all.
    """

    changes: Mapping[str, Change]
    told: frozenset[str]
    warns: bool = False
    page: str = _STORY
    pages: tuple[str, ...] = field(default=CODES)


def mistake(*codes: str, warns: bool = False, page: str = _STORY, **changes: Change) -> Mistake:
    """A mistake in files of the story, by their names without the ending; `at` has other files."""
    named = {name.replace("_", "-"): change for name, change in changes.items()}
    paths = {f"{DAYS}/{name}.md": change for name, change in named.items()}
    return Mistake(paths, frozenset(codes), warns, page)


def elsewhere(*codes: str, page: str = _STORY, at: Mapping[str, Change]) -> Mistake:
    """A mistake in files named by their paths."""
    return Mistake(at, frozenset(codes), page=page)


MISTAKES = {
    "quote": mistake("yaml-unclosed", zh=swap("title: 禁", 'title: "禁')),
    "tab": mistake("yaml-tab", zh=swap("  - 如果", "\t- 如果")),
    "id": mistake("fact-unknown", zh=swap("students-reached", "student-reached")),
    "picture": elsewhere("file-missing", at={PICTURE: gone}),
    "gbk": mistake("encoding", zh=encoded("gb18030")),
    "utf-16": mistake("encoding", zh=encoded("utf-16")),
    "number": elsewhere(
        "numbers-differ",
        page="stories/ludian.html",
        at={"content/stories/ludian/en.md": swap("fifth round", "fourth round")},
    ),
    "day": mistake("date-differs", en=swap("26 October", "25 October")),
    "source": mistake(
        "number-unsourced", warns=True, zh=swap("提醒大家的。", "提醒大家的，有3000人来听。")
    ),
    "original": mistake(
        "translation-stale", warns=True, zh=swap("是用来提醒大家的", "是专门用来提醒大家的")
    ),
    "dashes": mistake("front-matter-unclosed", zh=swap("为什么选他？\n---", "为什么选他？")),
    "first-dashes": mistake("front-matter-missing", zh=swap("---\ntitle", "title")),
    "brackets": mistake("embed-form", zh=swap("[[term:drug]]", "[[term:drug")),
    "list": mistake("yaml-dash", zh=swap("  - 如果有民警", "  如果有民警")),
    "list-middle": mistake("yaml-dash", zh=swap("  - 练一练", "  练一练")),
    "wide-colon": mistake("yaml-wide-colon", zh=swap("title: ", "title：")),
    "wide-brackets": mistake(
        "fact-unknown", zh=swap("[[term:drug]]", "【【fact：students-reached】】")
    ),
    "wide-and-right": mistake(zh=swap("[[term:drug]]", "【【term：drug】】")),
    "one-bracket": mistake("embed-form", zh=swap("[[term:drug]]", "[term:drug]")),
    "folder": elsewhere(
        "file-place", at={"content/stories/visit-2023.md": holding("---\ntitle: 走访\n---\n")}
    ),
    "txt": elsewhere("file-name", at={f"{DAYS}/zh.md.txt": holding("---\ntitle: 走访\n---\n")}),
    "template": elsewhere("template-syntax", at={"templates/story.html": swap("{% endif %}", "")}),
    "how-to": mistake("S01", zh=swap("有的提醒我们种树", "有人问怎么吸，有的提醒我们种树")),
    "name": elsewhere(
        "S09-name",
        page="stories/letter-from-rehabilitation.html",
        at={f"{LETTER}/zh.md": swap("阮某龙", "阮甲龙")},
    ),
    "two": mistake(
        "fact-unknown",
        "field-unknown",
        zh=swap("students-reached", "student-reached"),
        en=swap("title:", "titel:"),
    ),
    "comma": elsewhere("field-number", at={FACTS: swap("4200000", "4,200,000")}),
    "date": elsewhere(
        "field-date", at={f"{DAYS}/story.yaml": swap("2022-10-21", "2022年10月21日")}
    ),
}


def prepared(root: Path) -> None:
    """A copy of the project's site in which the story has a picture."""
    for name in ("content", "templates", "assets"):
        shutil.copytree(PROJECT / name, root / name)
    Image.new("RGB", (1200, 675), (120, 150, 140)).save(root / PICTURE)
    for code, alt in (("zh", "一间教室"), ("en", "A classroom")):
        path = root / DAYS / f"{code}.md"
        text = path.read_text(encoding="utf-8").replace("{#at-school}\n", "{#at-school}\n\n"
            f"![{alt}](visit.png)\n")  # fmt: skip
        path.write_text(text, encoding="utf-8", newline="\n")
    with empty_store(root / ".store"):
        assert run("accept", "anti-drug-days", "en", "--root", root).code == 0


@dataclass
class Session:
    """The server, the files that it serves, and the pages that are open: by language and width."""

    root: Path
    desk: Desk
    pages: dict[tuple[str, int], Page]
    folder: Path
    sheet: list[str] = field(default_factory=list)

    def go(self, page: str) -> None:
        """Opens a page everywhere."""
        for (code, _), opened in self.pages.items():
            opened.goto(f"{self.desk.base}{code}/{page}")
            opened.locator("qy-desk[data-ready]").wait_for(state="attached")

    def codes(self, page: Page) -> set[str]:
        """Of the problems that stand over a page."""
        return set(page.locator("qy-desk li .code").all_inner_texts())

    def make(self, name: str, wrong: Mistake) -> str:
        """Makes a mistake, looks, mends it; what there is to tell of it."""
        self.go(wrong.page)
        before = {key: text_of(page) for key, page in self.pages.items()}
        files = {path: bytes_of(self.root / path) for path in wrong.changes}
        said = len(self.desk.lines)
        started = time.monotonic()
        for path, change in wrong.changes.items():
            put(self.root / path, change(files[path]))
        if not wrong.told:
            time.sleep(_QUIET)
            assert not any(self.codes(page) for page in self.pages.values()), name
        came = [self.comes(page, wrong) - started for page in self.pages.values() if wrong.told]
        self.look(name)
        lines = self.desk.lines[said:]
        started = time.monotonic()
        for path, data in files.items():
            put(self.root / path, data)
        goes = [self.goes(page) - started for page in self.pages.values() if wrong.told]
        for key, page in self.pages.items():
            until(lambda page=page, key=key: text_of(page) == before[key])  # type: ignore[misc]  # bound at once
        took = f"came in {came[0] * 1000:.0f} ms, went in {goes[0] * 1000:.0f} ms" if came else ""
        told = "\n".join([f"== {name}: {took}", *lines, ""])
        self.sheet.append(self.row(name, told))
        return told

    def comes(self, page: Page, wrong: Mistake) -> float:
        """Waits for what a mistake is told by on a page; when it was there."""
        if wrong.warns:
            page.locator("qy-desk .badge").wait_for()
            came = time.monotonic()
            page.locator("qy-desk .badge").click()
        else:
            page.locator("qy-desk li.error").first.wait_for()
            came = time.monotonic()
        time.sleep(_QUIET)
        assert wrong.told <= self.codes(page), self.codes(page)
        return came

    def goes(self, page: Page) -> float:
        """Waits until nothing stands over a page."""
        for part in (".panel", ".badge"):
            page.locator(f"qy-desk {part}").wait_for(state="hidden")
        return time.monotonic()

    def look(self, name: str) -> None:
        """Takes the pictures; of the widest also what stands over the page, for docs/images/."""
        for (code, width), page in self.pages.items():
            page.screenshot(path=self.folder / f"{name}-{code}-{width}.png")
            panel = page.locator("qy-desk .panel")
            if width == max(SIZES) and panel.is_visible():
                path = self.folder / f"mistake-{name}{'' if code == 'en' else f'.{code}'}.png"
                panel.screenshot(path=path)
                Image.open(path).convert("RGB").quantize(_COLOURS).save(path, optimize=True)

    def row(self, name: str, told: str) -> str:
        names = [f"{name}-{code}-{width}.png" for code, width in self.pages]
        pictures = "".join(f'<a href="{n}"><img src="{n}" alt="{n}"></a>' for n in names)
        return f"<h2>{name}</h2><pre>{html.escape(told)}</pre><div>{pictures}</div>"


def text_of(page: Page) -> str:
    return str(page.evaluate("document.querySelector('main').innerText"))


def bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def put(path: Path, data: bytes | None) -> None:
    """A file with these bytes; none where there are none."""
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)


def opened(browser: Browser, code: str, width: int) -> Page:
    """A page whose overlay speaks a language."""
    viewport = {"width": width, "height": SIZES[width]}
    context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]  # a dict is what it takes
    context.add_init_script(f"sessionStorage.setItem('qy-desk-lang', '{code}')")
    return context.new_page()


def main(arguments: list[str]) -> None:
    if not arguments:
        sys.exit("python -m tests.mistakes FOLDER [NAME ...]")
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = arguments[1:] or list(MISTAKES)
    path = finder.find()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        root = Path(temporary).resolve() / "site"
        prepared(root)
        browser = playwright.chromium.launch(executable_path=path, args=finder.arguments())
        with serving(root, lang="zh") as desk:
            sizes = [(code, width) for code in CODES for width in SIZES]
            pages = {size: opened(browser, *size) for size in sizes}
            session = Session(root, desk, pages, folder)
            for name in wanted:
                print(session.make(name, MISTAKES[name]), flush=True)
        browser.close()
    style = "div{display:flex;gap:1em;align-items:start}img{height:32em;border:1px solid #999}"
    head = f'<!doctype html><meta charset="utf-8"><title>Mistakes</title><style>{style}</style>'
    (folder / "index.html").write_text(head + "".join(session.sheet), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
