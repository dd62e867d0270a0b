"""Charts and timelines to what a template may see, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext

from msgspec import Struct

from qingyuan.model.chart import SHARE, Chart, ChartGroup, ChartRow, Timeline
from qingyuan.model.fact import Fact
from qingyuan.model.language import Language, Localized
from qingyuan.model.location import Ref
from qingyuan.model.site import Site
from qingyuan.render import charts, paths
from qingyuan.render.views import (
    BarView,
    ChartView,
    EventView,
    FigureView,
    OriginView,
    PanelView,
    RowView,
    SpanView,
    TimelineView,
    Words,
)

# What a drawing says by itself is said in the language of the text around it.
WORDS = (
    *("chart-", "timeline-", "period-", "csv-", "source-paragraph"),
    *("number-", "scale-", "short-"),
)
_WHOLE = Decimal(100)
_TENTH = Decimal("0.1")


class Drawer(Struct, frozen=True):
    """Makes views in a language.

    `view` gives that of a fact, `facts` is the facts page's path, `words` are those of WORDS.
    """

    site: Site
    language: Language
    view: Callable[[Fact], FigureView]
    facts: str
    words: Words

    def text(self, localized: Localized) -> str:
        """The text in the language; empty where an optional one was not given."""
        return localized.get(self.language.code) or ""

    def chart(self, chart: Chart) -> ChartView:
        """A chart with its geometry."""
        shape = chart.shape(self.site.facts)
        total = chart.whole(self.site.facts) if shape == SHARE else None
        longest = self._longest(chart, total)
        panels = tuple(
            PanelView(
                self.text(group.title),
                self._rows(chart, group, longest[self._dimension(group)], total),
            )
            for group in chart.groups
        )
        facts = self._facts(chart.facts)
        stack = charts.stack([self._value(fact) for fact in facts]) if total else ()
        bars = (bar.bar for panel in panels for row in panel.rows for bar in row.bars)
        return ChartView(
            chart.id,
            shape,
            self.text(chart.title),
            self.text(chart.description),
            self.text(chart.note),
            self.language.locale,
            self.words,
            tuple(self.text(name) for name in chart.series),
            panels,
            stack,
            self.view(total) if total else None,
            any(bar.widened for bar in (*bars, *stack)),
            len(longest) > 1,
            tuple(
                dict.fromkeys(
                    (self.text(self.site.places[fact.place.id]), fact.period) for fact in facts
                )
            ),
            self._origins((fact.source, fact.paragraph) for fact in facts),
            paths.download(self.language.code, f"charts/{chart.id}.csv"),
        )

    def _rows(
        self, chart: Chart, group: ChartGroup, longest: Decimal, total: Fact | None
    ) -> tuple[RowView, ...]:
        return tuple(self._row(chart, row, longest, total) for row in group.rows)

    def _row(self, chart: Chart, row: ChartRow, longest: Decimal, total: Fact | None) -> RowView:
        facts = self._facts(row.facts)
        bars = charts.bars([self._value(fact) for fact in facts], longest)
        names = [self.text(name) for name in chart.series] or [""]
        return RowView(
            self.text(row.label) or self.text(facts[0].label),
            tuple(
                BarView(name, self.view(fact), bar)
                for name, fact, bar in zip(names, facts, bars, strict=True)
            ),
            self._share(facts[0], total) if total else None,
        )

    def _share(self, part: Fact, total: Fact) -> Decimal:
        """Per cent of the whole, to one decimal; none of nothing."""
        whole = self._value(total)
        return (self._value(part) * _WHOLE / whole).quantize(_TENTH) if whole else Decimal(0)

    def _longest(self, chart: Chart, total: Fact | None) -> dict[str, Decimal]:
        """The value that fills the frame, by dimension: panels that can be compared share it."""
        longest: dict[str, Decimal] = {}
        for group in chart.groups:
            values = [self._value(f) for row in group.rows for f in self._facts(row.facts)]
            name = self._dimension(group)
            longest[name] = max(*values, longest.get(name, Decimal(0)))
        return {name: self._value(total) for name in longest} if total else longest

    def _dimension(self, group: ChartGroup) -> str:
        fact = self.site.facts[group.rows[0].facts[0].id]
        return self.site.units[fact.unit.id].dimension

    def _facts(self, refs: Iterable[Ref]) -> list[Fact]:
        return [self.site.facts[ref.id] for ref in refs]

    def _value(self, fact: Fact) -> Decimal:
        """In the base unit of its dimension."""
        with localcontext() as context:
            context.prec = 100
            return fact.value * self.site.units[fact.unit.id].factor

    def _origins(self, pairs: Iterable[tuple[Ref, Ref]]) -> tuple[OriginView, ...]:
        """Each source once, with its paragraphs in their order."""
        used: dict[str, dict[str, None]] = {}
        for source, paragraph in pairs:
            used.setdefault(source.id, {})[paragraph.id] = None
        return tuple(
            OriginView(
                self.text(self.site.sources[name].title), f"{self.facts}#source-{name}", tuple(ids)
            )
            for name, ids in used.items()
        )

    def timeline(self, timeline: Timeline) -> TimelineView:
        """A timeline with the days of its spans."""
        events = sorted(timeline.events, key=lambda event: (event.date.first, event.date.last))
        spans = ((span, ends) for span in timeline.spans if (ends := timeline.ends(span)))
        return TimelineView(
            timeline.id,
            self.text(timeline.title),
            self.text(timeline.description),
            self.text(timeline.note),
            self.language.locale,
            self.words,
            tuple(
                EventView(
                    event.date,
                    self.text(event.text),
                    self.text(self.site.sources[event.source.id].title),
                    event.paragraph.id,
                )
                for event in events
            ),
            tuple(
                SpanView(self.text(span.label), start, end, (end - start).days)
                for span, (start, end) in spans
            ),
            self._origins((event.source, event.paragraph) for event in events),
            paths.download(self.language.code, f"timelines/{timeline.id}.csv"),
        )
