"""Every story names topics, a place and sources with paragraphs that exist."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.figures.references import PLACE_UNKNOWN, SOURCE_UNKNOWN, paragraphs
from qingyuan.check.others import Others
from qingyuan.check.unknown import unknown
from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

TOPIC_UNKNOWN = error(
    "topic-unknown",
    zh="没有登记过主题“{id}”",
    en="there is no topic “{id}”",
    hint_zh="主题在 content/topics.yaml 里：{known}",
    hint_en="topics are in content/topics.yaml: {known}",
    why_zh="没有登记的主题没有名称，也没有列表页。",
    why_en="A topic that is not on record has no name and no list.",
    wrong="topics: [recoverry]",
    right="topics: [recovery]",
)
KINDS = (TOPIC_UNKNOWN,)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """A story or a page."""
    site = others.site
    if isinstance(article, Story):
        yield from unknown(site, "topic", article.topics, site.topics, TOPIC_UNKNOWN)
        yield from unknown(site, "place", [article.place], site.places, PLACE_UNKNOWN)
    sources = [use.source for use in article.sources]
    yield from unknown(site, "source", sources, site.sources, SOURCE_UNKNOWN)
    for use in article.sources:
        yield from paragraphs(site, use.source.id, use.paragraphs)


def check(site: Site) -> Iterator[Problem]:
    """The errata of sources."""
    for source in site.sources.values():
        yield from paragraphs(site, source.id, [erratum.paragraph for erratum in source.errata])
