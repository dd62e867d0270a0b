"""Schools' editions and packs: what a school gets, whoever packs it and wherever."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

import pytest

from qingyuan import render, standstill
from qingyuan.console import Bar, Console
from qingyuan.model.page import Output
from qingyuan.model.project import Project
from qingyuan.pipeline import checked
from qingyuan.render import codes
from qingyuan.render.frames import framed
from qingyuan.rendering import perform
from qingyuan.reuse.store import Store
from qingyuan.tools import Tools
from qingyuan.workers import Workers
from tests.command import PROJECT, SMALL, build, copy_of, run

DAY = "2026-11-23"
ONE = """\
name: {zh: 样例一中, en: "Sample <One> & Co"}
logo: sample.svg
contact: {zh: 德育处, en: the student affairs office}
address: https://school.example/a/b
icp: 滇ICP备12345678号-1
public-security: 滇公网安备53060002000001号
contacts:
  - id: counsellor
    number: "12356"
    name: {zh: 学校心理老师, en: School counsellor}
    purpose: {zh: 想找人说说的时候。, en: When you want to talk.}
    audience: [middle, high]
    verified: 2026-11-01
    verified-by: {zh: 样例一中, en: Sample School One}
"""
TWO = """\
name: {zh: 样例二中, en: Sample School Two}
default-language: en
stories: [school-visit]
"""
# No address, and Chinese in its English name.
THREE = """\
name: {zh: 样例三中, en: Sample School Three (样例三中)}
contacts:
  - id: counsellor
    number: "12356"
    name: {zh: 样例三中王老师, en: Counsellor 王 of 样例三中}
    purpose: {zh: 想找人说说的时候。, en: When you want to talk.}
    audience: [middle, high]
    verified: 2026-11-01
    verified-by: {zh: 样例三中, en: Sample School Three}
"""
KIT = PROJECT / "tests/broken/lesson-minutes/content/stories/first-letter/lesson.yaml"
SERVING = (".htaccess", "README-en.txt", "README-zh.txt", "nginx.conf", "web.config")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with two schools, the second of which leaves out a story that the other links to."""
    copy_of(SMALL, tmp_path)
    folder = tmp_path / "content" / "schools"
    folder.mkdir()
    (folder / "sample-1.yaml").write_text(ONE, encoding="utf-8")
    (folder / "sample-2.yaml").write_text(TWO, encoding="utf-8")
    (folder / "sample-3.yaml").write_text(THREE, encoding="utf-8")
    shutil.copy(PROJECT / "assets" / "icon.svg", folder / "sample.svg")
    kit = tmp_path / "content" / "stories" / "first-letter" / "lesson.yaml"
    text = KIT.read_text(encoding="utf-8").replace("minutes: 35", "minutes: 30")
    kit.write_text(text, encoding="utf-8")
    story = kit.parent / "story.yaml"
    aliased = story.read_text(encoding="utf-8") + "aliases: [stories/old-letter.html]\n"
    story.write_text(aliased, encoding="utf-8")
    return tmp_path


