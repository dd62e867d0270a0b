"""`build.py serve` over HTTP and a web socket: every save arrives, and nobody else does."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import queue
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath

import pytest
import watchfiles

from qingyuan.console import Console
from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual
from qingyuan.model.project import Project
from qingyuan.read.drives import file_system
from qingyuan.read.excerpts import Line as Shown
from qingyuan.read.excerpts import excerpt
from qingyuan.reuse.store import Store
from qingyuan.reuse.version import engine_version
from qingyuan.serve import guard, ports, watch
from qingyuan.serve.builder import Builder
from qingyuan.serve.overlay import in_editor
from qingyuan.serve.terminal import Steps, Terminal
from qingyuan.tools import Tools
from qingyuan.workers import Workers
from tests.browser_support import ungated
from tests.command import PROJECT, SMALL, copy_of, edit, run
from tests.desk import TODAY, Desk, Line, command, serving, until
from tests.many import site_of

PAGE = "/zh/stories/school-visit.html"
NAME = PAGE[1:]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(SMALL, tmp_path_factory.mktemp("清源 site"))


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Desk]:
    """One server, for tests that only look at the site."""
    with serving(root) as desk:
        yield desk


@pytest.fixture
def desk(server: Desk, root: Path) -> Iterator[Desk]:
    """The server, for tests that change the site; afterwards it is as it was."""
    yield server
    server.close_pages()
    for name in ("content", "templates", "assets"):
        if (root / name).is_dir():
            shutil.rmtree(root / name)
    shutil.copytree(SMALL / "content", root / "content")
    until(lambda: "走进学校" in server.ask(PAGE).text and "新的" not in server.ask(PAGE).text)
    time.sleep(0.3)


def story(root: Path) -> Path:
    return root / "content/stories/school-visit/zh.md"


def say(path: Path, text: str) -> None:
    """A save that adds a line."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


# ---- Every save arrives ----


def test_a_save_shows_and_publishes_nothing(desk: Desk, root: Path) -> None:
    assert "新的一句" not in desk.ask(PAGE).text
    say(story(root), "新的一句。")
    desk.shows(PAGE, "新的一句")
    assert not (root / "output").exists()
    assert sorted(p.name for p in root.iterdir()) == [".store", "content"]


def test_two_saves_within_a_second_both_arrive(desk: Desk, root: Path) -> None:
    line = Line(desk, NAME)
    assert "走进学校" in line.next("page")["html"]
    say(story(root), "新的第一句。")
    first = line.next("page")["html"]
    assert "新的第一句" in first
    say(story(root), "新的第二句。")
    assert "新的第二句" in line.next("page")["html"]


def test_five_hundred_files_are_one_build_or_two(desk: Desk, root: Path) -> None:
    before = desk.builds
    folder = root / "content/stories/school-visit"
    for number in range(500):
        (folder / f"picture-{number}.svg").write_text("<svg/>", encoding="utf-8")
    say(story(root), "新的，和五百个文件一起。")
    desk.shows(PAGE, "和五百个文件一起")
    time.sleep(1.0)
    assert 1 <= desk.builds - before <= 2


@pytest.mark.parametrize("manner", ["rename", "vim", "word", "delete and make"])
def test_however_a_program_saves(desk: Desk, root: Path, manner: str) -> None:
    path = story(root)
    text = path.read_text(encoding="utf-8") + f"\n新的：{manner}。\n"
    line = Line(desk, NAME)
    line.next("problems")
    if manner == "rename":
        beside = path.with_name(".zh.md.tmp-1")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    elif manner == "vim":
        path.rename(path.with_name("zh.md~"))
        path.write_text(text, encoding="utf-8")
        path.with_name("zh.md~").unlink()
    elif manner == "word":
        lock = path.with_name("~$zh.md")
        lock.write_bytes(b"\x00")
        path.write_text(text, encoding="utf-8")
        lock.unlink()
    else:
        path.unlink()
        time.sleep(0.015)
        path.write_text(text, encoding="utf-8")
    assert manner in line.next("page")["html"]
    assert line.next("problems")["errors"] == []


def test_a_file_that_is_empty_while_it_is_saved_is_no_error(desk: Desk, root: Path) -> None:
    line = Line(desk, NAME)
    line.next("problems")
    text = story(root).read_text(encoding="utf-8")
    story(root).write_text("", encoding="utf-8")
    time.sleep(0.1)
    story(root).write_text(f"{text}\n新的，从空文件来。\n", encoding="utf-8")
    assert "从空文件来" in line.next("page")["html"]
    assert line.next("problems")["errors"] == []


