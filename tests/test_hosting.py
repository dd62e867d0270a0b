"""The ready settings of a pack, in the servers that they are for."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.anywhere import walk_below
from tests.command import PROJECT, SMALL, copy_of, run

DAY = "2026-11-23"
SCHOOL = """\
name: {zh: 样例一中, en: Sample School One}
logo: sample.svg
address: https://school.example/a/b
"""
YEAR = "public, max-age=31536000, immutable"
NGINX = """\
daemon off; pid {work}/pid; error_log {work}/errors;{user}
events {{}}
http {{
  access_log off; client_body_temp_path {work}/1; proxy_temp_path {work}/2;
  fastcgi_temp_path {work}/3; uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
  server {{
    listen 127.0.0.1:{port};
    {snippet}
  }}
}}
"""
MODULES = Path("/usr/lib/apache2/modules")
APACHE = """\
ServerRoot {work}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {work}/pid
ErrorLog {work}/errors
TypesConfig /etc/mime.types
{modules}{user}
DocumentRoot {work}/nothing
Alias {place} {folder}/
<Directory {folder}>
Require all granted
AllowOverride FileInfo Indexes
</Directory>
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A pack that is served."""

    base: str
    folder: Path
    files: dict[str, bytes]

    def get(self, path: str) -> tuple[int, bytes, Message]:
        try:
            with urllib.request.urlopen(self.base + path, timeout=10) as answer:  # noqa: S310
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read(), answer.headers


def nginx(work: Path, port: int, place: str, folder: Path) -> list[str]:  # noqa: ARG001
    snippet = (folder / "nginx.conf").read_text(encoding="utf-8")
    assert snippet.count("alias /srv/qingyuan/;") == 1
    snippet = snippet.replace("/srv/qingyuan/", f"{folder}/")
    # Its list of types stands beside its main settings.
    snippet = snippet.replace("include mime.types", "include /etc/nginx/mime.types")
    user = " user www-data;" if os.getuid() == 0 else ""
    text = NGINX.format(work=work, port=port, snippet=snippet, user=user)
    (work / "conf").write_text(text, encoding="utf-8")
    return ["nginx", "-e", f"{work}/errors", "-c", f"{work}/conf"]


def apache(work: Path, port: int, place: str, folder: Path) -> list[str]:
    names = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers")
    modules = "".join(f"LoadModule {n}_module {MODULES}/mod_{n}.so\n" for n in names)
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    text = APACHE.format(
        work=work, port=port, place=place, folder=folder, modules=modules, user=user
    )
    (work / "conf").write_text(text, encoding="utf-8")
    return ["apache2", "-X", "-f", f"{work}/conf"]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the packs of a site with one school."""
    root = copy_of(SMALL, tmp_path_factory.mktemp("hosting"))
    schools = root / "content" / "schools"
    schools.mkdir()
    (schools / "sample-1.yaml").write_text(SCHOOL, encoding="utf-8")
    shutil.copy(PROJECT / "assets" / "icon.svg", schools / "sample.svg")
    for which in ([], ["--all"]):
        done = run("pack", "--root", root, "--date", DAY, "--jobs", "1", *which)
        assert done.code == 0, done.out + done.err
    return root / "packs"


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def command(request: pytest.FixtureRequest) -> Callable[[Path, int, str, Path], list[str]]:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here: its settings are not tried")
    return nginx if name == "nginx" else apache


@pytest.fixture(scope="module", params=["/", "/a/b/"])
def served(
    request: pytest.FixtureRequest,
    packs: Path,
    command: Callable[[Path, int, str, Path], list[str]],
) -> Iterator[Served]:
    """The whole site at /, a school's edition below it."""
    place: str = request.param
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    # Not below pytest's own folder, which the servers' user may not enter.
    with tempfile.TemporaryDirectory() as name:
        work = Path(name).resolve()
        work.chmod(0o755)
        folder = work / "site"
        (work / "nothing").mkdir()
        archive = packs / ("whole_site.zip" if place == "/" else "sample-1.zip")
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)
        # A story whose name ends like a fingerprint.
        shutil.copy(folder / "zh/stories/school-visit.html", folder / "zh/stories/x-20221001.html")
        files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
        server = subprocess.Popen(command(work, port, place, folder), stderr=subprocess.PIPE)
        try:
            found = Served(f"http://127.0.0.1:{port}{place}", folder, files)
            _wait(found, server)
            yield found
        finally:
            server.terminate()
            server.communicate(timeout=20)


def _wait(served: Served, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            served.get("")
        except urllib.error.URLError:
            assert server.poll() is None, server.communicate()[1].decode()
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


def policy(served: Served) -> str:
    stated = re.search(r'Security-Policy" content="([^"]+)"', served.files["index.html"].decode())
    assert stated
    return stated[1]


TYPES = {
    "": "text/html",
    "index.html": "text/html",
    "en/": "text/html",
    "zh/facts.csv": "text/csv",
    "zh/facts.json": "application/json",
    "worker.js": "javascript",
    r"assets/site-\w+\.css": "text/css",
    r"assets/search-\w+\.js": "javascript",
    r"assets/icon-\w+\.svg": "image/svg+xml",
}


@pytest.mark.parametrize("pattern", TYPES)
def test_every_kind_of_file_comes_with_its_type_and_the_headers(
    pattern: str, served: Served
) -> None:
    path = next((name for name in served.files if re.fullmatch(pattern, name)), pattern)
    status, data, headers = served.get(path)
    name = f"{path}index.html" if path in {"", "en/"} else path
    assert (status, data) == (200, served.files[name])
    assert TYPES[pattern] in headers["Content-Type"]
    assert headers["Content-Type"].lower().endswith("charset=utf-8")
    assert headers["Content-Security-Policy"] == policy(served)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    fixed = path.startswith("assets/")
    assert headers["Cache-Control"] == (YEAR if fixed else "no-cache")


def test_a_page_named_like_a_fingerprint_is_not_kept_for_a_year(served: Served) -> None:
    assert served.get("zh/stories/x-20221001.html")[2]["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["none.html", "zh/stories/none/deep.html", "en/stories/none/x"])
def test_a_wrong_address_gets_the_page_for_it_in_its_language(path: str, served: Served) -> None:
    status, data, headers = served.get(path)
    code = "en" if path.startswith("en/") else "zh"
    assert (status, data) == (404, served.files[f"{code}/404.html"])
    assert headers["Content-Security-Policy"] == policy(served)
    # Its style sheet is found from wherever it is shown.
    sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', data.decode())
    assert sheet
    host = served.base.split("/", 3)
    with urllib.request.urlopen("/".join(host[:3]) + sheet[1], timeout=10) as answer:  # noqa: S310
        assert answer.status == 200


@pytest.mark.browser
def test_a_browser_finds_all_of_a_pack_on_the_server(served: Served, browser: Browser) -> None:
    found = walk_below(browser, "served", served.base, served.folder)
    assert found.faults == []
    assert sum(found.pages.values()) == len(list(served.folder.rglob("*.html"))) > 30
    assert found.downloads >= 4


@pytest.mark.browser
@pytest.mark.parametrize("name", ["whole_site", "sample-1"])
def test_a_browser_finds_all_of_a_pack_on_a_stick(
    name: str, packs: Path, browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "清源 U盘 #1 100%"
    with zipfile.ZipFile(packs / f"{name}.zip") as zipped:
        zipped.extractall(folder)
    # Shown by servers only, which know where the site is.
    for page in folder.rglob("404.html"):
        page.unlink()
    assert walk_below(browser, "stick", f"{folder.as_uri()}/", folder).faults == []
