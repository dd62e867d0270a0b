"""Charts and timelines: which facts and events they show; no figure of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from qingyuan.model.fact import Fact
from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref
from qingyuan.model.period import Period

BARS, SHARE, MULTIPLES = "bars", "share", "small-multiples"
CHART_TYPES = (BARS, SHARE, MULTIPLES)


class ChartRow(Struct, frozen=True):
    """A bar, or one bar a series; without a label of its own it has that of its first fact."""

    label: Localized
    facts: tuple[Ref, ...]
    at: Location


class ChartGroup(Struct, frozen=True):
    """Rows on one axis: the whole chart, or one of its small multiples."""

    title: Localized
    rows: tuple[ChartRow, ...]
    at: Location


class Chart(Struct, frozen=True):
    """A chart: `type` as typed, or None to go by the data's shape; `series` are their names."""

    id: str
    title: Localized
    description: Localized
    type: str | None
    type_at: Location
    series: tuple[Localized, ...]
    groups: tuple[ChartGroup, ...]
    note: Localized
    at: Location

    @property
    def facts(self) -> tuple[Ref, ...]:
        """All facts it shows, in their order."""
        return tuple(ref for group in self.groups for row in group.rows for ref in row.facts)

    def whole(self, facts: Mapping[str, Fact]) -> Fact | None:
        """The fact whose parts these are, all of them and no other."""
        shown = sorted(ref.id for ref in self.facts)
        found = (f for f in facts.values() if f.parts and sorted(r.id for r in f.parts) == shown)
        return next(found, None)

    def shape(self, facts: Mapping[str, Fact]) -> str:
        """The type: as typed, or chosen by the data's shape."""
        if self.type:
            return self.type
        if len(self.groups) > 1:
            return MULTIPLES
        one_series = all(len(row.facts) == 1 for group in self.groups for row in group.rows)
        return SHARE if one_series and self.whole(facts) else BARS


class Event(Struct, frozen=True):
    """Something that happened, dated as exactly as the source dates it."""

    id: Ref
    date: Period
    text: Localized
    source: Ref
    paragraph: Ref


class Span(Struct, frozen=True):
    """The time between two events."""

    start: Ref
    end: Ref
    label: Localized


class Timeline(Struct, frozen=True):
    """Events, and spans between them; `unread` are ids of events with problems."""

    id: str
    title: Localized
    description: Localized
    events: tuple[Event, ...]
    spans: tuple[Span, ...]
    note: Localized
    at: Location
    unread: tuple[str, ...] = ()

    def event(self, id: str) -> Event | None:  # noqa: A002 - the field's own name
        """The event with this id, or None."""
        return next((event for event in self.events if event.id.id == id), None)

    def ends(self, span: Span) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of a span; None where an end has no exact day."""
        first, last = self.event(span.start.id), self.event(span.end.id)
        start, end = (event.date.day if event else None for event in (first, last))
        return (start, end) if start and end else None
