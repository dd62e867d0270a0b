"""Every page of a site with gaps in both languages: what is where, in which language, and said so.

The project's own content, with the address of the site known, one story in Chinese only and one in
English only.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
import yaml

from tests.command import PROJECT, build, copy_of, edit

ADDRESS = "https://example.org/qingyuan"
TAGS = {"zh": "zh-Hans", "en": "en"}
NAMES = {"zh": {"zh-Hans": "中文", "en": "英语"}, "en": {"zh-Hans": "Chinese", "en": "English"}}
MISSING_HERE = {"zh": "本页暂缺", "en": "not yet for this page"}
# Pages whose text is another language's.
FALLBACKS = {"en/stories/ludian.html": "zh-Hans", "zh/stories/zhaotong-2022.html": "en"}
KIT = ("ludian", "ludian/handout", "ludian/poster")
LACKING = {*FALLBACKS, *(f"en/schools/{name}.html" for name in KIT)}
HAN = re.compile("[\u4e00-\u9fff]")
X = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MORE = """
!!! note
    A box without a title, and a note.[^more]

[[page:about]] and [[story:anti-drug-days]].

[^more]: More.
"""


@dataclass(frozen=True)
class Site:
    """The built site."""

    root: Path

    @cache  # noqa: B019 - lives as long as the module
    def tree(self, path: str) -> ET.Element:
        tree = html5lib.parse((self.root / path).read_text(encoding="utf-8"))
        assert isinstance(tree, ET.Element)
        return tree

    @property
    def pages(self) -> list[str]:
        paths = [path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html")]
        return sorted(path for path in paths if path.split("/")[0] in TAGS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = copy_of(PROJECT, tmp_path_factory.mktemp("gaps"))
    settings = root / "content/site.yaml"
    edit(settings, "default-language:", f"address: {ADDRESS}\ndefault-language:")
    stories = root / "content/stories"
    (stories / "ludian/en.md").unlink()
    (stories / "zhaotong-2022/zh.md").unlink()
    for path in (stories / "ludian/zh.md", stories / "zhaotong-2022/en.md"):
        path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    done = build(root)
    assert done.code == 0, done.out
    return Site(root / "output")


def nodes(element: ET.Element, lang: str = "") -> Iterator[tuple[ET.Element, str, str]]:
    """Every element's own text and that after its children, with the language that they are in."""
    lang = element.get("lang", lang)
    for name in ("title", "aria-label", "alt"):
        if element.get(name):
            yield element, lang, str(element.get(name))
    if element.text and element.text.strip():
        yield element, lang, element.text.strip()
    for child in element:
        yield from nodes(child, lang)
        if child.tail and child.tail.strip():
            yield element, lang, child.tail.strip()


def alternates(tree: ET.Element) -> dict[str, str]:
    found = [
        (str(link.get("hreflang")), str(link.get("href")))
        for link in tree.iter(f"{X}link")
        if link.get("rel") == "alternate" and link.get("hreflang")
    ]
    assert len(found) == len(dict(found)), found
    return dict(found)


