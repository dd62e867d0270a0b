"""Texts searched for the words of all watch lists at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.check.safe.patterns import WORD, Form, form, latin_words, lowered
from qingyuan.model.compiled import compiled
from qingyuan.model.location import Location
from qingyuan.model.passages import OneSite, Passage, searched
from qingyuan.model.problem import Kind, Problem
from qingyuan.model.site import Site
from qingyuan.model.watchlist import Entry, Watchlist


class Hit(Struct, frozen=True):
    """A watched word in a text, from `start` to `end`."""

    rule: str
    entry: Entry
    start: int
    end: int


class Found(Struct, frozen=True):
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
    """The words of a rule's list in all texts of the site, searched once for all rules."""
    yield from _found(OneSite(site)).get(rule, ())


@lru_cache(maxsize=1)
def _found(one: OneSite) -> Mapping[str, Sequence[Found]]:
    """Rule → what of its list is in the passages, in their order."""
    site = one.site
    search = {known.code: searcher(site.watchlists, known.code) for known in site.languages}

    def look(code: str, text: str) -> tuple[Hit, ...]:
        return search[code](text) if code in search else ()

    by_rule: dict[str, list[Found]] = defaultdict(list)
    for passage, begin, hit in searched(site, look):
        own = replace(hit, start=hit.start - begin, end=hit.end - begin)
        by_rule[hit.rule].append(Found(passage, own))
    return by_rule


@lru_cache(maxsize=16)
def searcher(lists: tuple[Watchlist, ...], language: str) -> Callable[[str], tuple[Hit, ...]]:
    """What finds the words of all lists in a text of this language."""
    return _Search(_tries(lists, language)).hits


class _Try(Struct, frozen=True):
    """A word to be tried; where an innocent one matches, its entry is not meant."""

    rule: str
    entry: Entry
    form: Form
    innocent: bool


class _Search:
    """All words of the lists, by the heads of their anchors.

    Most words are in no text.  So a word is looked for only in a text that has a head of each of
    its parts, which is a matter of sets.
    """

    def __init__(self, tries: Iterable[_Try]) -> None:
        self.of_anchor: dict[str, list[_Try]] = defaultdict(list)
        heads: set[str] = set()
        for attempt in tries:
            heads.update(*attempt.form.heads)
            for head in attempt.form.heads[attempt.form.anchor]:
                self.of_anchor[head].append(attempt)
        stems = tuple(sorted(head for head in heads if head.endswith("*")))
        self.heads = heads.difference(stems)
        pairs = [head for head in heads if len(head) == 2 and not WORD.match(head)]
        first, second = ("".join(sorted({pair[at] for pair in pairs})) for at in (0, 1))
        # Most texts have few of them, which is found out one by one faster than sign by sign.
        self.signs = sorted(head for head in heads if len(head) == 1)
        self.pairs = compiled(f"([{first}])(?=([{second}]))" if pairs else "(?!)()()")
        known = tuple(stem[:-1] for stem in stems)

        def of(word: str) -> list[str]:
            """The stems of a word; most have none, which is asked first."""
            if not word.startswith(known):
                return []
            return [stem for stem in stems if word.startswith(stem[:-1])]

        self.stems = cache(of)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The watched words of a text, in their order."""
        lower = lowered(text)
        present = self._present(lower)
        tries = {
            id(attempt): attempt
            for head in present & self.of_anchor.keys()
            for attempt in self.of_anchor[head]
            if not any(map(present.isdisjoint, attempt.form.heads))
        }
        watched = [
            (attempt, match)
            for attempt in tries.values()
            if not attempt.innocent
            for match in attempt.form.matches(lower, present)
        ]
        # Innocent words of entries that are not in the text have nothing to say.
        entries = {id(attempt.entry) for attempt, _ in watched}
        innocent = [
            (attempt, match)
            for attempt in tries.values()
            if attempt.innocent and id(attempt.entry) in entries
            for match in attempt.form.matches(lower, present)
        ]
        return tuple(_meant([*watched, *innocent]))

    def _present(self, lower: str) -> set[str]:
        """The heads that a text has."""
        latin = latin_words(lower)
        words = set(WORD.findall(lower) if latin is None else latin)
        found = self.heads & words
        if latin is None:
            found.update(sign for sign in self.signs if sign in lower)
            found |= self.heads.intersection(map("".join, self.pairs.findall(lower)))
        return found.union(*map(self.stems, words))


def _tries(lists: Iterable[Watchlist], language: str) -> Iterator[_Try]:
    """Each word and each exception."""
    codes = {language, language.partition("-")[0]}
    for known in lists:
        for part in known.parts:
            for entry in part.entries if part.language in codes else ():
                for words, innocent in ((entry.words, False), (entry.exceptions, True)):
                    for shape in map(form, words):
                        if shape:
                            yield _Try(known.rule, entry, shape, innocent)


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
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.entry.at)):
        spans = innocent[id(hit.entry)]
        if any(start < hit.end and hit.start < end for start, end in spans):
            continue
        if hit.start >= ends.get(hit.rule, 0):
            ends[hit.rule] = hit.end
            yield hit
