"""How a translation stands to its original: which sections have changed since it was accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qingyuan.model.lag import Lag
from qingyuan.model.record import Record, Recorded
from qingyuan.model.section import Section
from qingyuan.model.story import Edition


def align(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Places of the same section in two lists of keys, in the order of the second.

    What has no partner of its key is paired in order with what stands behind the same neighbour: a
    heading that got another name.  Footnotes only with footnotes.
    """
    left = {key: place for place, key in reversed(list(enumerate(new)))}
    pairs = {place: left.pop(key) for place, key in enumerate(old) if key in left}
    there = _gaps(new, {place: place for place in pairs.values()})
    for gap, places in _gaps(old, pairs).items():
        pairs.update(zip(places, there.get(gap, ()), strict=False))
    found: list[tuple[int | None, int | None]] = [(n, pairs.get(n)) for n in range(len(old))]
    found += [(None, place) for place in sorted(set(range(len(new))) - set(pairs.values()))]
    return sorted(found, key=lambda pair: (pair[1] is None, pair[1] or 0))


def _gaps(keys: Sequence[str], partners: Mapping[int, int]) -> dict[tuple[int, bool], list[int]]:
    """Places without a partner, by the partner of the nearest one before that has one."""
    gaps: dict[tuple[int, bool], list[int]] = defaultdict(list)
    last = -1
    for place, key in enumerate(keys):
        if place in partners:
            last = partners[place]
        else:
            gaps[last, key.startswith("^")].append(place)
    return gaps


def lags(source: Edition, translation: Edition) -> tuple[Lag, ...]:
    """Where the original differs from what the translation was made from, as far as recorded."""
    record = translation.record
    if record is None or record.source != source.language or is_as_recorded(record, source):
        return ()
    return tuple(_lags(record, source, translation))


def is_as_recorded(record: Record, source: Edition) -> bool:
    """Whether the original has the recorded sections, in their order, and no others.

    Then each has itself for a partner, whatever the keys are, and nothing is behind.
    """
    known = [(section.key, section.digest) for section in record.sections]
    return known == [(section.key, section.digest) for section in source.sections]


def _lags(record: Record, source: Edition, translation: Edition) -> Iterator[Lag]:
    owned = _owned(record, source, translation)
    places = {section.key: place for place, section in enumerate(translation.sections)}
    near = 0
    for recorded, number in align(_keys(record.sections), _keys(source.sections)):
        old = None if recorded is None else record.sections[recorded]
        new = None if number is None else source.sections[number]
        own = places.get(old.own) if old and number is None else owned.get(number or 0)
        near = near if own is None else own
        if old and new and old.digest == new.digest:
            continue
        key, title = (new.key, new.title) if new else (old.key, old.title) if old else ("", "")
        was, now = old.text if old else "", new.text if new else ""
        at = translation.sections[near].at
        yield Lag(key, title, number, own, recorded, was, now, at)


def _keys(sections: Sequence[Section] | Sequence[Recorded]) -> list[str]:
    return [section.key for section in sections]


def _owned(record: Record | None, source: Edition, translation: Edition) -> dict[int, int]:
    """Section of the original → the one that translates it.

    As the record has it, else by key, else by what stands around it.
    """
    keys = _keys(source.sections)
    if record:
        for old, new in align(_keys(record.sections), _keys(source.sections)):
            if old is not None and new is not None and record.sections[old].own:
                keys[new] = record.sections[old].own
    pairs = align(keys, _keys(translation.sections))
    return {old: new for old, new in pairs if old is not None and new is not None}


def recorded(source: Edition, translation: Edition) -> Record:
    """The record of a translation of the original as it is now."""
    owned = _owned(translation.record, source, translation)
    own = {number: translation.sections[place].key for number, place in owned.items()}
    sections = enumerate(source.sections)
    kept = tuple(Recorded.of(s.key, own.get(number, ""), s.text) for number, s in sections)
    return Record(source.language, kept)


def caught_up(record: Record, lag: Lag, now: Record) -> Record:
    """The record with one section taken from `now`, and the others as they were."""
    new = () if lag.number is None else (now.sections[lag.number],)
    if lag.recorded is not None:
        start, end = lag.recorded, lag.recorded + 1
    else:
        pairs = align(_keys(record.sections), _keys(now.sections))
        before = [
            old
            for old, at in pairs
            if old is not None and at is not None and at < (lag.number or 0)
        ]
        start = end = before[-1] + 1 if before else 0
    return Record(record.source, (*record.sections[:start], *new, *record.sections[end:]))
