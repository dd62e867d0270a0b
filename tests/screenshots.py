"""Pictures of every type of page, for a person to look at:

    python -m tests.screenshots FOLDER [SITE]

SITE is a folder with content/, this project's own unless named.  Each page is taken in both
languages, on a phone and on a desktop, light and dark, and as it prints; FOLDER/index.html shows
them all.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests import browser as finder
from tests.command import PROJECT, build

# Of several pages of a type the longest is taken.
TYPES = (
    "index.html",
    "*/index.html",
    "*/stories.html",
    "*/stories/*.html",
    "*/topics/*.html",
    "*/kinds/*.html",
    "*/*.html",
    "*/schools/*.html",
    "*/schools/*/*.html",
)
# Of these every page is a type of its own.
ALL = {"*/stories/*.html", "*/*.html", "*/schools/*/*.html"}
WIDTHS = (360, 1280)
A4 = 794
# Chromium draws no picture that is taller.
TALLEST = 16000


@dataclass(frozen=True, slots=True)
class Shot:
    """A way to look at a page."""

    width: int
    scheme: Literal["light", "dark"]
    media: Literal["screen", "print"] = "screen"

    @property
    def name(self) -> str:
        """The end of its file's name."""
        return f"{self.width}-{self.scheme if self.media == 'screen' else 'print'}"


SHOTS = (
    *(Shot(width, scheme) for width in WIDTHS for scheme in ("light", "dark")),
    Shot(A4, "light", "print"),
)


def pages(output: Path) -> list[Path]:
    """A page of each type, in the order of the types."""
    found: dict[Path, None] = {}
    for pattern in TYPES:
        longest_first = sorted(output.glob(pattern), key=lambda page: -page.stat().st_size)
        languages: dict[str, list[Path]] = {}
        for page in longest_first:
            languages.setdefault(page.relative_to(output).parts[0], []).append(page)
        for of_language in languages.values():
            found |= dict.fromkeys(of_language if pattern in ALL else of_language[:1])
    return list(found)


def take(browser: Browser, output: Path, folder: Path) -> Iterator[Path]:
    """Writes the pictures; gives their paths."""
    for shot in SHOTS:
        viewport = {"width": shot.width, "height": 900}
        context = browser.new_context(viewport=viewport, color_scheme=shot.scheme)  # type: ignore[arg-type]  # a dict is what it takes
        opened = context.new_page()
        opened.emulate_media(media=shot.media)
        for page in pages(output):
            opened.goto(page.as_uri())
            name = "-".join(page.relative_to(output).with_suffix("").parts)
            path = folder / f"{name}-{shot.name}.png"
            height = opened.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": shot.width, "height": min(height, TALLEST)}
            opened.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]  # as above
            yield path
        context.close()


def sheet(paths: list[Path]) -> str:
    """A page that shows the pictures side by side, a row for each page of the site."""
    rows: dict[str, list[str]] = {}
    for path in paths:
        page = path.stem.rsplit("-", 2)[0]
        picture = (
            f'<a href="{path.name}"><img src="{path.name}" alt="{path.stem}" loading="lazy"></a>'
        )
        rows.setdefault(page, []).append(picture)
    style = "div{display:flex;gap:1em;align-items:start}img{height:40em;border:1px solid #999}"
    body = "".join(f"<h2>{html.escape(n)}</h2><div>{''.join(p)}</div>" for n, p in rows.items())
    head = '<!doctype html><meta charset="utf-8"><title>Screenshots</title>'
    return f"{head}<style>{style}</style>{body}"


def main(arguments: list[str]) -> None:
    if not arguments:
        sys.exit("python -m tests.screenshots FOLDER [SITE]")
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    site = Path(arguments[1]) if arguments[1:] else PROJECT
    output = folder / "site"
    done = build(site, "--output", output)
    if done.code:
        sys.exit(done.out)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=finder.find(), args=finder.arguments())
        paths = list(take(browser, output, folder))
        browser.close()
    (folder / "index.html").write_text(sheet(paths), encoding="utf-8")
    print(f"{len(paths)} pictures: {folder / 'index.html'}")


if __name__ == "__main__":
    main(sys.argv[1:])
