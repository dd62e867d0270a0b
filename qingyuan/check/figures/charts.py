"""A chart shows facts that exist and may be cited, and compares only what can be compared.

Bars on one axis are of one dimension, so that their lengths mean something; a share is drawn only
of a total whose parts are on record; every row has a bar for each series.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.figures.citations import FACT_UNKNOWN, not_usable
from qingyuan.check.others import Others
from qingyuan.check.unknown import unknown
from qingyuan.model.chart import BARS, MULTIPLES, SHARE, Chart, ChartGroup
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

_MOST_SERIES = 2

CHART_UNKNOWN = error(
    "chart-unknown",
    zh="没有编号为“{id}”的图表",
    en="no chart has the id “{id}”",
    hint_zh="图表在 content/charts/ 里，一个文件一张：{known}",
    hint_en="charts are in content/charts/, one a file: {known}",
    why_zh="找不到的图表会在页面上留下空白。",
    why_en="A chart that isn't there would leave a hole on the page.",
    wrong="[[chart:modelschools]]",
    right="[[chart:model-schools]]",
)
CHART_TWICE = error(
    "chart-twice",
    zh="这篇文章里已经有这张图：{other}",
    en="this text shows it already: {other}",
    hint_zh="删掉一处，用文字提到它就够了。",
    hint_en="delete one of the two; a mention in words is enough.",
    why_zh="同一张图在一页上出现两次，网址里指向它的链接就不知道该去哪一处。",
    why_en="With the same drawing twice on a page, a link to it would not know which one is meant.",
    wrong="[[chart:model-schools]]\n\n[[chart:model-schools]]",
    right="[[chart:model-schools]]",
)
CHART_DIMENSION = error(
    "chart-dimension",
    zh="“{id}”的单位是 {unit}，和这条轴上的 {own} 不能比较",
    en="“{id}” is in {unit}, which can't be compared with {own} on the same axis",
    hint_zh="分成几组，每组一类单位，写在 groups 里。",
    hint_en="make groups of one kind of unit each, under groups.",
    why_zh="条形的长短只有在同一类单位之间才有意义。",
    why_en="Lengths of bars mean something only between figures of one kind.",
    wrong="facts: [cases-2022, seizures-2022]",
    right="groups:\n  - {title: …, facts: [cases-2022]}\n  - {title: …, facts: [seizures-2022]}",
)
CHART_SERIES = error(
    "chart-series",
    zh="这一行有 {count} 个数字，应有 {wanted} 个",
    en="this row has {count} facts and should have {wanted}",
    hint_zh="每一行的数字个数等于 series 里名称的个数，最多两个；只有一组数据时不写 series。",
    hint_en="a row has a fact for each name under series, two at the most; leave series out where "
    "there is only one.",
    why_zh="少一个数字，就不知道剩下的属于哪一组。",
    why_en="With one missing, nobody can tell which series the others belong to.",
    wrong="series: [{zh: 上年, en: before}, {zh: 今年, en: now}]\nrows: [{facts: [a]}]",
    right="series: [{zh: 上年, en: before}, {zh: 今年, en: now}]\nrows: [{facts: [a, b]}]",
)
CHART_SERIES_MANY = error(
    "chart-series-many",
    zh="一张图最多两组数据",
    en="a chart has two series at the most",
    hint_zh="分成几组写在 groups 里，或做成几张图。",
    hint_en="make groups of them, or several charts.",
    why_zh="三组以上的条形挤在一起，小屏幕上分不清。",
    why_en="Three bars and more in a row can't be told apart on a small screen.",
    wrong="series: [{…}, {…}, {…}]",
    right="series: [{…}, {…}]",
)
CHART_SHARE = error(
    "chart-share",
    zh="这些数字不是某个总数的全部分项，画不出占比",
    en="these facts are not all the parts of one total, so there is no share to draw",
    hint_zh="先在总数那里用 parts 写明它由哪些数字组成；或改成 type: bars。",
    hint_en="name them under parts of the fact that is their total, or write type: bars.",
    why_zh="不知道总数就没有占比；把无关的数字拼成一个整体会误导人。",
    why_en="Without a total there is no share, and a whole pieced together from other figures "
    "misleads.",
    wrong="type: share\nfacts: [heroin, leaflets]",
    right="type: bars\nfacts: [heroin, ice]",
)
CHART_TYPE = error(
    "chart-type",
    zh="“{type}”和这里的数据不合：{reason_zh}",
    en="“{type}” does not fit these data: {reason_en}",
    hint_zh="删掉 type，让程序按数据选择。",
    hint_en="leave type out, and it is chosen by the data.",
    why_zh="图的样子要跟数据的样子一致，否则会漏画或误导。",
    why_en="The form of a chart has to follow its data, or it leaves out some or misleads.",
    wrong="type: bars\ngroups: [{…}, {…}]",
    right="groups: [{…}, {…}]",
)
CHART_NEGATIVE = error(
    "chart-negative",
    zh="“{id}”小于零，不能画成从零开始的条形",
    en="“{id}” is below zero, and bars begin at zero",
    hint_zh="用文字或表格说明下降。",
    hint_en="tell of a fall in words or in a table.",
    why_zh="条形从零往一个方向画，长短才可比；负数会画错方向。",
    why_en="Bars start at zero and go one way, which is what makes them comparable.",
    wrong="facts: [change-2022]",
    right="facts: [before-2021, after-2022]",
)
KINDS = (
    CHART_UNKNOWN,
    CHART_TWICE,
    CHART_DIMENSION,
    CHART_SERIES,
    CHART_SERIES_MANY,
    CHART_SHARE,
    CHART_TYPE,
    CHART_NEGATIVE,
)


def check(site: Site) -> Iterator[Problem]:
    """Every chart."""
    for chart in site.charts.values():
        yield from unknown(site, "fact", chart.facts, site.facts, FACT_UNKNOWN)
        yield from not_usable(site, chart.facts)
        yield from _negative(site, chart)
        yield from _rows(chart)
        yield from _type(site, chart)
        for group in chart.groups:
            yield from _dimension(site, group)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every place where an article's text shows a chart."""
    site = others.site
    for edition in article.editions:
        shown: dict[tuple[str, str], str] = {}
        for embed in edition.embeds:
            if embed.kind in {"chart", "timeline"}:
                first = shown.setdefault((embed.kind, embed.target), str(embed.at))
                if first != str(embed.at):
                    yield CHART_TWICE.at(embed.at, other=first)
        charts = [Ref(e.target, e.at) for e in edition.embeds if e.kind == "chart"]
        yield from unknown(site, "chart", charts, site.charts, CHART_UNKNOWN)


