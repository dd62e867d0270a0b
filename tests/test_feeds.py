"""Feeds after RFC 4287, the sitemap after sitemaps.org: read as strictly as robots read them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.command import SMALL, build, copy_of, edit, sums

ADDRESS = "https://a.cn/b"
A = "{http://www.w3.org/2005/Atom}"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TAGS = {"zh": "zh-Hans", "en": "en"}
# RFC 4287, 4.1.1 and 4.1.2: what there has to be once, and what else there may be.
FEED = {"id", "title", "updated"}, {"author", "link", "entry", "subtitle"}
ENTRY = {"id", "title", "updated"}, {"link", "published", "summary"}


def small(root: Path) -> Path:
    copy_of(SMALL, root)
    edit(root / "content/site.yaml", "default-language:", f"address: {ADDRESS}\ndefault-language:")
    return root


def publish(root: Path, day: str = "2026-11-23") -> Path:
    done = build(root, "--date", day)
    assert done.code == 0, done.out
    return root / "output"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small(tmp_path_factory.mktemp("feeds"))
    (root / "content/stories/school-visit/en.md").unlink()
    (root / "content/stories/school-visit/en.translation.json").unlink()
    return publish(root)


def tree(path: Path) -> ET.Element:
    return ET.fromstring(path.read_bytes())  # noqa: S314 - the build's own


def text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{A}{name}") or ""


def check_parts(element: ET.Element, rules: tuple[set[str], set[str]]) -> None:
    needed, allowed = rules
    names = [child.tag.removeprefix(A) for child in element]
    assert set(names) <= needed | allowed
    assert all(names.count(name) == 1 for name in needed)
    assert INSTANT.fullmatch(text(element, "updated"))
    assert text(element, "id").startswith("https://")
    for link in element.findall(f"{A}link"):
        assert str(link.get("href")).startswith(f"{ADDRESS}/")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_feed_has_what_the_standard_asks_for(output: Path, code: str) -> None:
    feed = tree(output / code / "feed.xml")
    assert feed.tag == f"{A}feed"
    assert feed.get(f"{XML}lang") == TAGS[code]
    check_parts(feed, FEED)
    assert feed.findtext(f"{A}author/{A}name")
    rels = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert rels["self"] == f"{ADDRESS}/{code}/feed.xml"
    assert rels["alternate"] == f"{ADDRESS}/{code}/index.html"
    entries = feed.findall(f"{A}entry")
    for entry in entries:
        check_parts(entry, ENTRY)
        (link,) = entry.findall(f"{A}link")
        page = str(link.get("href")).removeprefix(f"{ADDRESS}/")
        assert page.startswith(f"{code}/")
        assert (output / page).is_file()
        assert link.get("hreflang") == TAGS[code]
        assert text(entry, "title") in (output / page).read_text(encoding="utf-8")
    days = [text(entry, "updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert text(feed, "updated") == days[0]
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids) == (2 if code == "zh" else 1)


def test_an_entry_keeps_its_id_when_its_page_moves(tmp_path: Path) -> None:
    root = small(tmp_path)
    feed = publish(root) / "en/feed.xml"
    before = [text(entry, "id") for entry in tree(feed).findall(f"{A}entry")]
    edit(root / "content/stories/first-letter/en.md", "summary:", "slug: a-letter\nsummary:")
    publish(root)
    assert "en/stories/a-letter.html" in feed.read_text(encoding="utf-8")
    assert [text(entry, "id") for entry in tree(feed).findall(f"{A}entry")] == before


def test_the_sitemap_s_alternates_name_each_other(output: Path) -> None:
    sitemap = tree(output / "sitemap.xml")
    known: dict[str, dict[str, str]] = {}
    days = {}
    for url in sitemap.findall(f"{S}url"):
        address = str(url.findtext(f"{S}loc"))
        links = url.findall(f"{X}link")
        assert [child.tag for child in url][-len(links) :] == [f"{X}link"] * len(links)
        assert all(link.get("rel") == "alternate" for link in links)
        assert address not in known
        known[address] = {str(link.get("hreflang")): str(link.get("href")) for link in links}
        days[address] = url.findtext(f"{S}lastmod")
        assert (output / address.removeprefix(f"{ADDRESS}/")).is_file()
    for address, alternates in known.items():
        assert address in alternates.values()
        for tag, other in alternates.items():
            assert tag == "x-default" or known[other] == alternates
    assert days[f"{ADDRESS}/zh/stories/first-letter.html"] == "2022-02-26"
    assert days[f"{ADDRESS}/zh/facts.html"] is None
    assert f"{ADDRESS}/en/stories/school-visit.html" not in known


def test_nothing_of_it_goes_by_the_clock(tmp_path: Path) -> None:
    root = small(tmp_path)
    before = sums(publish(root))
    assert sums(publish(root, "2026-11-24")) == before


def test_robots_are_told_where_the_sitemap_is(output: Path) -> None:
    robots = (output / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}/sitemap.xml\n"


def test_without_an_address_there_is_none_of_it(tmp_path: Path) -> None:
    output = publish(copy_of(SMALL, tmp_path))
    found = {path.name for path in output.rglob("*")}
    assert not {"feed.xml", "sitemap.xml", "robots.txt"} & found
    for page in output.rglob("*.html"):
        assert "canonical" not in page.read_text(encoding="utf-8")
