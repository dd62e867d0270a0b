"""The worker: over HTTPS (here localhost) what was read stays, what is new comes, and it can go."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.command import SMALL, build, copy_of, edit
from tests.server import Server, server
from tests.test_security import POLICY

pytestmark = pytest.mark.browser

MOST = 1536


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(SMALL, tmp_path / "site")
    publish(root)
    return root


@pytest.fixture
def web(root: Path) -> Iterator[Server]:
    """Below a sub-path, by a server that sends the pages' policy with every file."""
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "max-age=3600"}
    with server(root / "output", "/a/b/", headers=headers) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def publish(root: Path) -> None:
    done = build(root, "--date", "2026-11-23")
    assert done.code == 0, done.out


def visit(page: Page, address: str) -> None:
    """Opens a page, and waits until the worker has done with it."""
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(
        "async () => (await caches.match(location.href.replace(/[?#].*/, ''))) !== undefined"
    )


def rewrite(root: Path, old: str, new: str) -> None:
    edit(root / "content/pages/about/zh.md", old, new)
    publish(root)


def test_a_new_version_is_seen_at_once_and_the_last_one_without_network(
    root: Path, web: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    about = f"{web.base}zh/about.html"
    visit(page, about)
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("关于")
    rewrite(root, "title: 关于", "title: 新的关于")
    page.reload()
    expect(title).to_have_text("新的关于")
    visit(page, about)
    web.answering = False
    page.reload()
    expect(title).to_have_text("新的关于")
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    page.goto(f"{about}?from=elsewhere#qy-main")
    expect(title).to_have_text("新的关于")
    for name, said in {"zh/help.html": "没有网络", "en/help.html": "There is no network"}.items():
        answer = page.goto(web.base + name)
        assert answer is not None
        assert answer.status == 503
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert said in page.locator("body").inner_text()
    web.answering = True
    page.goto(f"{web.base}en/help.html")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_new_design_takes_the_place_of_the_old_and_pages_stay(
    root: Path, web: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    visit(page, f"{web.base}zh/about.html")
    visit(page, f"{web.base}zh/help.html")
    before = page.evaluate("caches.keys()")
    assert len(before) == 1
    shutil.copytree(Path(__file__).parent.parent / "assets", root / "assets")
    sheet = root / "assets/site.css"
    sheet.write_text(f"{sheet.read_text('utf-8')}\nh1 {{ color: rgb(1 2 3); }}\n", encoding="utf-8")
    publish(root)
    visit(page, f"{web.base}zh/about.html")
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(colour) == "rgb(1, 2, 3)"
    page.wait_for_function(
        f"async () => {{ const names = await caches.keys();"
        f" return names.length === 1 && names[0] !== {before[0]!r}; }}"
    )
    visit(page, f"{web.base}zh/about.html")
    web.answering = False
    page.reload()
    assert page.evaluate(colour) == "rgb(1, 2, 3)"
    answer = page.goto(f"{web.base}zh/help.html")
    assert answer is not None
    assert answer.status == 200


def test_a_page_that_was_taken_down_is_not_kept(
    root: Path, web: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    visit(page, f"{web.base}zh/about.html")
    visit(page, f"{web.base}zh/help.html")
    (root / "output/zh/about.html").unlink()
    page.goto(f"{web.base}zh/about.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("找不到这个页面")
    page.wait_for_function(f"async () => !(await caches.match('{web.base}zh/about.html'))")
    web.answering = False
    answer = page.goto(f"{web.base}zh/about.html")
    assert answer is not None
    assert answer.status == 503


@pytest.mark.parametrize("instead", [None, "<!doctype html>"])
def test_a_worker_that_was_taken_away_goes(
    root: Path, web: Server, context: BrowserContext, instead: str | None
) -> None:
    page = context.new_page()
    visit(page, f"{web.base}zh/about.html")
    (root / "output/worker.js").unlink()
    if instead:
        (root / "output/worker.js").mkdir()
        (root / "output/worker.js/index.html").write_text(instead, encoding="utf-8")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("关于")
    page.wait_for_function(
        "async () => !(await navigator.serviceWorker.getRegistrations()).length"
        " && !(await caches.keys()).length"
    )
    # It goes for good when the last page that it speaks for is closed.
    page.goto("about:blank")
    page.goto(f"{web.base}zh/help.html")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"


def test_other_pages_of_the_server_are_none_of_its_business(
    root: Path, web: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    visit(page, f"{web.base}zh/about.html")
    (root / "output/grades").mkdir()
    (root / "output/grades/index.html").write_text("<h1>Grades</h1>", encoding="utf-8")
    page.goto(f"{web.base}grades/index.html")
    kept = page.evaluate(
        "async () => (await (await caches.open((await caches.keys())[0])).keys()).map(r => r.url)"
    )
    assert kept
    assert not [url for url in kept if "grades" in url]


def test_over_plain_http_and_from_disk_there_is_none(root: Path, context: BrowserContext) -> None:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://school.example/")
        route.fulfill(path=root / "output" / path)

    context.route("http://school.example/**", answer)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for base in ("http://school.example", (root / "output").as_uri()):
        page.goto(f"{base}/zh/about.html")
        page.wait_for_timeout(200)
        assert context.service_workers == []
    assert said == []


def test_it_is_small(root: Path) -> None:
    assert len(gzip.compress((root / "output/worker.js").read_bytes(), 9)) <= MOST