def xml(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - the build's own


def leads_to(path: str, href: str) -> str:
    """What a link of a page leads to; those of 404 pages begin at the address's path."""
    start = f"{urlsplit(ADDRESS).path}/"
    if href.startswith(start):
        return href.removeprefix(start)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def in_other(path: str, code: str) -> str:
    return f"{code}/{path.partition('/')[2]}"


def test_every_page_is_in_its_language_and_says_so(site: Site) -> None:
    assert len(site.pages) > 40
    for path in site.pages:
        assert site.tree(path).get("lang") == TAGS[path.split("/")[0]], path


def test_the_language_switch_leads_to_the_same_page(site: Site) -> None:
    for path in site.pages:
        code = path.split("/")[0]
        nav = next(n for n in site.tree(path).iter(f"{X}nav") if n.get("class") == "qy-languages")
        entries = list(nav.iter(f"{X}li"))
        assert len(entries) == len(TAGS), path
        for other, entry in zip(TAGS, entries, strict=True):
            text = "".join(entry.itertext())
            if other == code:
                assert entry[0].get("aria-current") == "true"
                assert entry[0].get("lang") == TAGS[other]
                continue
            link = entry[0]
            href = str(link.get("href"))
            assert leads_to(path, href) == in_other(path, other), path
            is_404 = path.endswith("/404.html")
            assert href.startswith("../") or is_404, "a plain relative link"
            if in_other(path, other) in LACKING:
                assert MISSING_HERE[code] in text
                assert link.get("hreflang") is None
                assert link[0].get("lang") == TAGS[other]
            else:
                assert link.get("hreflang") == link.get("lang") == TAGS[other], path
                assert MISSING_HERE[code] not in text


def test_alternates_are_each_other_s_and_claim_only_what_there_is(site: Site) -> None:
    for path in site.pages:
        found = alternates(site.tree(path))
        if path in LACKING or path.endswith("/404.html"):
            assert found == {}, path
            continue
        own = {
            TAGS[code]: f"{ADDRESS}/{in_other(path, code)}"
            for code in TAGS
            if in_other(path, code) not in LACKING
        }
        default = f"{ADDRESS}/index.html" if path.endswith("/index.html") else None
        assert found == own | {"x-default": default or next(iter(own.values()))}, path
        for address in found.values():
            target = address.removeprefix(f"{ADDRESS}/")
            assert alternates(site.tree(target)) == found, f"{path} is not known to {target}"


def test_the_front_door_is_every_language_s(site: Site) -> None:
    root = site.tree("index.html")
    assert alternates(root) == {
        **{tag: f"{ADDRESS}/{code}/index.html" for code, tag in TAGS.items()},
        "x-default": f"{ADDRESS}/index.html",
    }
    for code, tag in TAGS.items():
        link = next(a for a in root.iter(f"{X}a") if a.get("href") == f"{code}/index.html")
        assert link.get("hreflang") == tag


def test_a_fallback_page_says_what_it_is(site: Site) -> None:
    for path, text_lang in FALLBACKS.items():
        tree = site.tree(path)
        code = path.split("/")[0]
        heading = next(tree.iter(f"{X}h1"))
        assert heading.get("lang") == text_lang
        prose = next(e for e in tree.iter() if e.get("class") == "qy-prose")
        assert prose.get("lang") == text_lang
        notice = next(e for e in tree.iter() if e.get("class") == "qy-notice")
        said = "".join(notice.itertext())
        assert all(NAMES[code][tag] in said for tag in TAGS.values()), said
        links = [link.get("rel") for link in tree.iter(f"{X}link")]
        assert "canonical" not in links


def test_on_a_fallback_page_every_word_is_marked_with_its_language(site: Site) -> None:
    strings = yaml.safe_load((PROJECT / "templates/strings.yaml").read_text(encoding="utf-8"))
    words = {code: {str(word[code]) for word in strings.values()} for code in TAGS}
    tags = {tag: code for code, tag in TAGS.items()}
    for path in FALLBACKS:
        for element, lang, text in nodes(site.tree(path)):
            if element.tag == f"{X}title":
                continue
            other = "zh" if tags[lang] == "en" else "en"
            assert text not in words[other] - words[tags[lang]], f"{path}: {text!r} is not {lang}"
            if lang == "en" and element.get("class") != "qy-other":
                # An English title may name the Chinese one.
                assert len(HAN.findall(text)) * 2 < len(text), f"{path}: {text!r} is not marked"


def links(site: Site, path: str) -> Iterator[tuple[ET.Element, ET.Element, str]]:
    """Every link to a page of the site, with its parent; the language switch left out."""
    tree = site.tree(path)
    switch = next(n for n in tree.iter(f"{X}nav") if n.get("class") == "qy-languages")
    skipped = set(switch.iter())
    for parent in tree.iter():
        for link in parent:
            href = link.get("href", "")
            to = unquote(urlsplit(href).path)
            is_switch = link in skipped or link.get("class") == "qy-elsewhere"
            if link.tag == f"{X}a" and not is_switch and to.endswith(".html"):
                yield parent, link, leads_to(path, to)


def test_links_to_what_exists_in_another_language_only_are_marked(site: Site) -> None:
    marked = 0
    for path in site.pages:
        code = path.split("/")[0]
        for parent, _, target in links(site, path):
            assert (site.root / target).is_file(), f"{path}: {target}"
            if target in FALLBACKS and target != path:
                name = NAMES[code][FALLBACKS[target]]
                text_lang = FALLBACKS.get(path, TAGS[code])
                if text_lang == FALLBACKS[target] and parent.tag == f"{X}p":
                    continue  # in a text of that language itself
                if path in LACKING and "/schools/" in path:
                    continue  # from a story's kit to the story
                assert name in "".join(parent.itertext()), f"{path} does not mark {target}"
                marked += 1
            assert target.split("/")[0] == code, f"{path} leads out of its language"
    assert marked > 8


def test_titles_in_another_language_are_marked_in_lists(site: Site) -> None:
    for target, lang in FALLBACKS.items():
        code = target.split("/")[0]
        for name in ("index", "stories", "facts", "topics/recovery"):
            path = f"{code}/{name}.html"
            found = [link for _, link, to in links(site, path) if to == target]
            if name in {"index", "stories"}:
                assert found, f"{path} does not list {target}"
            assert all(link.get("lang") == link.get("hreflang") == lang for link in found), path


def test_feeds_hold_only_what_is_in_their_language(site: Site) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for code, tag in TAGS.items():
        feed = xml(site.root / code / "feed.xml")
        assert feed.get(XML_LANG) == tag
        urls = {e.findtext(f"{atom}id", "") for e in feed.iter(f"{atom}entry")}
        stories = {p for p in site.pages if p.startswith(f"{code}/stories/")} - {*FALLBACKS}
        assert urls == {f"{ADDRESS}/{path}" for path in stories}


def test_the_sitemap_has_every_page_of_its_own_with_the_same_alternates(site: Site) -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = {}
    for url in xml(site.root / "sitemap.xml").iter(f"{name}url"):
        found = {str(e.get("hreflang")): str(e.get("href")) for e in url.iter(f"{X}link")}
        listed[url.findtext(f"{name}loc", "")] = found
    tools = ("/404.html", "/search.html")
    own = {path for path in site.pages if path not in LACKING and not path.endswith(tools)}
    assert set(listed) == {f"{ADDRESS}/{path}" for path in own}
    for address, found in listed.items():
        assert found == alternates(site.tree(address.removeprefix(f"{ADDRESS}/"))), address


def test_without_an_address_nothing_claims_one(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    assert build(root).code == 0
    for page in (root / "output").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'rel="alternate"' not in text
        assert 'rel="canonical"' not in text
