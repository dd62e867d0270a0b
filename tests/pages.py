"""Every page of the built sites, opened in a browser that hears all that the page says.

A bar that holds for every page is a test over `PAGES_OF`: each edition of each site of `SITES`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests import browser as finder
from tests.command import EXTREMES, PROJECT, build


@dataclass(frozen=True, slots=True)
class Sample:
    """A site whose pages are measured.

    `day` is the one of its build and of its readers; without one it is the day of the test.
    """

    name: str
    root: Path
    day: str | None = None

    def built(self, output: Path) -> Path:
        """The folder of the site, built."""
        more = ("--date", self.day) if self.day else ()
        done = build(self.root, "--output", output, *more)
        assert done.code == 0, done.out
        return output


SITES = (
    Sample("site", PROJECT),
    Sample("extremes", EXTREMES, "2026-11-23"),
)
CODES = ("zh", "en")
# In story.yaml.
KIND = re.compile("^kind: *([a-z-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one edition of a site; the page to choose a language is with the first."""

    sample: Sample
    code: str
    output: Path

    @property
    def files(self) -> list[Path]:
        root = [self.output / "index.html"] if self.code == CODES[0] else []
        return [*root, *sorted((self.output / self.code).rglob("*.html"))]

    def name(self, file: Path) -> str:
        """A page as the messages of tests call it."""
        return f"{self.sample.name}:{file.relative_to(self.output).as_posix()}"

    def of_each_type(self) -> dict[str, Path]:
        """One page of every type: of those that differ only in their text, the longest."""
        longest_last = sorted(self.files, key=lambda file: file.stat().st_size)
        return {self.type_of(file): file for file in longest_last}

    def type_of(self, file: Path) -> str:
        """Topics are all of one type, stories of one for each kind of story."""
        folders = file.relative_to(self.output).parts[1:-1]
        if file.parent == self.output:
            return "root"
        if folders == ("stories",):
            story = self.sample.root / "content/stories" / file.stem / "story.yaml"
            return "-".join(("story", *KIND.findall(story.read_text(encoding="utf-8"))))
        if len(folders) > 1 and folders[-1] != "page":
            return f"{folders[0]}/*/{file.stem}"
        return "/".join((*folders, "*")) if folders else file.stem


def pages_of(sample: Sample, code: str, folder: Path) -> Pages:
    """The pages of an edition; the site is built below the folder unless it is there already."""
    output = folder / f"pages-{sample.name}" / "清源 网站 #1 100%"
    return Pages(sample, code, output if output.exists() else sample.built(output))


PAGES_OF = [
    pytest.param((sample, code), id=f"{sample.name}-{code}") for sample in SITES for code in CODES
]


@contextlib.contextmanager
def quiet_context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser's window in which a page may say nothing and ask nobody.

    Any message on the console, error or request that leaves the machine fails the test.
    """
    complaints: list[str] = []

    def check_address(url: str) -> None:
        if finder.leaves_machine(url):
            complaints.append(f"request that leaves the machine: {url}")

    def hear(message: ConsoleMessage) -> None:
        complaints.append(f"console {message.type}: {message.text}")

    def watch_sockets(opened: Page) -> None:
        opened.on("websocket", lambda socket: check_address(socket.url))

    context = browser.new_context(**options)
    context.on("page", watch_sockets)
    context.on("request", lambda request: check_address(request.url))
    context.on("weberror", lambda error: complaints.append(f"page error: {error.error}"))
    context.on("console", hear)
    try:
        yield context
    finally:
        context.close()
    if complaints:
        pytest.fail("\n".join(complaints))