def _negative(site: Site, chart: Chart) -> Iterator[Problem]:
    for ref in chart.facts:
        fact = site.facts.get(ref.id)
        if fact and fact.usable and fact.value < 0:
            yield CHART_NEGATIVE.at(ref.at, id=ref.id)


def _rows(chart: Chart) -> Iterator[Problem]:
    """As many facts in each row as there are series."""
    wanted = len(chart.series) or 1
    if wanted > _MOST_SERIES:
        yield CHART_SERIES_MANY.at(chart.series[_MOST_SERIES].at)
    for group in chart.groups:
        for row in group.rows:
            if len(row.facts) != wanted:
                yield CHART_SERIES.at(row.at, count=str(len(row.facts)), wanted=str(wanted))


def _type(site: Site, chart: Chart) -> Iterator[Problem]:
    """Whether the type that was asked for can be drawn of these data."""
    several = len(chart.groups) > 1
    if chart.type in {BARS, SHARE} and several:
        yield CHART_TYPE.at(
            chart.type_at,
            type=chart.type,
            reason_zh="它有好几组",
            reason_en="there are several groups",
        )
    elif chart.type == MULTIPLES and not several:
        yield CHART_TYPE.at(
            chart.type_at,
            type=chart.type,
            reason_zh="它只有一组",
            reason_en="there is one group only",
        )
    elif chart.type == SHARE and not _is_share(site, chart):
        yield CHART_SHARE.at(chart.type_at)


def _is_share(site: Site, chart: Chart) -> bool:
    """Whether its facts are all the parts of one; not denied of facts that are not there."""
    missing = any(ref.id not in site.facts for ref in chart.facts)
    return missing or (len(chart.series) <= 1 and chart.whole(site.facts) is not None)


def _dimension(site: Site, group: ChartGroup) -> Iterator[Problem]:
    """One dimension an axis: the first fact's."""
    own = None
    for ref in (ref for row in group.rows for ref in row.facts):
        fact = site.facts.get(ref.id)
        unit = site.units.get(fact.unit.id) if fact else None
        if unit is None:
            continue
        own = own or unit
        if unit.dimension != own.dimension:
            yield CHART_DIMENSION.at(ref.at, id=ref.id, unit=unit.id, own=own.id)
