"""What a page says where its translation lags behind the original, and shows instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from qingyuan.model.body import GUARDED, Body
from qingyuan.model.language import Language
from qingyuan.model.regex import regex
from qingyuan.model.story import Edition
from qingyuan.model.translation import lags
from qingyuan.render.views import Binding, OriginalBox, Stale

# What belongs to the page that a box is taken from.
_OWN = regex(r'<sup id="fnref[^"]*">.*?</sup>| id="[^"]*"', re.DOTALL)


def stale(
    source: Edition,
    translation: Edition,
    language: Language,
    path: str,
    bind: Callable[[Body], Binding],
) -> Stale | None:
    """None where the translation is up to date.

    `language` and `path` are those of the original, `bind` fills a piece of it.
    """
    behind = lags(source, translation)
    if not behind:
        return None
    numbers = {lag.own: lag.number for lag in behind if lag.own is not None}
    boxes = tuple(_boxes(source.body, translation.body, numbers, bind))
    return Stale(language, path, tuple(sorted(numbers)), boxes)


def _boxes(
    source: Body,
    translation: Body,
    numbers: Mapping[int, int | None],
    bind: Callable[[Body], Binding],
) -> Iterator[OriginalBox]:
    """The guarded boxes of the sections that lag: those translated, then those gained since."""
    for section, number in numbers.items():
        for kind in GUARDED:
            here, there = _alike(translation, kind, section), _alike(source, kind, number)
            for slot, original in zip_longest(here, there):
                body = _taken(source, original) if original is not None else None
                yield OriginalBox(section, slot, body, bind(body) if body else Binding())


def _alike(body: Body, kind: str, section: int | None) -> list[int]:
    """The boxes of a kind in a section, by their slots."""
    return [slot for slot, box in body.boxes if box.kind == kind and section in box.sections]


def _taken(source: Body, slot: int) -> Body:
    """A box as a body of its own."""
    return source.part(_OWN.sub("", source.inside(slot)))
