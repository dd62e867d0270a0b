"""Facts that no story, no page and no chart cites: they stand on the facts page only."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.problem import Problem, Severity, kind
from qingyuan.model.site import Site

FACT_UNUSED = kind(
    "fact-unused",
    Severity.NOTE,
    zh="没有文章引用“{id}”",
    en="no story or page cites “{id}”",
    hint_zh="它仍会出现在数字页上；想在文章里用，写 [[fact:{id}]]。",
    hint_en="it still stands on the facts page; to use it in a text write [[fact:{id}]].",
    why_zh="没人用的数字也没人核对，容易过时。",
    why_en="A figure that nobody uses is a figure that nobody checks.",
    wrong="facts/prevention.yaml: leaflets-2022",
    right="[[fact:leaflets-2022]]",
)
KINDS = (FACT_UNUSED,)


def check(site: Site) -> Iterator[Problem]:
    """Facts that are usable; one that is a part of another, or its base, is used.

    Nothing is said while something could not be read that may use it.
    """
    if any(name.startswith(("fact:", "file:", "page:", "story:")) for name in site.unread):
        return
    used = {e.target for edition in site.editions() for e in edition.embeds if e.kind == "fact"}
    for chart in site.charts.values():
        whole = chart.whole(site.facts)
        used.update(ref.id for ref in chart.facts)
        used.update({whole.id} if whole else ())
    for fact in site.facts.values():
        used.update(ref.id for ref in fact.parts)
        if fact.ratio:
            used.update((fact.ratio.part.id, fact.ratio.whole.id))
        if fact.change:
            used.update((fact.change.before.id, fact.change.after.id))
    for fact in site.facts.values():
        if fact.usable and fact.id not in used:
            yield FACT_UNUSED.at(fact.at, id=fact.id)
