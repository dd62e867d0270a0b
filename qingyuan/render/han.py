"""Han characters in a text of another script are marked with their language.

A screen reader then reads them as Chinese, and a browser takes the right form of each character
(WCAG 3.1.2).  This works on a page's finished HTML, so that it misses nothing, wherever a text
comes from: prose, titles, names of places and sources, words of the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from qingyuan.model.compiled import compiled
from qingyuan.model.regex import regex
from qingyuan.render import cldr

_SCRIPTS = frozenset({"Hani", "Hans", "Hant", "Jpan"})
_SIGN = "\u3001-\u3003\u3008-\u301b\uff01-\uff5e"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Characters with their punctuation, and digits between them: 《禁毒法》, the 年10月 of 2022年10月.
_RUN = regex(rf"[{_SIGN}]*[{_HAN}](?:[{_HAN}{_SIGN}]|[0-9]+(?=[{_HAN}]))*")
_REST = r'[^<>"]*(?:"[^"]*"[^<>"]*)*>'
# Where an element has no place, or characters are no words.
_PLAIN = r"(?:code|option|pre|script|style|svg|template|textarea|title)\b"
_LANG = r'[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*?\slang="(?P<lang>[^"]*)"'
# What begins a part in which runs are treated in another way than around it.
_OPENING = regex(rf"<(?:(?P<plain>(?={_PLAIN}))|(?={_LANG}))(?P<name>[a-zA-Z][\w-]*){_REST}")
_LANGUAGE = regex(rf"<(?!{_PLAIN})(?={_LANG})(?P<plain>(?!))?(?P<name>[a-zA-Z][\w-]*){_REST}")
# All up to a run or such an element, or the end.
_BEFORE = regex(
    rf"(?:[^<{_HAN}{_SIGN}]++|[{_SIGN}]++(?![{_HAN}])"
    rf"|<(?!{_PLAIN})(?!{_LANG.replace('?P<lang>', '?:')}){_REST}|<!--.*?-->)*+",
    re.DOTALL,
)
_SAID = regex(r'lang="([^"]*)"')
# Words without Han up to an end tag.
_WORDS = regex(rf"[^<{_HAN}]*</([a-zA-Z][\w-]*)>")
# The first bytes in UTF-8 of all that _HAN has.
_LEADS = tuple(bytes([lead]) for lead in (*range(0xE3, 0xEA), 0xEF, 0xF0))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


def mark(markup: str, tags: Iterable[str]) -> str:
    """A page with every run of Han marked that stands in another script's language.

    `tags` are the languages of the site; the first that is written in Han gives the mark.
    """
    own = next((tag for tag in tags if _is_han(tag)), None)
    if own is None or _is_right(markup):
        return markup
    marker = _Marker(markup, f'<span lang="{own}">', [])
    marker.part(0, len(markup), marked=False)
    return "".join(marker.pieces)


def _is_right(markup: str) -> bool:
    """Whether it can be seen at once that no run is to be marked, as on most pages.

    Either the elements of other scripts' languages have no more than words without Han in them, as
    on a Chinese page; or all Han are the first words of an element of their language, as where an
    English page names the other edition.
    """
    return all(map(_is_plain, _elements(markup))) or _is_named(markup.encode())


def _is_named(page: bytes) -> bool:
    """Whether all Han are the first words of an element of their language."""
    return all(
        (tag := _LANGUAGE.match(page[page.rfind(b"<", 0, at) : at].decode()))
        and _is_han(tag["lang"])
        and not _is_empty(tag)
        for at in _far(page)
    )


def _far(page: bytes) -> Iterator[int]:
    """Where Han and little else can begin: a byte is found much faster than a range of signs."""
    for lead in _LEADS:
        at = page.find(lead)
        while at >= 0:
            yield at
            at = page.find(lead, at + 1)


def _elements(markup: str) -> Iterator[re.Match[str] | None]:
    """The elements of other scripts' languages; None for what only looks like one."""
    for found in _SAID.finditer(markup):
        if markup[found.start() - 1].isspace() and not _is_han(found[1]):
            yield _LANGUAGE.match(markup, markup.rfind("<", 0, found.start()))


def _is_plain(tag: re.Match[str] | None) -> bool:
    """Whether an element has no more than words in it, none of them Han."""
    words = tag and _WORDS.match(tag.string, tag.end())
    return bool(tag and words and words[1] == tag["name"])


def _is_empty(tag: re.Match[str]) -> bool:
    return tag["name"].lower() in _VOID or tag[0].endswith("/>")


@cache
def _is_han(tag: str) -> bool:
    return cldr.script(tag) in _SCRIPTS


@cache
def _edges(name: str) -> re.Pattern[str]:
    """Start and end tags of a name."""
    return compiled(rf"<(/?){re.escape(name)}\b{_REST}")


class _Marker(Struct, frozen=True):
    """Copies a page to `pieces`, its runs within `opening` and an end tag."""

    markup: str
    opening: str
    pieces: list[str]

    def part(self, at: int, end: int, *, marked: bool) -> None:
        """Copies what is between two places, an element within it after the other."""
        while at < end:
            at = self._up_to_change(at, end, marked=marked)
            pattern = _OPENING if marked else _LANGUAGE
            if at < end and (tag := pattern.match(self.markup, at, end)):
                self.pieces.append(tag[0])
                inner = self._inner_end(tag, end)
                if tag["plain"] is None:
                    self.part(tag.end(), inner, marked=not _is_han(tag["lang"]))
                else:
                    self.pieces.append(self.markup[tag.end() : inner])
                at = inner
            elif at < end:  # a sign by itself, or what is no tag
                self.pieces.append(self.markup[at])
                at += 1

    def _up_to_change(self, at: int, end: int, *, marked: bool) -> int:
        """Copies all up to the next element that changes the treatment; returns where that is."""
        if not marked:
            found = _LANGUAGE.search(self.markup, at, end)
            there = found.start() if found else end
            self.pieces.append(self.markup[at:there])
            return there
        while at < end:
            before = _BEFORE.match(self.markup, at, end)
            there = before.end() if before else at
            self.pieces.append(self.markup[at:there])
            at = there
            run = _RUN.match(self.markup, at, end)
            if run is None:
                break
            self.pieces.extend((self.opening, run[0], "</span>"))
            at = run.end()
        return at

    def _inner_end(self, tag: re.Match[str], end: int) -> int:
        """Where the contents of an element end."""
        name = tag["name"]
        if _is_empty(tag):
            return tag.end()
        depth = 1
        for edge in _edges(name).finditer(self.markup, tag.end(), end):
            depth += -1 if edge[1] else 1
            if depth == 0:
                return edge.start()
        return end
