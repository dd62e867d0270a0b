"""The whole site in a browser, in four places: python -m tests.anywhere prints a table.

Every page is opened once in each place; its styles, scripts and pictures must be there, its links
must lead to files of the site and to places in them, its downloads must come, and no request may
fail or leave the place.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

from tests import browser as finder
from tests.command import PROJECT, build, copy_of
from tests.server import serving

PLACES = ("file://", "/", "/a/b/", "file://…/清源 网站 #1 100%/")
LANGUAGES = ("zh", "en")
# What readers' own choices are kept under; nothing else may be kept.
CHOICES = frozenset({"qingyuan-edition"})
_LEADS_OUT = ("tel:", "mailto:")

_SEEN = """async () => {
    const links = [], broken = [];
    for (const e of document.querySelectorAll('a[href], area[href], link[href]')) {
        const rel = (e.getAttribute('rel') || '').split(' '), named = rel.includes('external');
        // Said to search engines, with the site's own address, and never followed.
        const said = e.matches('link:is([rel~=canonical], [rel~=alternate])');
        if (said && /^https?:/.test(e.getAttribute('href'))) continue;
        links.push([e.href, e.tagName === 'A' && named, e.hasAttribute('download')]);
    }
    for (const e of document.querySelectorAll('[src]')) links.push([e.src, false, false]);
    for (const e of document.querySelectorAll('[srcset]'))
        for (const part of e.getAttribute('srcset').split(','))
            links.push([new URL(part.trim().split(/\\s+/)[0], e.baseURI).href, false, false]);
    for (const image of document.images) {
        image.loading = 'eager';
        await image.decode().catch(() => broken.push(image.currentSrc || image.src));
    }
    const needed = [...document.querySelectorAll('script[src], link[rel=stylesheet]')];
    return {
        links, broken,
        needed: needed.map(e => e.src || e.href),
        ids: [...document.querySelectorAll('[id]')].map(e => e.id),
        titles: document.querySelectorAll('h1').length,
        margin: getComputedStyle(document.body).marginTop,
    };
}"""
_KEPT = """async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(known => known.name),
})"""


@dataclass
class Walk:
    """What was found in one place: pages and links by kind of page, and what is wrong."""

    place: str
    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    downloads: int = 0
    kept: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def kind_of(path: str) -> tuple[str, str]:
    """The kind of a page by its path, and its language: stories/…, en."""
    code, _, rest = path.partition("/")
    if code not in LANGUAGES:
        return path, "–"
    folder, _, name = rest.rpartition("/")
    return (f"{folder}/…" if folder else name), code


class _Walker:
    """One walk through a folder that is to be seen under a base address."""

    def __init__(self, page: Page, place: str, base: str, folder: Path) -> None:
        self.page = page
        self.base = base
        self.folder = folder
        self.walk = Walk(place)
        self.here = ""
        self.loaded: set[str] = set()
        self.ids: dict[str, set[str]] = {}
        self.anchors: set[tuple[str, str, str]] = set()
        self.files: dict[str, str] = {}
        context = page.context
        context.on("request", self._asked)
        context.on("requestfinished", lambda request: self.loaded.add(request.url))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("weberror", lambda error: self.fault(f"error: {error.error}"))
        context.on(
            "console",
            lambda said: self.fault(f"console: {said.text}") if said.type == "error" else None,
        )

    def fault(self, text: str) -> None:
        self.walk.faults.append(f"{self.walk.place} {self.here}: {text}")

    def _asked(self, request: Request) -> None:
        url = request.url
        if not url.startswith((self.base, "data:", "blob:", "about:")):
            self.fault(f"a request leaves: {url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # as a page's is that became a download
            self.fault(f"a request failed: {request.url} ({request.failure})")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.fault(f"{response.status}: {response.url}")

    def run(self) -> Walk:
        for file in sorted(self.folder.rglob("*.html")):
            self.here = file.relative_to(self.folder).as_posix()
            if 'http-equiv="refresh"' in file.read_text(encoding="utf-8"):
                self._moved()
            else:
                self._visit()
        for source, path, anchor in sorted(self.anchors):
            if anchor not in self.ids.get(path, {anchor}):
                self.here = source
                self.fault(f"no #{anchor} in {path}")
        for path, source in sorted(self.files.items()):
            self._download(path, source)
        self.walk.kept = self.page.evaluate(_KEPT)
        return self.walk

    def _open(self, path: str) -> None:
        self.page.goto(self.base + quote(path))

    def _visit(self) -> None:
        self._open(self.here)
        seen = self.page.evaluate(_SEEN)
        self.ids[self.here] = set(seen["ids"])
        if seen["titles"] != 1:
            self.fault(f"{seen['titles']} h1")
        if seen["margin"] != "0px":
            self.fault("has no styles")
        for url in [*seen["broken"], *(u for u in seen["needed"] if u not in self.loaded)]:
            self.fault(f"was not loaded: {url}")
        for url, external, download in seen["links"]:
            self._link(url, external=external, download=download)
        self.walk.pages[kind_of(self.here)] += 1
        self.walk.links[kind_of(self.here)] += len(seen["links"])

    def _moved(self) -> None:
        """A page that only leads on."""
        self._open(self.here)
        self.page.wait_for_url(lambda url: not url.endswith(quote(self.here)))
        self.page.locator("h1").wait_for()
        target = unquote(self.page.url.removeprefix(self.base))
        if not (self.folder / target).is_file():
            self.fault(f"leads to {target}")
        self.walk.pages[kind_of(self.here)] += 1

    def _link(self, url: str, *, external: bool, download: bool) -> None:
        if url.startswith((*_LEADS_OUT, "data:")):
            return
        if not url.startswith(self.base):
            if not external or urlsplit(url).scheme not in {"http", "https"}:
                self.fault(f"leads out: {url}")
            return
        parts = urlsplit(url)
        path = unquote(url.removeprefix(self.base).partition("#")[0].partition("?")[0])
        if not (self.folder / path).is_file():
            self.fault(f"leads nowhere: {url}")
        elif parts.fragment:
            self.anchors.add((self.here, path, unquote(parts.fragment)))
        if download:
            self.files.setdefault(path, self.here)

    def _download(self, path: str, source: str) -> None:
        """As a reader does, by a click; from disk, browsers open what they can show."""
        self.here = source
        self._open(source)
        link = self.page.locator(f"a[download][href$='{PurePosixPath(path).name}']").first
        if self.base.startswith("file:") and path.endswith(".json"):
            link.dispatch_event("click")
            self.page.wait_for_url(self.base + quote(path))
            came = self.page.locator("body").inner_text().encode()
        else:
            with self.page.expect_download() as coming:
                link.dispatch_event("click")
            came = coming.value.path().read_bytes()
        if came.strip() != (self.folder / path).read_bytes().strip():
            self.fault(f"{path} came with other bytes")
        self.walk.downloads += 1


@contextlib.contextmanager
def at(place: str, site: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Puts a copy of the site into a place: its base address, ending in a slash, and its folder."""
    if place.startswith("/"):
        with serving(site, place) as base:
            yield base, site
        return
    name = place.removeprefix("file://…/").strip("/") if "…" in place else "site"
    there = folder / name
    there.parent.mkdir(parents=True, exist_ok=True)
    if not there.exists():
        there.symlink_to(site, target_is_directory=True)
    yield f"{there.as_uri()}/", there


