"""How large the index of the search is, and what a query costs: bench.search_size 100 10000."""

from __future__ import annotations

import argparse
import bisect
import gzip
import html
import http.server
import itertools
import json
import random
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests import browser as finder
from tests.command import SMALL, build

VOCABULARY = 20_000
HAN_WORDS, LATIN_WORDS = 800, 780
ROUNDS = 5
# Not drawn: numbers would have to be the same in both languages.
NUMBERS = {*"零〇一二三四五六七八九十百千万亿两俩仨半几数多余对双", "ten", "nine", "nil", "seven"}
SHOWN = "() => document.querySelector('.qy-results li')"


class Words:
    """Made-up words, the nth as common as 1/n."""

    def __init__(self, code: str) -> None:
        self.random = random.Random(code)
        make = self._han if code == "zh" else self._latin
        made = dict.fromkeys(make() for _ in range(VOCABULARY))
        self.words = [word for word in made if word not in NUMBERS and not NUMBERS & set(word)]
        weights = (1 / (rank + 8) for rank in range(len(self.words)))
        self.sums = list(itertools.accumulate(weights))

    def _han(self) -> str:
        """One to three of the commoner characters (GB 2312, level 1)."""
        signs = (
            bytes((0xB0 + self.random.randrange(39), 0xA1 + self.random.randrange(89)))
            for _ in range(self.random.choice((1, 2, 2, 2, 2, 3)))
        )
        return b"".join(signs).decode("gb2312")

    def _latin(self) -> str:
        syllables = (
            self.random.choice("bcdfghlmnprstvw") + self.random.choice("aeiou")
            for _ in range(self.random.randint(1, 4))
        )
        return "".join(syllables) + self.random.choice(("", "n", "r", "s", "ing", "tion", "ed"))

    def some(self, source: random.Random, count: int) -> list[str]:
        """Words of a text."""
        top = self.sums[-1]
        return [self.words[bisect.bisect(self.sums, source.random() * top)] for _ in range(count)]


def text(words: Words, code: str, number: int) -> str:
    """A story: title, summary, five sections."""
    source = random.Random(f"{code} {number}")
    joint, stop = ("", "。") if code == "zh" else (" ", ". ")

    def sentence(count: int) -> str:
        return joint.join(words.some(source, count)) + stop.strip()

    def paragraph(count: int) -> str:
        return "".join(sentence(13) + joint for _ in range(count // 13))

    total = HAN_WORDS if code == "zh" else LATIN_WORDS
    lines = [
        f"---\ntitle: {sentence(5)[:-1]}\nsummary: {sentence(12)}\n---\n",
        paragraph(total // 6),
    ]
    lines += [
        f"## {sentence(3)[:-1]} {{#s{section}}}\n\n{paragraph(total // 6)}" for section in range(5)
    ]
    return "\n\n".join(lines) + "\n"


def site(root: Path, stories: int) -> None:
    """The small sample site with so many stories more."""
    shutil.copytree(SMALL / "content", root / "content")
    words = {code: Words(code) for code in ("zh", "en")}
    settings = (SMALL / "content/stories/school-visit/story.yaml").read_text(encoding="utf-8")
    for number in range(stories):
        folder = root / f"content/stories/s{number:05}"
        folder.mkdir()
        day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
        lines = [line for line in settings.split("\n") if not line.startswith("date:")]
        (folder / "story.yaml").write_text("\n".join([f"date: {day}", *lines]), encoding="utf-8")
        for code, vocabulary in words.items():
            (folder / f"{code}.md").write_text(text(vocabulary, code, number), encoding="utf-8")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends compressed files, and counts them."""

    sent: list[tuple[str, int]] = []  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        path = Path(self.directory) / unquote(urlsplit(self.path).path).lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.sent.append((self.path, len(data)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def ask(browser: Browser, address: str, code: str, query: str) -> tuple[int, int, float]:
    """Files and bytes of a query, and milliseconds from the opening of the page to a result."""
    times = []
    for _ in range(ROUNDS):
        context = browser.new_context()
        page = context.new_page()
        Handler.sent.clear()
        start = time.perf_counter()
        page.goto(f"{address}/{code}/search.html?q={quote(query)}", wait_until="commit")
        page.wait_for_function(SHOWN)
        times.append((time.perf_counter() - start) * 1000)
        page.wait_for_load_state("load")
        context.close()
    loaded = [size for path, size in Handler.sent if "/search/" in path]
    return len(loaded), sum(loaded), statistics.median(times)


def measure(stories: int) -> None:
    """Builds a site, says how large its index is, and asks it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site(root, stories)
        start = time.perf_counter()
        done = build(root, "--jobs", "2", "--quiet")
        if done.code:
            raise SystemExit(done.out[-2000:])
        print(f"\n{stories} stories: built in {time.perf_counter() - start:.0f} s")
        for code in ("zh", "en"):
            sizes(root / "output" / code)
        handler = type("Of", (Handler,), {"__init__": _rooted(root / "output")})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        queries(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        server.server_close()


def _rooted(folder: Path) -> object:
    def start(self: Handler, *arguments: object) -> None:
        http.server.SimpleHTTPRequestHandler.__init__(self, *arguments, directory=str(folder))  # type: ignore[arg-type]

    return start


def sizes(folder: Path) -> None:
    """The index of a language: texts and shards, as files and as they are sent."""
    page = (folder / "search.html").read_text(encoding="utf-8")
    settings = json.loads(html.unescape(page.partition('data-settings="')[2].partition('"')[0]))
    shards = folder.parent / settings["shards"].removeprefix("../")
    for name, files in (
        ("shards", list(shards.iterdir())),
        ("texts", [f for f in folder.glob("search/*/*.js") if f.parent != shards]),
    ):
        data = [file.read_bytes() for file in files]
        packed = [len(gzip.compress(one, 6)) for one in data]
        print(
            f"  {folder.name} {name}: {len(files)} files, {sum(map(len, data)) / 1e6:.2f} MB, "
            f"gzipped {sum(packed) / 1e6:.2f} MB, each {statistics.median(packed):.0f} B, "
            f"at most {max(packed)} B"
        )
    print(f"  {folder.name}/search.html: gzipped {len(gzip.compress(page.encode(), 6))} B")


def queries(address: str) -> None:
    """Common, middling and rare words, alone and together."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=finder.find(), args=finder.arguments())
        for code in ("zh", "en"):
            words = [word for word in Words(code).words if len(word) > 1]
            joint = "" if code == "zh" else " "
            asked = {
                "common": words[0],
                "middling": words[300],
                "rare": words[9000],
                "common and middling": f"{words[3]} {words[200]}",
                "two that seldom meet": joint.join((words[150], words[151])),
            }
            for what, query in asked.items():
                files, size, taken = ask(browser, address, code, query)
                print(f"  {code} {what}: {files} files, gzipped {size} B, {taken:.0f} ms")
        browser.close()


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=int, nargs="*", default=[100, 10_000])
    finder.find()
    for stories in parser.parse_args().stories:
        measure(stories)


if __name__ == "__main__":
    main()
