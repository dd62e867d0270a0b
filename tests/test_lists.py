"""Lists of stories, from none to two hundred: what is on which page, and the ways between them."""

from __future__ import annotations

import itertools
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.render.lists import steps
from tests.command import build, edit
from tests.many import site_of

ADDRESS = "https://example.org"
X = "{http://www.w3.org/1999/xhtml}"
PAGES = {0: 1, 1: 1, 24: 1, 25: 2, 200: 9}
MOST = 200


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Output folders, by the number of stories."""
    found = {}
    for count in PAGES:
        root = site_of(tmp_path_factory.mktemp(f"site-{count}"), count)
        done = build(root)
        assert done.code == 0, done.out
        found[count] = root / "output"
    return found


def tree(output: Path, name: str) -> ET.Element:
    found = html5lib.HTMLParser(strict=True).parse((output / name).read_text(encoding="utf-8"))
    assert isinstance(found, ET.Element)
    return found


def with_class(page: ET.Element, name: str) -> list[ET.Element]:
    return [e for e in page.iter() if name in e.get("class", "").split()]


def target(name: str, link: ET.Element) -> str:
    """Where a link of a page leads, from the folder of the site."""
    return posixpath.normpath(
        posixpath.join(posixpath.dirname(name), unquote(link.get("href", "")))
    )


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def numbered(first: str, number: int) -> str:
    return first if number == 1 else f"{first.removesuffix('.html')}/page/{number}.html"


def cards(output: Path, name: str) -> list[str]:
    """The stories that a page lists."""
    titles = [
        link for card in with_class(tree(output, name), "qy-card") for link in card.iter(f"{X}a")
    ]
    return [target(name, link) for link in titles]


def pages_of(output: Path, first: str) -> list[str]:
    """The pages of a list, as a reader finds them who always takes the next."""
    found = [first]
    while True:
        links = tree(output, found[-1]).iter(f"{X}a")
        ahead = [target(found[-1], link) for link in links if link.get("rel") == "next"]
        if not ahead:
            return found
        found += ahead


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("count", PAGES)
def test_every_story_is_on_one_page_the_newest_first(
    sites: dict[int, Path], count: int, code: str
) -> None:
    first = f"{code}/stories.html"
    pages = pages_of(sites[count], first)
    assert pages == [numbered(first, number + 1) for number in range(PAGES[count])]
    listed = [story for page in pages for story in cards(sites[count], page)]
    assert listed == [f"{code}/stories/story-{n}.html" for n in range(count, 0, -1)]
    made = {path.name for path in (sites[count] / code).glob("stories/page/*")}
    assert len(made) == PAGES[count] - 1


@pytest.mark.parametrize("count", PAGES)
def test_kinds_and_topics_are_counted_and_only_those_that_have_stories_are_shown(
    sites: dict[int, Path], count: int
) -> None:
    page = tree(sites[count], "en/stories.html")
    found = {words(link) for nav in with_class(page, "qy-topics") for link in nav.iter(f"{X}a")}
    expected: dict[int, set[str]] = {
        0: set(),
        1: {"All 1 story", "Outreach 1 story", "Recovery 1 story", "School 1 story"},
        200: {"All 200 stories", "Recovery 200 stories", "School 100 stories"}
        | {f"{kind} 50 stories" for kind in ("Report", "Outreach", "Case study", "Lesson")},
    }
    if count in expected:
        assert found == expected[count]
    assert not any("Testimony" in name for name in found)
    assert not (sites[count] / "en/kinds/testimony.html").exists()
    if not count:
        assert "There are no stories here yet." in words(page)
        assert not list(sites[count].glob("*/kinds/*"))


def test_each_list_holds_its_own_and_marks_itself(sites: dict[int, Path]) -> None:
    output = sites[MOST]
    for first, name, count in (
        ("zh/stories.html", "全部 200篇", MOST),
        ("zh/kinds/report.html", "报道 50篇", MOST // 4),
        ("zh/topics/school.html", "校园 100篇", MOST // 2),
    ):
        pages = pages_of(output, first)
        assert sum(len(cards(output, page)) for page in pages) == count
        for page in pages:
            navs = with_class(tree(output, page), "qy-topics")
            links = [link for nav in navs for link in nav.iter(f"{X}a")]
            marked = [link for link in links if link.get("aria-current")]
            assert [words(link) for link in marked] == [name]
            assert target(page, marked[0]) == first
            assert marked[0].get("aria-current") == ("page" if page == first else "true")


def test_pages_are_named_and_numbered_for_everybody(sites: dict[int, Path]) -> None:
    output = sites[MOST]
    for code, name, part in (("zh", "第5页", "第5页，共9页"), ("en", "Page 5", "Page 5 of 9")):
        path = f"{code}/stories/page/5.html"
        page = tree(output, path)
        (nav,) = with_class(page, "qy-pages")
        assert words(nav[0]) == part
        assert part in words(next(page.iter(f"{X}title")))
        links = list(nav.iter(f"{X}a"))
        assert [link.get("aria-label") for link in links if link.get("aria-current")] == [name]
        assert {
            str(link.get("rel")): int(target(path, link).split("/")[-1].removesuffix(".html"))
            for link in links
            if link.get("rel")
        } == {"prev": 4, "next": 6}
        assert [words(item) for item in nav.iter(f"{X}li")] == ["1", "…", "4", "5", "6", "…", "9"]
        assert all((output / target(path, link)).is_file() for link in links)


def test_the_language_switch_keeps_the_page(sites: dict[int, Path]) -> None:
    for name in ("stories/page/5.html", "topics/school/page/2.html", "kinds/lesson/page/3.html"):
        (nav,) = with_class(tree(sites[MOST], f"zh/{name}"), "qy-languages")
        assert [target(f"zh/{name}", link) for link in nav.iter(f"{X}a")] == [f"en/{name}"]


def alternates(output: Path, name: str) -> dict[str, str]:
    return {
        link.get("hreflang", ""): link.get("href", "").removeprefix(f"{ADDRESS}/")
        for link in tree(output, name).iter(f"{X}link")
        if link.get("hreflang")
    }


def test_where_a_language_has_fewer_pages_its_last_stands_in(tmp_path: Path) -> None:
    """Fifty stories, of which English has and shows thirty only."""
    root = site_of(tmp_path, 50, only_zh=20)
    settings = root / "content/site.yaml"
    edit(settings, "locale: en_GB}", "locale: en_GB, missing: hide}")
    edit(settings, "default-language:", f"address: {ADDRESS}\ndefault-language:")
    done = build(root)
    assert done.code == 0, done.out
    output = root / "output"
    third, second = "zh/stories/page/3.html", "zh/stories/page/2.html"
    (nav,) = with_class(tree(output, third), "qy-languages")
    (link,) = nav.iter(f"{X}a")
    assert target(third, link) == "en/stories/page/2.html"
    assert words(link) == "English"
    assert alternates(output, third) == {"zh-Hans": third, "x-default": third}
    both = {"zh-Hans": second, "en": "en/stories/page/2.html", "x-default": second}
    assert alternates(output, second) == alternates(output, "en/stories/page/2.html") == both
    listed = (output / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{ADDRESS}/{third}</loc>" in listed
    assert "en/stories/page/3" not in listed


def test_all_lists_of_all_languages_know_each_other(tmp_path: Path) -> None:
    root = site_of(tmp_path, 60, only_zh=5)
    edit(root / "content/site.yaml", "default-language:", f"address: {ADDRESS}\ndefault-language:")
    assert build(root).code == 0
    output = root / "output"
    folders = ("stories/page", "kinds", "topics")
    names = [
        path.relative_to(output).as_posix()
        for code in ("zh", "en")
        for path in [output / code / "stories.html", *output.glob(f"{code}/**/*.html")]
        if path.name == "stories.html" or any(f"/{name}/" in path.as_posix() for name in folders)
    ]
    assert len(set(names)) > 20
    for name in names:
        found = alternates(output, name)
        assert set(found) == {"zh-Hans", "en", "x-default"}, name
        assert name in found.values()
        assert all(alternates(output, other) == found for other in found.values()), name


def test_an_edited_story_renders_only_the_pages_that_show_it(tmp_path: Path) -> None:
    root = site_of(tmp_path, 60)
    build(root)
    edit(root / "content/stories/story-1/en.md", "summary: A line.", "summary: Another line.")
    done = build(root)
    rendered = re.search(r"(\d+) rendered", done.out)
    # In English: the story, related ones, the last page of its lists; beyond that, nothing.
    assert rendered, done.out
    assert 0 < int(rendered[1]) <= 14, done.out


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_few_pages_are_named_around_any(number: int, last: int) -> None:
    number = min(number, last)
    found = steps(number, last)
    named = [page for page in found if page]
    assert len(found) <= 7
    assert named == sorted(set(named))
    assert {1, last, number, max(1, number - 1), min(last, number + 1)} <= set(named)
    # What is left out is marked where it is, and is more than one page.
    for before, gap, after in zip(found, found[1:], found[2:], strict=False):
        assert gap or (before and after and after - before > 2)
    for before, after in itertools.pairwise(found):
        assert not (before and after) or after - before == 1