def pack(root: Path, *arguments: str) -> dict[str, dict[str, bytes]]:
    """Name of each pack → path → bytes."""
    done = run("pack", "--root", root, "--lang", "en", "--date", DAY, "--jobs", "1", *arguments)
    assert done.code == 0, done.out + done.err
    return {path.stem: contents(path) for path in sorted((root / "packs").glob("*.zip"))}


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Links(HTMLParser):
    """The addresses in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def dead_links(files: dict[str, bytes]) -> Iterator[str]:
    for path, data in files.items():
        if path.endswith(".html") and not path.endswith("404.html"):
            links = Links()
            links.feed(data.decode())
            for link in links.found:
                target = link.partition("#")[0]
                if target and not re.match(r"[a-z]+:", target):
                    place = normpath(join(dirname(path), target))
                    if place not in files:
                        yield f"{path}: {link}"


def test_the_plain_pack_is_the_site_and_what_servers_need(root: Path) -> None:
    packed = pack(root)["whole_site"]
    assert build(root, "--date", DAY).code == 0
    output = root / "output"
    built = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and ".qingyuan" not in path.parts
    }
    more = packed.keys() - built.keys()
    assert more == {
        ".htaccess",
        "APPROVED",
        "README-en.txt",
        "README-zh.txt",
        "SHA256SUMS",
        "nginx.conf",
        "web.config",
    }
    # A page for wrong addresses is shown at any depth of a server, so there its links start at /.
    differing = {path for path in built if built[path] != packed[path]}
    assert differing == {"404.html", "en/404.html", "zh/404.html"}
    assert b'href="/assets/' in packed["zh/404.html"]
    assert b"../" not in packed["zh/404.html"]


def test_a_school_has_its_own_frame_around_the_same_text(root: Path) -> None:
    packs = pack(root, "--all")
    one, two = packs["sample-1"], packs["sample-2"]
    story = one["en/stories/school-visit.html"].decode()
    assert "Small site · Sample &lt;One&gt; &amp; Co edition</title>" in story
    assert "the student affairs office" in story
    assert 'href="https://beian.miit.gov.cn/"' in story
    assert 'href="https://beian.mps.gov.cn/#/query/webSearch?code=53060002000001"' in story
    assert '<link rel="canonical" href="https://school.example/a/b/en/stories/' in story
    assert story.index("School counsellor") < story.index("Youth line")
    assert "logo/sample-" in story
    assert "滇ICP备12345678号-1" in one["index.html"].decode()
    assert "School counsellor" in one["index.html"].decode()
    assert b"School counsellor" in one["en/help.html"].split(b"qy-help-box")[1].split(b"<aside")[0]
    assert "beian" not in two["en/stories/school-visit.html"].decode()
    assert "zh/feed.xml" in one
    assert "zh/feed.xml" not in two
    address = json.loads(one["en/facts.json"])["site"]["address"]
    assert address == "https://school.example/a/b"
    approved = [dict(re.findall(r"(\S+)  (\S+)\n", p["APPROVED"].decode())) for p in (one, two)]
    paths = [{path: text for text, path in found.items()} for found in approved]
    assert paths[1].items() <= paths[0].items()
    assert "zh/stories/school-visit.html" in paths[1]


def alone(root: Path, slug: str) -> dict[str, bytes]:
    """What a school would get if nothing was made for others too: path → bytes."""
    project = Project(root, PROJECT, root / "output", dt.date.fromisoformat(DAY))
    with closing(Workers(1)) as workers, closing(Bar(Console("en"))) as bar:
        tools = Tools(Store(None, "", ""), workers, bar)
        known = checked(project, tools, standstill.find(project, tools.store, tools.memory))
        assert known.site
        school = next(school for school in known.site.schools if school.slug == slug)
        framed_site = framed(known.site, school)
        plan = render.Plan(framed_site, known.files, known.ledger, known.cleaned)
        assert plan.problems == []
        templates = render.Templates(known.files.templates)
        made = perform(tools, templates, plan.pages, lambda: None).results
    outputs = [page for page in made if isinstance(page, Output)]
    assert len(outputs) == len(made)
    return {file.path: file.data for file in (*outputs, *plan.statics)}


@pytest.mark.parametrize("slug", ["sample-1", "sample-2", "sample-3"])
@pytest.mark.parametrize("whole", [False, True])
def test_filled_pages_are_those_that_the_school_would_get_alone(
    slug: str,
    whole: bool,
    root: Path,
) -> None:
    """Leaving parts open to make a page once changes not one byte, whatever kind of page it is."""
    folder = root / "content" / "schools"
    (folder / "sample-1.yaml").write_text(ONE.replace("logo: sample.svg\n", ""), encoding="utf-8")
    if whole:
        schools = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}
        shutil.rmtree(root / "content")
        shutil.copytree(PROJECT / "content", root / "content")
        for name, text in schools.items():
            own = text.replace("[school-visit]", "[anti-drug-days]")
            (folder / name).write_text(own, encoding="utf-8")
    packed = pack(root, "--all")[slug]
    made = alone(root, slug)
    assert packed.keys() - made.keys() == {*SERVING, "APPROVED", "SHA256SUMS"}
    assert len(made) > 20
    for path, data in made.items():
        if not path.endswith("404.html"):
            assert packed[path] == data, path


def test_paper_leads_to_the_school(root: Path) -> None:
    """Its address where there is one, else the number that its readers are to call first."""
    packs = pack(root, "--all")
    sheets = ("schools/first-letter/poster.html", "schools/first-letter/handout.html")
    for code, name, page in (
        (code, name, page)
        for code in ("zh", "en")
        for name in ("sample-1", "sample-3")
        for page in (*sheets, "stories/first-letter.html")
    ):
        text = packs[name][f"{code}/{page}"].decode()
        address = f"https://school.example/a/b/{code}/stories/first-letter.html"
        expected = address if name == "sample-1" else "tel:12356"
        drawn = codes.draw(expected)
        assert f'd="{drawn.path}"' in text
        assert expected in text
    poster = packs["sample-3"]["en/schools/first-letter/poster.html"].decode()
    sheet = poster.partition('qy-poster-foot"')[2].partition("</article>")[0]
    assert 'Counsellor <span lang="zh-Hans">王</span> of' in sheet
    assert sheet.index("Counsellor") < sheet.index("Youth line")


def test_a_school_s_search_finds_its_contacts_and_its_stories_only(root: Path) -> None:
    def said(files: dict[str, bytes]) -> str:
        return "".join(data.decode() for path, data in files.items() if "en/search/" in path)

    packs = pack(root, "--all")
    assert "12356 School counsellor" in said(packs["sample-1"])
    assert "School counsellor" not in said(packs["sample-2"])
    assert "en/stories/first-letter.html" in said(packs["sample-1"])
    assert "first-letter" not in said(packs["sample-2"])


def test_no_slot_is_left_open(root: Path) -> None:
    for files in pack(root, "--all").values():
        assert not [path for path, data in files.items() if re.search(b"\xee\x80[\x80-\x83]", data)]


def test_what_a_school_leaves_out_is_nowhere(root: Path) -> None:
    two = pack(root, "--school", "sample-2")["sample-2"]
    assert not [path for path in two if "first-letter" in path]
    assert not [path for path, data in two.items() if b"first-letter.html" in data]
    # The link to it has become its words.
    story = two["en/stories/school-visit.html"].decode()
    assert "The letter is here, the numbers are in" in story
    assert "<p>The letter is <a" not in story
    start = two["index.html"].decode()
    assert start.index("Read in English") < start.index("阅读中文版")


def test_no_link_of_a_pack_is_dead(root: Path) -> None:
    packs = pack(root, "--all") | pack(root)
    assert [dead for files in packs.values() for dead in dead_links(files)] == []


def test_a_school_packed_alone_is_the_same_as_among_others(root: Path) -> None:
    together = pack(root, "--all")
    shutil.rmtree(root / "packs")
    for slug in together:
        pack(root, "--school", slug)
    assert {path.stem: contents(path) for path in (root / "packs").iterdir()} == together


def test_an_own_contact_takes_the_place_of_one_with_its_id(root: Path) -> None:
    path = root / "content" / "schools" / "sample-1.yaml"
    path.write_text(ONE.replace("id: counsellor", "id: youth-line"), encoding="utf-8")
    page = pack(root, "--school", "sample-1")["sample-1"]["en/index.html"].decode()
    assert "School counsellor" in page
    assert "Youth line" not in page


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_bytes_on_every_machine(jobs: str, root: Path, tmp_path: Path) -> None:
    """Clock, time zone, locale, rights, folder, hash seed, processes, what was packed before."""
    usual = pack(root, "--all")
    other = tmp_path / "另一个 folder #2"
    other.mkdir()
    shutil.copytree(root / "content", other / "content")
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": jobs,
        "SOURCE_DATE_EPOCH": "1",
    }
    code = (
        "import os, sys, time; os.umask(0o077); time.time = lambda: 1e9;"
        "from pathlib import Path; from qingyuan import cli;"
        "cli.STORE = Path(sys.argv[1]); sys.exit(cli.main(sys.argv[2:]))"
    )
    arguments = ["pack", "--all", "--root", str(other), "--date", DAY, "--jobs", jobs]
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store-2"), *arguments],
        cwd=PROJECT,
        env=environment,
        check=True,
        capture_output=True,
    )
    assert {path.stem: contents(path) for path in (other / "packs").iterdir()} == usual
    for path in (root / "packs").iterdir():
        assert path.read_bytes() == (other / "packs" / path.name).read_bytes()


def test_the_sums_are_those_of_the_files(root: Path) -> None:
    files = pack(root, "--school", "sample-1")["sample-1"]
    lines = files.pop("SHA256SUMS").decode().splitlines()
    expected = [f"{hashlib.sha256(data).hexdigest()}  {path}" for path, data in files.items()]
    assert lines == expected
    assert list(files) == sorted(files)


def test_servers_send_the_policy_that_pages_state(root: Path) -> None:
    packed = pack(root)["whole_site"]
    names = ("zh/index.html", ".htaccess", "nginx.conf", "web.config")
    files = {name: packed[name].decode() for name in names}
    stated = re.search(r'Security-Policy" content="([^"]+)"', files["zh/index.html"])
    assert stated
    for name in (".htaccess", "nginx.conf"):
        assert f'Content-Security-Policy "{stated[1]}"' in files[name]
    config = ET.fromstring(files["web.config"])  # noqa: S314 - made here
    values = [add.get("value") for add in config.iter("add")]
    assert stated[1] in values


def test_the_how_to_opens_in_old_notepad(root: Path) -> None:
    files = pack(root)["whole_site"]
    for name, word in (("README-zh.txt", "双击 index.html"), ("README-en.txt", "Double-click")):
        assert files[name].startswith(b"\xef\xbb\xbf")
        assert b"\n" not in files[name].replace(b"\r\n", b"")
        assert word in files[name].decode("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pack", "--school", "sampel-1"], "Did you mean “sample-1”?"),
        (["pack", "--school", "x", "--all"], "one of them at a time"),
        (["build", "--all"], "go with pack only"),
        (["pack", "--preview"], "so it can't be packed"),
        (["verify"], "verify takes a zip or a folder"),
    ],
)
def test_a_wrong_command_says_what_to_type(arguments: list[str], said: str, root: Path) -> None:
    done = run(*arguments, "--root", root, "--lang", "en", "--date", DAY)
    assert done.code == 2
    assert said in done.err


def test_without_schools_it_says_where_to_write_them(tmp_path: Path) -> None:
    copy_of(SMALL, tmp_path)
    done = run("pack", "--all", "--root", tmp_path, "--lang", "en", "--date", DAY)
    assert done.code == 2
    assert "content/schools/" in done.err


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace("sample.svg", "sampel.svg"), "2:7 file-missing"),
        (lambda text: text.replace("sample.svg", "sample.pdf"), "2:7 file-not-image"),
        (lambda text: text + "stories: [school-vist]\n", "15:11 story-unknown"),
        (lambda text: text + "default-language: fr\n", "15:19 field-choice"),
        (lambda text: text.replace("/a/b", "/a/index.html"), "4:10 field-type"),
        (lambda text: text.replace("/a/b", "/a?b=1"), "4:10 field-type"),
        (lambda text: text.replace("/a/b", "/#a"), "4:10 field-type"),
        (
            lambda text: text.replace("id: counsellor", "id: youth-line").replace(
                "[middle, high]", "[parents]"
            ),
            "1:1 S10-young",
        ),
        (lambda text: text.replace("2026-11-01", "2026-01-01"), "8:5 S10-overdue"),
        (lambda text: text + "stories: [first-letter]\n", "1:1 S13-first"),
        (lambda text: text.replace(", en: the student affairs office", ""), "3:10 text-missing"),
    ],
)
def test_a_wrong_school_is_told_at_its_place(
    change: Callable[[str], str], expected: str, root: Path
) -> None:
    path = root / "content" / "schools" / "sample-1.yaml"
    path.write_text(change(ONE), encoding="utf-8")
    done = build(root, "--date", DAY, "--format", "json")
    found = [
        f"{p['line']}:{p['column']} {p['code']}"
        for p in json.loads(done.out)["problems"]
        if p["path"] == "content/schools/sample-1.yaml"
    ]
    assert found == [expected]


def test_a_full_disk_leaves_the_old_pack_and_no_half_of_a_new_one(root: Path) -> None:
    resource = pytest.importorskip("resource")
    usual = pack(root)["whole_site"]
    code = (
        "import sys; from pathlib import Path; from qingyuan import cli;"
        "cli.STORE = None; sys.exit(cli.main(sys.argv[1:]))"
    )
    arguments = ["pack", "--root", str(root), "--date", "2026-11-24", "--jobs", "1", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 1
    assert "error[pack-write]" in done.stdout
    assert [path.name for path in (root / "packs").iterdir()] == ["whole_site.zip"]
    assert contents(root / "packs" / "whole_site.zip") == usual


@pytest.fixture
def unpacked(root: Path) -> Path:
    """A school's pack, unpacked."""
    pack(root, "--school", "sample-2")
    folder = root / "unpacked"
    with zipfile.ZipFile(root / "packs" / "sample-2.zip") as archive:
        archive.extractall(folder)
    return folder


