"""Two editions side by side: which of their headings belong together, and where both differ."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.check.languages.pairing import Item, Pair, in_order, item
from qingyuan.model.body import SLOT, Body, Heading
from qingyuan.model.location import Location
from qingyuan.model.passages import OneSite
from qingyuan.model.problem import Kind, Problem
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Edition, Story
from qingyuan.model.translation import lags

_OTHER_ID, _ID_MISSING, _OTHER_LEVEL, _OTHER_EMBEDS = 1.6, 0.6, 0.9, 0.1


class Sides(Struct, frozen=True):
    """Two editions, the default language's first where there is one."""

    site: Site
    first: Edition
    second: Edition
    pairs: tuple[Pair[Heading], ...]

    @classmethod
    def of(cls, site: Site, first: Edition, second: Edition) -> Sides:
        """With their headings paired."""
        left, right = first.body, second.body
        pairs = in_order(left.headings, right.headings, _cost(left, right))
        return cls(site, first, second, tuple(pairs))

    @property
    def names(self) -> tuple[str, str]:
        """The names of their languages."""
        settings = self.site.settings
        first, second = self.first.language, self.second.language
        return settings.language(first).name, settings.language(second).name

    def marked(self, ours: Sequence[Item], theirs: Sequence[Item]) -> tuple[list[Item], list[Item]]:
        """The items, optional where they stand in a section that one edition lacks."""
        alone = {one or other for one, other in self.pairs if one is None or other is None}
        left, right = (
            [replace(one, optional=above_of(body.headings, one.at) in alone) for one in items]
            for body, items in ((self.first.body, ours), (self.second.body, theirs))
        )
        return left, right

    def report(self, kind: Kind, ours: Item | None, theirs: Item | None) -> Iterator[Problem]:
        """A difference at both its places, or at the one that it has."""
        if ours and theirs and ours.key == theirs.key:
            return
        if any(one and (not one.key or one.optional) for one in (ours, theirs)):
            return
        if ours:
            there = theirs or self._beside(ours, self.second, self.pairs)
            yield _told(kind, ours, there, self.names[1])
        if theirs:
            there = ours or self._beside(theirs, self.first, [(b, a) for a, b in self.pairs])
            yield _told(kind, theirs, there, self.names[0])

    @staticmethod
    def _beside(one: Item, other: Edition, pairs: Sequence[Pair[Heading]]) -> Item:
        """The heading of the other edition below which this would stand; its beginning if none."""
        known = {ours: theirs for ours, theirs in pairs if ours and theirs}
        above = above_of(tuple(known), one.at)
        if above is None:
            return item("", other.title, other.body.prose.at)
        return item("", shown(known[above]), known[above].at)


def couples(site: Site) -> tuple[tuple[Story | ContentPage, Sides], ...]:
    """Editions to compare, with their article; three rules ask, so those of the last site are kept.

    None that has to be mended or written first, as half of it may be missing; and none that is
    behind its original: that is told section by section, and once it has caught up it is compared
    again.
    """
    return _couples(OneSite(site))


@lru_cache(maxsize=1)
def _couples(one: OneSite) -> tuple[tuple[Story | ContentPage, Sides], ...]:
    return tuple(_of_site(one.site))


def _of_site(site: Site) -> Iterator[tuple[Story | ContentPage, Sides]]:
    for article in site.articles:
        first, *others = article.editions
        for second in others:
            sound = first.body.sound and second.body.sound
            written = not (first.is_unwritten or second.is_unwritten)
            if sound and written and not lags(first, second):
                yield article, Sides.of(site, first, second)


def _told(kind: Kind, here: Item, there: Item, language: str) -> Problem:
    return kind.at(
        here.at,
        language=language,
        here_zh=here.text.zh,
        here_en=here.text.en,
        place=str(there.at),
        there_zh=there.text.zh,
        there_en=there.text.en,
    )


def above_of(headings: Sequence[Heading], at: Location) -> Heading | None:
    """The last heading before a place."""
    index = bisect_right(headings, at, key=lambda heading: heading.at)
    return headings[index - 1] if index else None


def shown(heading: Heading) -> str:
    """A heading as it would be typed, without its id."""
    return f"{'#' * heading.level} {html.unescape(SLOT.sub('…', heading.label))}"


def _cost(ours: Body, theirs: Body) -> Callable[[Heading, Heading], float]:
    """By id and level; headings without ids are told apart by what is cited below them."""
    bare = any(not heading.named for heading in (*ours.headings, *theirs.headings))
    left, right = (_cited(ours), _cited(theirs)) if bare else ({}, {})

    def cost(one: Heading, other: Heading) -> float:
        level = _OTHER_LEVEL if one.level != other.level else 0.0
        if one.named and other.named:
            return level + (_OTHER_ID if one.id != other.id else 0.0)
        if one.named or other.named:
            return level + _ID_MISSING
        return level + (_OTHER_EMBEDS if left[id(one)] != right[id(other)] else 0.0)

    return cost


def _cited(body: Body) -> dict[int, list[str]]:
    """What is embedded below each heading, by its `id`, in the order of the alphabet."""
    found: list[list[str]] = [[] for _ in body.headings]
    places = [(heading.at.line, heading.at.column) for heading in body.headings]
    for embed in body.embeds:
        index = bisect_right(places, (embed.at.line, embed.at.column))
        if index:
            found[index - 1].append(embed.target)
    return dict(zip(map(id, body.headings), map(sorted, found), strict=True))
