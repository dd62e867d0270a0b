"""How large the index of the search is, and what a query costs: bench.search_size 100 10000."""

from __future__ import annotations

import argparse
import bisect
import contextlib
import gzip
import html
import http.server
import itertools
import json
import random
import re
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from qingyuan.search import BLOCK, Document, Section, merged, piece, shard_count, written
from tests import browser as finder
from tests.command import SMALL, build

VOCABULARY = 20_000
STORY_WORDS = 800
ROUNDS = 5
SHOWN = """() => {
  const said = document.querySelector(".qy-search-status");
  return said && said.textContent && !said.textContent.includes("…");
}"""


class Words:
    """Made-up words, the nth as common as 1/n."""

    def __init__(self, code: str) -> None:
        self.random = random.Random(code)
        make = self._han if code == "zh" else self._latin
        self.words = list(dict.fromkeys(make() for _ in range(VOCABULARY)))
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


def document(words: Words, code: str, number: int) -> Document:
    """A story: title, summary, an opening and five sections."""
    source = random.Random(f"{code} {number}")
    joint, stop = ("", "。") if code == "zh" else (" ", ". ")

    def sentence(count: int) -> str:
        return joint.join(words.some(source, count))

    def paragraph() -> str:
        return "".join(sentence(13) + stop for _ in range(STORY_WORDS // 13 // 6))

    return Document(
        sentence(5),
        f"{code}/stories/school-visit.html",
        "story",
        "2026",
        sentence(12),
        tuple(Section(f"s{at}" if at else "", sentence(3), paragraph()) for at in range(6)),
    )


def put(output: Path, code: str, stories: int) -> None:
    """Puts an index of made-up stories in the place of a site's own."""
    page = output / code / "search.html"
    before = page.read_text(encoding="utf-8")
    head, typed, rest = re.split(r'(?<=data-settings=")([^"]*)', before, maxsplit=1)
    settings = json.loads(html.unescape(typed))
    shutil.rmtree(output / code / "search" / settings["shards"].split("/")[-2])
    words = Words(code)
    start = time.perf_counter()
    texts = [written(n, (document(words, code, n),)) for n in range(stories)]
    shards = shard_count((len(text.decode()), len(text)) for text in texts)
    made = time.perf_counter()
    found: list[list[tuple[int, str]]] = [[] for _ in range(shards)]
    for block, first in enumerate(range(0, stories, BLOCK)):
        for shard, lines in piece(texts[first : first + BLOCK], shards).items():
            found[shard].append((block, lines))
    indexed = time.perf_counter()
    index, folder = output / code / "search/index", output / code / "search/texts"
    index.mkdir()
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.js").write_bytes(text)
    for number, parts in enumerate(found):
        (index / f"{number}.js").write_bytes(merged(number, parts))
    done = time.perf_counter()
    print(
        f"  {code}: texts {made - start:.0f} s, pieces {indexed - made:.0f} s, "
        f"shards merged and written {done - indexed:.0f} s"
    )
    blocks = [f"../{code}/search/texts/"] * (stories // BLOCK + 1)
    settings |= {"shards": f"../{code}/search/index/", "many": shards, "texts": blocks}
    settings |= {"small": 0, "count": stories}
    changed = html.escape(json.dumps(settings, ensure_ascii=False))
    page.write_text(head + changed + rest, encoding="utf-8")
    report(code, "shards", list(index.iterdir()))
    report(code, "texts", list(folder.iterdir()))
    print(f"  {code}/search.html: gzipped {len(gzip.compress(page.read_bytes(), 6))} B")


def report(code: str, what: str, files: list[Path]) -> None:
    """Files as they lie on a disk and as they are sent."""
    data = [file.read_bytes() for file in files]
    packed = [len(gzip.compress(one, 6)) for one in data]
    print(
        f"  {code} {what}: {len(files)} files, {sum(map(len, data)) / 1e6:.2f} MB, "
        f"gzipped {sum(packed) / 1e6:.2f} MB, each {statistics.median(packed):.0f} B, "
        f"at most {max(packed)} B"
    )


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
        with contextlib.suppress(BrokenPipeError):
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
    """Makes an index for so many stories, says how large it is, and asks it."""
    print(f"\n{stories} stories")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        done = build(SMALL, "--output", output, "--quiet")
        if done.code:
            raise SystemExit(done.out)
        for code in ("zh", "en"):
            put(output, code, stories)
        handler = type("Of", (Handler,), {"__init__": _rooted(output)})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        queries(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        server.server_close()


def _rooted(folder: Path) -> object:
    def start(self: Handler, *arguments: object) -> None:
        http.server.SimpleHTTPRequestHandler.__init__(self, *arguments, directory=str(folder))  # type: ignore[arg-type]

    return start


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
