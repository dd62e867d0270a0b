"""Every fact names a unit, a place, a source and a paragraph of it that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingyuan.check.unknown import unknown
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error, listed
from qingyuan.model.site import Site

UNIT_UNKNOWN = error(
    "unit-unknown",
    zh="没有登记过单位“{id}”",
    en="there is no unit “{id}”",
    hint_zh="单位在 content/units.yaml 里：{known}",
    hint_en="units are in content/units.yaml: {known}",
    why_zh="单位决定数字怎么写、能不能换算；写错单位会差一千倍。",
    why_en="The unit decides how a figure is worded and converted; a wrong one is off by a "
    "thousand.",
    wrong="unit: kilogramme",
    right="unit: kilogram",
)
PLACE_UNKNOWN = error(
    "place-unknown",
    zh="没有登记过地点“{id}”",
    en="there is no place “{id}”",
    hint_zh="地点在 content/places.yaml 里：{known}",
    hint_en="places are in content/places.yaml: {known}",
    why_zh="同一个地方只有一个名字，数字才能比较。",
    why_en="Figures can be compared only when one place has one name.",
    wrong="place: zhaotng",
    right="place: zhaotong",
)
SOURCE_UNKNOWN = error(
    "source-unknown",
    zh="没有登记过来源“{id}”",
    en="there is no source “{id}”",
    hint_zh="来源在 content/sources.yaml 里：{known}",
    hint_en="sources are in content/sources.yaml: {known}",
    why_zh="没有来源的数字不能发布。",
    why_en="A figure without a source can't be published.",
    wrong="source: zhaotong",
    right="source: zhaotong-page",
)
PARAGRAPH_UNKNOWN = error(
    "paragraph-unknown",
    zh="来源“{source}”里没有段落“{id}”",
    en="the source “{source}” has no paragraph “{id}”",
    hint_zh="有：{known}",
    hint_en="it has: {known}",
    why_zh="读者要能找到数字在原文里的位置。",
    why_en="Readers must be able to find the figure in the document.",
    wrong="paragraph: A9",
    right="paragraph: A5",
)
KINDS = (UNIT_UNKNOWN, PLACE_UNKNOWN, SOURCE_UNKNOWN, PARAGRAPH_UNKNOWN)


def check(site: Site) -> Iterator[Problem]:
    """Every fact; a default that is wrong is reported once, where it stands."""
    facts = site.facts.values()
    for name, known, kind in (
        ("unit", site.units, UNIT_UNKNOWN),
        ("place", site.places, PLACE_UNKNOWN),
        ("source", site.sources, SOURCE_UNKNOWN),
    ):
        refs = dict.fromkeys(getattr(fact, name) for fact in facts)
        yield from unknown(site, name, refs, known, kind)
    for source_id, paragraph in dict.fromkeys((fact.source.id, fact.paragraph) for fact in facts):
        yield from paragraphs(site, source_id, [paragraph])


def paragraphs(site: Site, source_id: str, refs: Iterable[Ref]) -> Iterator[Problem]:
    """A problem for each paragraph that a source on record does not have."""
    source = site.sources.get(source_id)
    known = [paragraph.id for paragraph in source.paragraphs] if source else []
    for ref in refs if source else ():
        if ref.id not in known:
            near = (ref.id, known)
            listing = listed(known)
            yield PARAGRAPH_UNKNOWN.at(
                ref.at, near=near, source=source_id, id=ref.id, known=listing
            )