def test_a_new_folder_with_a_chinese_picture(desk: Desk, root: Path) -> None:
    assert desk.ask("/zh/stories/new-one.html").status == 404
    new = root / "content/stories/new-one"
    shutil.copytree(root / "content/stories/first-letter", new)
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 9h9'/></svg>"
    )
    (new / "山 1.svg").write_text(picture, encoding="utf-8")
    for code, words in (("zh", "新的山"), ("en", "A new hill")):
        say(new / f"{code}.md", f"![{words}](<山 1.svg>)")
    until(lambda: "新的山" in desk.ask("/zh/stories/new-one.html").text)
    text = desk.ask("/zh/stories/new-one.html").text
    source = text.split('src="../../media/')[1].split('"')[0]
    assert desk.ask(f"/media/{source}").headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    # A folder that gets another name is another story.
    new.rename(root / "content/stories/other-one")
    desk.shows("/zh/stories/other-one.html", "新的山")
    until(lambda: desk.ask("/zh/stories/new-one.html").status == 404)
    say(root / "content/stories/other-one/zh.md", "新的，在改了名的文件夹里。")
    desk.shows("/zh/stories/other-one.html", "在改了名的文件夹里")


def test_content_that_is_replaced_as_a_whole(desk: Desk, root: Path) -> None:
    other = root / "other"
    shutil.copytree(root / "content", other)
    say(other / "stories/school-visit/zh.md", "新的，整个换了。")
    shutil.rmtree(root / "content")
    other.rename(root / "content")
    desk.shows(PAGE, "整个换了")
    say(story(root), "新的，换了以后。")
    desk.shows(PAGE, "换了以后")


def test_templates_that_come_later(desk: Desk, root: Path) -> None:
    shutil.copytree(PROJECT / "templates", root / "templates")
    edit(root / "templates/base.html", "<main ", "<main data-mine ")
    desk.shows(PAGE, "data-mine")
    edit(root / "templates/base.html", "data-mine", "data-yours")
    desk.shows(PAGE, "data-yours")


# ---- What is served ----


def length(server: Desk, method: str) -> str:
    return server.ask(PAGE, method=method).headers["Content-Length"]


def test_what_a_browser_gets(server: Desk) -> None:
    page = server.ask(PAGE)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in page.headers if name.startswith("Access-Control")]
    assert page.text.count("/@desk/live.js") == 1
    style = page.text.split('rel="stylesheet" href="../../')[1].split('"')[0]
    assert server.ask(f"/{style}").headers["Content-Type"] == "text/css; charset=utf-8"
    head = server.ask(PAGE, method="HEAD")
    assert (head.status, head.text) == (200, "")
    # What the test before wrote may be taken back just now.
    until(lambda: length(server, "HEAD") == length(server, "GET"))
    assert server.ask("/").text.count('data-page="index.html"') == 1
    assert server.ask("/zh").headers["Location"] == "/zh/"
    assert 'data-page="zh/index.html"' in server.ask("/zh/").text
    assert "unregister" in server.ask("/worker.js").text


def test_a_page_that_there_is_not_names_those_that_are_near(server: Desk) -> None:
    answer = server.ask("/zh/stories/school-visits.html")
    assert answer.status == 404
    assert "找不到这个页面" in answer.text
    assert "zh/stories/school-visit.html" in answer.text


