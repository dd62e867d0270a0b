"""Events name a source and a paragraph; spans run from one dated event to a later one.

The days of a span are counted by the calendar, so both its ends need an exact day.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.figures.references import SOURCE_UNKNOWN, paragraphs
from qingyuan.check.others import Others
from qingyuan.check.unknown import unknown
from qingyuan.model.chart import Span, Timeline
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error, listed
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

TIMELINE_UNKNOWN = error(
    "timeline-unknown",
    zh="没有编号为“{id}”的时间线",
    en="no timeline has the id “{id}”",
    hint_zh="时间线在 content/timelines/ 里，一个文件一条：{known}",
    hint_en="timelines are in content/timelines/, one a file: {known}",
    why_zh="找不到的时间线会在页面上留下空白。",
    why_en="A timeline that isn't there would leave a hole on the page.",
    wrong="[[timeline:ludain]]",
    right="[[timeline:ludian]]",
)
EVENT_UNKNOWN = error(
    "event-unknown",
    zh="这条时间线里没有编号为“{id}”的事件",
    en="this timeline has no event “{id}”",
    hint_zh="有：{known}",
    hint_en="it has: {known}",
    why_zh="天数是从一件事算到另一件事，两头都要有。",
    why_en="Days are counted from one event to another, and both have to exist.",
    wrong="from: notise",
    right="from: notice",
)
SPAN_DAY = error(
    "span-day",
    zh="“{id}”没有写明是哪一天，算不出天数",
    en="“{id}” has no exact day, so the days can't be counted",
    hint_zh="从有确切日期的事件算起；来源没写日子，就不要算。",
    hint_en="count between events with an exact day; if the source gives none, leave the span out.",
    why_zh="只知道年月时算出的天数是猜的。",
    why_en="A number of days worked out from a month or a year would be a guess.",
    wrong="{id: start, date: 2020-10, …}",
    right="{id: start, date: 2020-10-01, …}",
)
SPAN_ORDER = error(
    "span-order",
    zh="“{end}”不在“{start}”之后",
    en="“{end}” is not later than “{start}”",
    hint_zh="检查两个日期；from 写先发生的事，to 写后发生的事。",
    hint_en="check both dates; from is the earlier event, to the later one.",
    why_zh="倒过来的时间段会算出负的天数。",
    why_en="A span the wrong way round would have fewer than no days.",
    wrong="{from: lifted, to: notice}",
    right="{from: notice, to: lifted}",
)
KINDS = (TIMELINE_UNKNOWN, EVENT_UNKNOWN, SPAN_DAY, SPAN_ORDER)


def check(site: Site) -> Iterator[Problem]:
    """Every timeline."""
    for timeline in site.timelines.values():
        events = timeline.events
        yield from unknown(site, "source", [e.source for e in events], site.sources, SOURCE_UNKNOWN)
        for event in events:
            yield from paragraphs(site, event.source.id, [event.paragraph])
        for span in timeline.spans:
            yield from _span(timeline, span)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every text of an article that shows a timeline."""
    site = others.site
    for edition in article.editions:
        shown = [Ref(e.target, e.at) for e in edition.embeds if e.kind == "timeline"]
        yield from unknown(site, "timeline", shown, site.timelines, TIMELINE_UNKNOWN)


def _span(timeline: Timeline, span: Span) -> Iterator[Problem]:
    known = {event.id.id: event for event in timeline.events}
    for ref in (span.start, span.end):
        event = known.get(ref.id)
        if event is None and ref.id not in timeline.unread:
            yield EVENT_UNKNOWN.at(ref.at, near=(ref.id, known), id=ref.id, known=listed(known))
        elif event and not event.date.day:
            yield SPAN_DAY.at(ref.at, id=ref.id)
    ends = timeline.ends(span)
    if ends and ends[1] <= ends[0]:
        yield SPAN_ORDER.at(span.end.at, start=span.start.id, end=span.end.id)
