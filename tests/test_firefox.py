"""The site from disk in Firefox, whose rules for files are stricter than Chromium's.

Driven by Marionette, Firefox's own wire: a length, a colon, and JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.anywhere import with_everything
from tests.command import PROJECT, SMALL, copy_of, edit
from tests.desk import serving, until

PATIENCE = 60
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = """\
user_pref("marionette.port", {port});
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.dns.disabled", true);
"""
FACTS = """
const sheet = document.querySelector('link[rel=stylesheet]').sheet;
return {
    title: document.title,
    margin: getComputedStyle(document.body).marginTop,
    sheet: sheet !== null,
    broken: [...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src),
};
"""
SETTLED = """
const said = document.querySelector('.qy-search-status').textContent;
if (!said || said.includes('…')) return null;
return [...document.querySelectorAll('.qy-results h2 a')].map(a => a.getAttribute('href'));
"""
MARKED = "return document.querySelector('.qy-results mark').textContent"


class Firefox:
    """One window."""

    def __init__(self, port: int) -> None:
        self.wire = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.number = 0
        self._read()
        self.tell("WebDriver:NewSession")

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self.wire.recv(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self.wire.recv(int(size[:-1]) - len(data))
        return json.loads(data)

    def tell(self, command: str, **arguments: object) -> Any:
        """What a command answers."""
        self.number += 1
        data = json.dumps([0, self.number, command, arguments])
        self.wire.sendall(f"{len(data)}:{data}".encode())
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def go(self, address: str) -> None:
        self.tell("WebDriver:Navigate", url=address)

    def ask(self, script: str) -> Any:
        return self.tell("WebDriver:ExecuteScript", script=script, args=[])["value"]


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if FIREFOX is None:
        pytest.skip("Firefox is not installed here")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    profile = tmp_path_factory.mktemp("firefox")
    (profile / "user.js").write_text(PREFERENCES.format(port=port), encoding="utf-8")
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--marionette"]
    with (profile / "log").open("wb") as log:
        process = subprocess.Popen(
            command, env={**os.environ, "HOME": str(profile)}, stdout=log, stderr=log
        )
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                started = Firefox(port)
                break
            except ConnectionRefusedError:
                assert time.monotonic() < end, "Firefox does not answer"
                time.sleep(0.2)
        yield started
        started.wire.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a folder with an awkward name."""
    output = with_everything(tmp_path_factory.mktemp("stick") / "root")
    return output.rename(output.parent / "清源 网站 #1 100%")


def test_every_page_has_its_style_and_pictures(firefox: Firefox, site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if "/old/" not in page.as_posix()]
    assert len(pages) > 40
    for page in pages:
        firefox.go(page.as_uri())
        seen = firefox.ask(FACTS)
        assert seen.pop("title"), page
        assert seen == {"margin": "0px", "sheet": True, "broken": []}, page


@pytest.mark.parametrize(
    ("code", "query", "first"),
    [
        ("zh", "打赌", "zh/stories/letter-from-rehabilitation.html#the-bet"),
        ("zh", "毒", "zh/stories/anti-drug-days.html"),
        ("zh", "遠離毒品", "zh/stories/anti-drug-days.html#the-days"),
        ("en", "poppies", "en/glossary.html#opium-poppy"),
    ],
)
def test_search_works(code: str, query: str, first: str, firefox: Firefox, site: Path) -> None:
    firefox.go(f"{(site / code / 'search.html').as_uri()}?q={query}")
    end = time.monotonic() + PATIENCE
    while (found := firefox.ask(SETTLED)) is None:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert found[0] == f"../{first}"
    assert firefox.ask(MARKED)


def test_a_page_that_is_served_follows_its_files(firefox: Firefox, tmp_path: Path) -> None:
    """Its web socket and styles pass the page's own policy, which Firefox reads more strictly."""
    root = copy_of(SMALL, tmp_path)
    shutil.copytree(PROJECT / "assets", root / "assets")
    story = root / "content/stories/school-visit/zh.md"
    with serving(root) as desk:
        firefox.go(f"{desk.base}zh/stories/school-visit.html")
        firefox.ask("document.body.dataset.mine = 'kept'")
        edit(story, "全镇发出", "新的一句。全镇发出")
        until(lambda: firefox.ask("return document.body.innerText.includes('新的一句')"))
        with (root / "assets/site.css").open("a", encoding="utf-8") as sheet:
            sheet.write("\nbody { outline: 3px solid rgb(1, 2, 3); }\n")
        outline = "return getComputedStyle(document.body).outlineColor"
        until(lambda: firefox.ask(outline) == "rgb(1, 2, 3)")
        edit(story, "[[fact:all-2022]]", "[[fact:al-2022]]")
        inside = "document.querySelector('qy-desk').shadowRoot"
        until(
            lambda: firefox.ask(f"return {inside}.querySelectorAll('li.error mark').length === 1")
        )
        edit(story, "[[fact:al-2022]]", "[[fact:all-2022]]")
        until(lambda: firefox.ask(f"return {inside}.querySelector('.panel').hidden"))
        assert firefox.ask("return document.body.dataset.mine") == "kept"