def test_the_search_has_its_shards(server: Desk) -> None:
    text = server.ask("/zh/search.html").text
    found = re.search(r"zh/search/[0-9a-f]{8}/", text[text.index("shards") :])
    assert found
    shard = server.ask(f"/{found[0]}0.js")
    assert (shard.status, shard.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")


def test_a_problem_is_explained_as_the_command_does(server: Desk) -> None:
    said = run("explain", "yaml-tab", "--lang", "en").out
    page = server.ask("/@desk/problem/yaml-tab?lang=en").text
    assert all(line.strip() in page for line in said.splitlines() if "<" not in line)
    assert server.ask("/@desk/problem/none-such").status == 404


def test_the_desk_is_there_in_both_languages(desk: Desk, root: Path) -> None:
    assert desk.ask("/desk").headers["Location"] == "/desk/en.html"
    line = Line(desk, "desk/zh.html")
    assert "编辑台" in line.next("page")["html"]
    assert "Editor’s desk" in desk.ask("/desk/en.html").text
    edit(story(root), "[[fact:all-2022]]", "[[fact:al-2022]]")
    assert "“al-2022”" in line.next("page")["html"]


def test_drafts_are_shown(desk: Desk, root: Path) -> None:
    new = root / "content/stories/a-draft"
    shutil.copytree(root / "content/stories/first-letter", new)
    edit(new / "story.yaml", "kind:", "draft: true\nkind:")
    desk.shows("/zh/stories/a-draft.html", "草稿")


def test_a_moved_page_is_told_where_it_went(desk: Desk, root: Path) -> None:
    line = Line(desk, NAME)
    line.next("problems")
    edit(story(root), "summary:", "slug: a-new-name\nsummary:")
    assert line.next("gone")["pages"] == ["zh/stories/a-new-name.html"]


# ---- What is wrong ----


def test_an_error_is_told_with_its_line_and_goes_when_mended(desk: Desk, root: Path) -> None:
    line = Line(desk, NAME)
    line.next("problems")
    edit(story(root), "[[fact:all-2022]]", "[[fact:al-2022]]")
    told = line.next("problems")
    (error,) = told["errors"]
    assert error["place"] == "content/stories/school-visit/zh.md:6:30"
    assert error["hint"]["en"].startswith("did you mean “all-2022”?")
    assert [shown["number"] for shown in error["lines"]] == [5, 6, 7]
    shown = error["lines"][1]
    assert shown["text"][shown["spot"] :].startswith("[[fact:al-2022]]")
    assert error["open"].endswith("zh.md:6:30")
    assert "%E6%B8%85%E6%BA%90%20site" in error["open"]
    assert "全镇发出" in desk.ask(PAGE).text, "the last good page stays"
    desk.said("zh.md:6:30: error[fact-unknown]")
    edit(story(root), "[[fact:al-2022]]", "[[fact:all-2022]]")
    assert line.next("problems")["errors"] == []
    desk.said("mended: 1")


def test_a_template_that_fails_is_told_on_the_page_it_is_for(desk: Desk, root: Path) -> None:
    shutil.copytree(PROJECT / "templates", root / "templates")
    line = Line(desk, NAME)
    line.next("problems")
    edit(root / "templates/base.html", "<main ", "{{ nothing_of_that_name }}<main ")
    (error,) = line.next("problems")["errors"]
    assert error["place"].startswith("templates/base.html:")
    assert "全镇发出" in desk.ask(PAGE).text
    edit(root / "templates/base.html", "{{ nothing_of_that_name }}", "")
    assert line.next("problems")["errors"] == []


def test_warnings_are_not_said_again_at_every_save(desk: Desk, root: Path) -> None:
    count = desk.out.count("warning[") + 1
    say(story(root), "新的一句。")
    desk.said("warning[", count)
    say(story(root), "新的又一句。")
    desk.shows(PAGE, "新的又一句")
    time.sleep(0.1)
    assert desk.out.count("warning[") == count


def test_a_site_with_errors_from_the_start_has_a_page_that_says_so(tmp_path: Path) -> None:
    copy_of(SMALL, tmp_path)
    edit(story(tmp_path), "[[fact:all-2022]]", "[[fact:al-2022]]")
    with serving(tmp_path) as desk:
        answer = desk.ask("/")
        assert answer.status == 500
        assert "这一页还生成不了" in answer.text
        assert "can't be made yet" in answer.text
        edit(story(tmp_path), "[[fact:al-2022]]", "[[fact:all-2022]]")
        until(lambda: desk.ask("/").status == 200)


def test_an_excerpt_is_the_part_of_a_long_line_around_the_spot(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"一\n{'山' * 300}X{'水' * 300}\n三", encoding="utf-8")
    found = excerpt(tmp_path, Location("a.md", 2, 301))
    assert [line.number for line in found] == [1, 2, 3]
    spot = found[1].spot
    assert spot is not None
    assert found[1].text[spot] == "X"
    assert len(found[1].text) < 200
    for encoding in ("utf-16", "gb18030"):
        (tmp_path / "a.md").write_bytes("标题：山".encode(encoding))
        assert excerpt(tmp_path, Location("a.md", 1, 1)) == (Shown(1, "标题：山", 0),)
    assert excerpt(tmp_path, Location("none.md", 1, 1)) == ()


def test_the_address_that_opens_an_editor() -> None:
    path = Path("/home/我 的/a.md")
    assert in_editor(path, 3, 0) == "vscode://file/home/%E6%88%91%20%E7%9A%84/a.md:3:1"


def test_the_overlays_styles_are_known_to_the_oldest_browser() -> None:
    sheet = (PROJECT / "qingyuan/serve/live.css").read_text(encoding="utf-8")
    assert ungated(sheet) == []


# ---- Who may ask ----


@pytest.mark.parametrize(
    ("host", "own", "may"),
    [
        ("127.0.0.1:4000", None, True),
        ("localhost:4000", None, True),
        ("[::1]:4000", None, True),
        ("127.0.0.1:4001", None, False),
        ("127.0.0.1", None, False),
        ("evil.example:4000", None, False),
        ("localhost.evil.example:4000", None, False),
        ("192.168.1.7:4000", None, False),
        ("192.168.1.7:4000", "192.168.1.7", True),
        ("192.168.1.7:4000", "::ffff:192.168.1.7", True),
        ("192.168.1.8:4000", "192.168.1.7", False),
        ("evil.example:4000", "192.168.1.7", False),
        ("[fe80::1]:4000", "fe80::1%eth0", True),
        ("", None, False),
        (":4000", "192.168.1.7", False),
        ("localhost:٤٠٠٠", None, False),
    ],
)
def test_hosts(host: str, own: str | None, may: bool) -> None:
    assert guard.is_host(host, 4000, own) is may


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cwindows%5cwin.ini",
        "/zh/..%00/index.html",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/C:%5cwindows%5cwin.ini",
        "/C:/windows/win.ini",
        "/content/site.yaml",
        "/../content/site.yaml",
        "/%ff%fe",
        "/@desk/../content/site.yaml",
        "/@desk/live.js%00.html",
        "/@desk/server.py",
        "/.store/x.sqlite",
    ],
)
def test_nothing_but_pages_can_be_read(server: Desk, path: str) -> None:
    answer = server.ask(path)
    assert answer.status == 404
    assert "root:" not in answer.text
    assert "default-language" not in answer.text