def walk(browser: Browser, place: str, site: Path, folder: Path) -> Walk:
    """All of the site in one place."""
    with at(place, site, folder) as (base, there):
        return walk_below(browser, place, base, there)


def walk_below(browser: Browser, place: str, base: str, folder: Path) -> Walk:
    """All of a folder that is to be seen under a base address, which ends in a slash."""
    context = browser.new_context(accept_downloads=True)
    found = _Walker(context.new_page(), place, base, folder).run()
    context.close()
    return found


def table(walks: list[Walk]) -> str:
    """Kinds of page and languages down, places across: pages/links."""
    rows = sorted({key for found in walks for key in found.pages})
    lines = [f"{'page':24} lang  " + "  ".join(f"{found.place:12}" for found in walks)]
    for key in rows:
        cells = (f"{found.pages[key]:4}/{found.links[key]:<7}" for found in walks)
        lines.append(f"{key[0]:24} {key[1]:4}  " + "  ".join(cells))
    lines.append("downloads".ljust(31) + "  ".join(f"{w.downloads:<12}" for w in walks))
    lines.append("faults".ljust(31) + "  ".join(f"{len(w.faults):<12}" for w in walks))
    return "\n".join(lines)


def with_everything(root: Path) -> Path:
    """The project's site with what it has none of yet: picture, file, link out, old address."""
    story = copy_of(PROJECT, root) / "content/stories/ludian"
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 9h9"/></svg>'
    )
    (story / "山 1.svg").write_text(picture, encoding="utf-8")
    (story / "单张.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    with (story / "story.yaml").open("a", encoding="utf-8") as shared:
        shared.write("\naliases: [old/ludian.html]\n")
    for code, (alt, sheet, link) in {
        "zh": ("一座山", "单张", "别的网站"),
        "en": ("A mountain", "Leaflet", "Another site"),
    }.items():
        with (story / f"{code}.md").open("a", encoding="utf-8") as text:
            text.write(
                f"\n![{alt}](<山 1.svg>)\n\n[{sheet}](单张.pdf) [{link}](https://example.org/a)\n"
            )
    done = build(root)
    if done.code:
        raise SystemExit(done.out)
    return root / "output"


def main() -> int:
    path = finder.find()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = with_everything(Path(name) / "root")
        launched = playwright.chromium.launch(executable_path=path, args=finder.arguments())
        walks = [walk(launched, place, site, Path(name) / "places") for place in PLACES]
        launched.close()
    print(table(walks))
    faults = [fault for found in walks for fault in found.faults]
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