def verify(root: Path, path: Path) -> tuple[int, list[str]]:
    done = run("verify", path, "--root", root, "--lang", "en", "--date", DAY, "--jobs", "1")
    return done.code, [line for line in done.out.splitlines() if ": " in line]


def test_a_pack_as_it_was_made_is_sound(root: Path, unpacked: Path) -> None:
    assert verify(root, unpacked) == (0, [])
    assert verify(root, root / "packs" / "sample-2.zip") == (0, [])


def test_a_changed_word_is_found_even_if_the_lists_are_changed_with_it(
    root: Path, unpacked: Path
) -> None:
    page = unpacked / "zh" / "stories" / "school-visit.html"
    page.write_bytes(page.read_bytes().replace("学校".encode(), "学堂".encode()))
    changed = "zh/stories/school-visit.html: changed since it was packed"
    altered = "zh/stories/school-visit.html: its text was changed"
    assert verify(root, unpacked) == (1, [changed, altered])
    for path in (unpacked / "APPROVED", unpacked / "SHA256SUMS"):
        path.unlink()
    assert (
        f"{page.relative_to(unpacked).as_posix()}: its text was changed"
        in verify(root, unpacked)[1]
    )


def test_missing_and_added_files_are_named(root: Path, unpacked: Path) -> None:
    (unpacked / "zh" / "glossary.html").unlink()
    (unpacked / "zh" / "more.html").write_text("<p>", encoding="utf-8")
    code, lines = verify(root, unpacked)
    assert code == 1
    assert lines == [
        "zh/glossary.html: missing",
        "zh/more.html: not there when it was packed",
    ]


def test_an_older_pack_is_told_from_a_changed_one(root: Path, unpacked: Path) -> None:
    path = root / "content" / "stories" / "school-visit" / "zh.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n后来又去了一次。\n", encoding="utf-8")
    run("accept", "school-visit", "en", "--root", root)
    code, lines = verify(root, unpacked)
    assert code == 1
    assert lines == ["zh/stories/school-visit.html: not the text that is approved here today"]


@pytest.mark.parametrize("name", ["content/site.yaml", "nothing.zip"])
def test_what_is_no_pack_is_said_to_be_none(name: str, root: Path) -> None:
    done = run("verify", root / name, "--root", root, "--lang", "en")
    assert done.code == 1
    assert "can't be read" in done.err