def test_requests_of_others_are_refused(server: Desk) -> None:
    own = f"127.0.0.1:{server.port}"
    for headers in (
        {"Host": f"evil.example:{server.port}"},
        {"Host": "127.0.0.1"},
        {"Host": own, "Origin": "http://evil.example"},
        {"Host": own, "Origin": "null"},
        {"Host": own, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Host": own, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "script"},
        {"Host": own, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"},
    ):
        for path in (PAGE, "/@desk/live.js", "/@desk/problem/S05"):
            answer = server.ask(path, headers)
            assert answer.status == 403, headers
            assert "403 这个地址" in answer.text
            assert "403 This address" in answer.text
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert server.ask(PAGE, {**link, "Sec-Fetch-Dest": "document"}).status == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        answer = server.ask(PAGE, method=method)
        assert answer.status == 405
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://localhost:1"])
def test_the_web_socket_is_for_own_pages_only(server: Desk, origin: str | None) -> None:
    headers = {
        "Host": f"127.0.0.1:{server.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    if origin:
        headers["Origin"] = origin
    assert server.ask("/@desk/socket", headers).status == 403
    rebound = {**headers, "Host": f"evil.example:{server.port}"}
    rebound["Origin"] = f"http://evil.example:{server.port}"
    assert server.ask("/@desk/socket", rebound).status == 403


def test_only_this_machine_is_answered_unless_others_are_invited(server: Desk, root: Path) -> None:
    addresses = ports.own_addresses()
    if not addresses:
        pytest.skip("this machine is in no network")
    with pytest.raises(OSError, match=r"refused|unreachable|10061"):
        socket.create_connection((addresses[0], server.port), timeout=2.0)
    other = root.parent / "lan"
    copy_of(SMALL, other)
    edit(story(other), "[[fact:all-2022]]", "[[fact:al-2022]]")
    with serving(other, "--lan") as open_desk:
        assert f"http://{addresses[0]}:{open_desk.port}/" in open_desk.out
        assert "anybody in this network can see" in open_desk.out
        assert open_desk.ask("/", address=addresses[0]).status == 500
        rebound = {"Host": f"evil.example:{open_desk.port}"}
        assert open_desk.ask("/", rebound, address=addresses[0]).status == 403
        here = Line(open_desk, "index.html").next("problems")
        there = Line(open_desk, "index.html", addresses[0]).next("problems")
        assert "open" in here["errors"][0]
        told = {"code", "severity", "place", "path", "line", "column", "message", "hint"}
        assert set(there["errors"][0]) == told
        assert str(other) in open_desk.ask("/desk/en.html").text
        away = open_desk.ask("/desk/en.html", address=addresses[0])
        assert away.status == 200
        assert str(other) not in away.text
        assert "vscode:" not in away.text
        assert (
            "Editor’s desk"
            in Line(open_desk, "desk/en.html/away", addresses[0]).next("page")["html"]
        )
        with pytest.raises(queue.Empty):
            Line(open_desk, "desk/en.html", addresses[0]).next("page", 0.5)


# ---- Ports, and the end ----


def test_a_port_that_is_taken(server: Desk, root: Path) -> None:
    store = root / ".store"
    args = ("serve", "--root", root, "--port", str(server.port))
    with command(store, *args, "--lang", "en") as process:
        assert process.popen.wait(20) == 1
    assert f"port {server.port} is used by another program" in until(lambda: process.out)
    with command(store, *args, "--lang", "zh") as process:
        assert process.popen.wait(20) == 1
    assert "已有别的程序在用" in until(lambda: process.out)


def test_two_servers_of_one_root_do_not_disturb_each_other(desk: Desk, root: Path) -> None:
    with serving(root) as other:
        assert other.port != desk.port
        for number in range(3):
            say(story(root), f"新的第{number}句。")
            for each in (desk, other):
                each.shows(PAGE, f"新的第{number}句")
        # Nor does somebody who builds meanwhile, or loses the store.
        code = (
            "import sys; from pathlib import Path; from qingyuan import cli; "
            "cli.STORE = Path(sys.argv[1]); cli.main(sys.argv[2:])"
        )
        args = (str(root / ".store"), "build", "--root", str(root), *TODAY, "--output")
        subprocess.run(
            [sys.executable, "-c", code, *args, str(root.parent / "out")],
            cwd=PROJECT,
            check=True,
            capture_output=True,
        )
        (file,) = (root / ".store").glob("*.sqlite")
        with closing(sqlite3.connect(file)) as connection:
            for table in ("results", "blobs", "notes"):
                connection.execute(f"delete from {table}")  # noqa: S608 - constants
            connection.commit()
        say(story(root), "新的，在丢了以后。")
        for each in (desk, other):
            each.shows(PAGE, "在丢了以后")
            each.shows("/en/stories/first-letter.html", "data-page")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGTERM")
def test_it_ends_within_a_second_also_while_it_builds(tmp_path: Path) -> None:
    site_of(tmp_path, 400)
    with serving(tmp_path, "--jobs", "2", built=False) as desk:
        assert "正在生成网站" in desk.ask("/").text
        code, seconds = desk.end()
    assert (code, seconds < 1.0) == (0, True), (code, seconds)
    assert "goodbye" in until(lambda: desk.out if "goodbye" in desk.out else "")
    assert "Traceback" not in desk.out
    assert "rebuilt" not in desk.out, "it was still building"
    copy_of(SMALL, tmp_path / "small")
    with serving(tmp_path / "small") as desk:
        code, seconds = desk.end(15)
    assert (code, seconds < 1.0) == (0, True), (code, seconds)
    assert "Traceback" not in desk.out


def test_what_does_not_go_together() -> None:
    for arguments, said in (
        (("check", "--port", "4000"), "go with serve only"),
        (("build", "--lan"), "go with serve only"),
        (("serve", "--output", "x"), "serve publishes nothing"),
        (("serve", "--force"), "serve publishes nothing"),
        (("serve", "--format", "json"), "serve publishes nothing"),
        (("serve", "--port", "0"), "--port takes a number"),
        (("serve", "--port", "x"), "--port takes a number"),
        (("build", "--watch"), "check --watch"),
        (("check", "--watch", "--format", "json"), "without --format"),
    ):
        done = run(*arguments, "--lang", "en")
        assert (done.code, said in done.err) == (2, True), done.err


def test_check_watch(tmp_path: Path) -> None:
    copy_of(SMALL, tmp_path)
    args = ("check", "--watch", "--root", tmp_path, "--lang", "en", *TODAY)
    with command(tmp_path / ".store", *args) as process:
        process.said("waiting for the next save")
        assert "ready to publish" in process.out
        edit(story(tmp_path), "[[fact:all-2022]]", "[[fact:al-2022]]")
        process.said("waiting for the next save", 2)
        assert "error[fact-unknown]" in process.out
        assert process.out.count("─" * 60) == 1
        code, seconds = process.end()
    assert (code, seconds < 1.0) == (0, True)
    assert "Traceback" not in process.out


# ---- What can't be waited for ----


def in_a_loop_of_its_own(work: Coroutine[None, None, None]) -> None:
    """In a thread of its own: where browsers were at work, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def test_the_day_follows_the_clock(tmp_path: Path) -> None:
    copy_of(SMALL, tmp_path)
    new = tmp_path / "content/stories/tomorrow"
    shutil.copytree(tmp_path / "content/stories/first-letter", new)
    edit(new / "story.yaml", "kind:", "publish: 2026-11-24\nkind:")
    days = [dt.date(2026, 11, 23)]

    @contextmanager
    def opened() -> Iterator[Tools]:
        with closing(Store(None, "", engine_version())) as store, closing(Workers(1)) as workers:
            yield Tools(store, workers, Steps(Nobody()))

    def project() -> Project:
        return Project(tmp_path, PROJECT, tmp_path / "output", days[-1])

    async def work() -> None:
        builder = Builder(opened, project, {})
        before = await builder.rebuild(None)
        assert not builder.day_is_over()
        days.append(dt.date(2026, 11, 24))
        assert builder.day_is_over()
        after = await builder.rebuild(None)
        path = "zh/stories/tomorrow.html"
        assert before.view.current
        assert (path in before.view.pages, path in after.view.pages) == (False, True)
        await builder.close()

    in_a_loop_of_its_own(work())


class Nobody:
    """Hears of no progress."""

    def stage(self, name: str, total: int) -> Callable[[], None]:
        del name, total
        return lambda: None


def test_where_the_system_does_not_tell_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of(SMALL, tmp_path)
    told: list[Bilingual] = []
    heard: list[frozenset[Path] | None] = []
    usual = watchfiles.watch

    def refusing(*paths: Path, **options: object) -> object:
        if not options["force_polling"]:
            raise OSError("OS file watch limit reached")
        return usual(*paths, **options)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(watch, "watch", refusing)
    watcher = watch.Watcher(tmp_path, PROJECT, heard.append, told.append)
    watcher.start()
    assert watcher.ready(5.0)
    assert "limit reached" in told[0].zh
    assert "limit reached" in told[0].en
    time.sleep(0.6)
    say(story(tmp_path), "新的一句。")
    until(lambda: any(paths and story(tmp_path) in paths for paths in heard))
    watcher.stop()


def test_network_drives_are_known_by_their_file_system() -> None:
    mounts = (
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "40 22 0:40 / /mnt/my\\040share rw - cifs //server/share rw\n"
        "41 22 0:41 / /mnt/my\\040share/deep rw master:2 - tmpfs tmpfs rw\n"
    )
    for folder, kind in (
        ("/home/a", "ext4"),
        ("/mnt/my share/site", "cifs"),
        ("/mnt/my share/deep/site", "tmpfs"),
    ):
        assert file_system(mounts, PurePosixPath(folder)) == kind


def test_an_editor_is_told_of_a_fault_of_the_program(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy_of(SMALL, tmp_path)

    @contextmanager
    def opened() -> Iterator[Tools]:
        for reason in ("no tools today",):
            raise RuntimeError(reason)
        yield Tools(Store(None, "", ""), Workers(1), Steps(Nobody()))

    async def work() -> None:
        builder = Builder(opened, lambda: Project(tmp_path, PROJECT, tmp_path, dt.date.today()), {})  # noqa: DTZ011
        state = await builder.rebuild(None)
        Terminal(Console("en")).built(state, [], 0.1)
        assert state.blocked
        await builder.close()

    in_a_loop_of_its_own(work())
    said = capsys.readouterr().err
    assert "the program itself failed" in said
    assert "no tools today (test_serve.py:" in said
