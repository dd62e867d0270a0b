"""Texts searched for the words of all watch lists at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qingyuan.check.safe.patterns import WORD, Form, form, lowered
from qingyuan.model.location import Location
from qingyuan.model.passages import Passage, passages
from qingyuan.model.problem import Kind, Problem
from qingyuan.model.site import Site
from qingyuan.model.watchlist import Entry, Watchlist


@dataclass(frozen=True, slots=True)
class Hit:
    """A watched word in a text, from `start` to `end`."""

    rule: str
    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, and the text that it is in."""

    passage: Passage
    hit: Hit

    @property
    def word(self) -> str:
        """What was typed."""
        return " ".join(self.passage.prose.text[self.hit.start : self.hit.end].split())

    @property
    def at(self) -> Location:
        """Where it was typed."""
        return self.passage.prose.place(self.hit.start)

    def problem(self, kind: Kind) -> Problem:
        """A problem of a kind with the placeholders word, reason and instead."""
        reason, instead = self.hit.entry.reason, self.hit.entry.instead
        return kind.at(
            self.at,
            word=self.word,
            reason_zh=reason.zh,
            reason_en=reason.en,
            instead_zh=instead.zh,
            instead_en=instead.en,
        )


def found(site: Site, rule: str) -> Iterator[Found]:
    """The words of a rule's list in all texts of the site."""
    search = {known.code: searcher(site.watchlists, known.code) for known in site.languages}
    for passage in passages(site):
        if passage.language in search:
            for hit in search[passage.language](passage.prose.text):
                if hit.rule == rule:
                    yield Found(passage, hit)


@lru_cache(maxsize=16)
def searcher(lists: tuple[Watchlist, ...], language: str) -> Callable[[str], tuple[Hit, ...]]:
    """What finds the words of all lists in a text of this language; a text is searched once."""
    return lru_cache(maxsize=8192)(_Search(_tries(lists, language)).hits)


@dataclass(frozen=True, slots=True)
class _Try:
    """A word to be tried; where an innocent one matches, its entry is not meant."""

    rule: str
    entry: Entry
    form: Form
    innocent: bool


class _Search:
    """All words of the lists, by their anchors.

    Most words are in no text.  So a pattern is tried only in a text that has its anchor, and an
    anchor is looked for only in one that has its first character (Chinese) or word (letters).
    """

    def __init__(self, tries: Iterable[_Try]) -> None:
        self.tries = tuple(tries)
        self.of_anchor: dict[str, list[int]] = defaultdict(list)
        self.of_word: dict[str, tuple[str, ...]] = {}
        for index, attempt in enumerate(self.tries):
            for anchor in attempt.form.anchors:
                self.of_anchor[anchor].append(index)
        self.stems = tuple(anchor for anchor in self.of_anchor if anchor.endswith("*"))
        self.of_sign: dict[str, list[str]] = defaultdict(list)
        for anchor in self.of_anchor:
            if not WORD.match(anchor):
                self.of_sign[anchor[:1]].append(anchor)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The watched words of a text, in their order."""
        lower = lowered(text)
        return tuple(
            _meant(
                (attempt, match)
                for attempt in self._candidates(lower)
                for head in attempt.form.heads[0]
                for start in _places(head.removesuffix("*"), lower)
                if (match := attempt.form.pattern.match(lower, start))
            )
        )

    def _candidates(self, lower: str) -> Iterator[_Try]:
        """What may be in a text."""
        signs = set(lower)
        anchors = {
            anchor
            for sign in self.of_sign.keys() & signs
            for anchor in self.of_sign[sign]
            if signs.issuperset(anchor) and anchor in lower
        }
        words = set(WORD.findall(lower))
        self.of_word.update((word, self._of_word(word)) for word in words - self.of_word.keys())
        anchors.update(*(self.of_word[word] for word in words))
        for index in {index for anchor in anchors for index in self.of_anchor[anchor]}:
            if self.tries[index].form.may_be_in(lower):
                yield self.tries[index]

    def _of_word(self, word: str) -> tuple[str, ...]:
        """The anchors that a word in letters is."""
        stems = (stem for stem in self.stems if word.startswith(stem[:-1]))
        return (*((word,) if word in self.of_anchor else ()), *stems)


def _places(head: str, lower: str) -> Iterator[int]:
    start = lower.find(head) if head else -1
    while start >= 0:
        yield start
        start = lower.find(head, start + 1)


def _tries(lists: Iterable[Watchlist], language: str) -> Iterator[_Try]:
    """Each word and each exception."""
    codes = {language, language.partition("-")[0]}
    for known in lists:
        for part in known.parts:
            for entry in part.entries if part.language in codes else ():
                for words, innocent in ((entry.words, False), (entry.exceptions, True)):
                    for word in words:
                        yield _Try(known.rule, entry, form(word), innocent)


def _meant(matches: Iterable[tuple[_Try, re.Match[str]]]) -> Iterator[Hit]:
    """Matches that touch no innocent one of their entry, and are in no longer one of the rule."""
    innocent: dict[int, list[tuple[int, int]]] = defaultdict(list)
    hits = []
    for attempt, match in matches:
        if attempt.innocent:
            innocent[id(attempt.entry)].append(match.span())
        else:
            hits.append(Hit(attempt.rule, attempt.entry, *match.span()))
    ends: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        spans = innocent[id(hit.entry)]
        if any(start < hit.end and hit.start < end for start, end in spans):
            continue
        if hit.end > ends.get(hit.rule, 0):
            ends[hit.rule] = hit.end
            yield hit
