"""Every `[[fact:…]]` names a fact that exists and may be cited.

A figure on the site is never typed: it is taken from the facts, where its source stands.  A fact
whose figure cannot be right (a printing error of the source) is kept, but never cited as usable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingyuan.check.others import Others
from qingyuan.check.unknown import unknown
from qingyuan.model.location import Ref
from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

FACT_UNKNOWN = error(
    "fact-unknown",
    zh="没有编号为“{id}”的数字",
    en="no fact has the id “{id}”",
    hint_zh="数字都在 content/facts/ 里；没有就先在那里登记它和它的出处。",
    hint_en="facts are in content/facts/; if it is not there, enter it with its source first.",
    why_zh="页面上的每个数字都要有出处，所以只能引用登记过的。",
    why_en="Every figure on a page has a source, so only figures on record can be cited.",
    wrong="[[fact:ludian-seizure]]",
    right="[[fact:ludian-seizures-2022]]",
)
FACT_NOT_USABLE = error(
    "fact-not-usable",
    zh="“{id}”不能引用：{reason_zh}",
    en="“{id}” can't be cited: {reason_en}",
    hint_zh="改用文字说明，或换一个可用的数字。",
    hint_en="say it in words, or cite a figure that is usable.",
    why_zh="来源上印错的数字会如实保留在数字页上，但不能当作事实来用。",
    why_en="A figure that is wrong in the source is kept and shown as printed, but never used as "
    "a fact.",
    wrong="下降了[[fact:ludian-newly-found-change-2022]]",
    right="新发现[[fact:ludian-newly-found-2022]]",
)
KINDS = (FACT_UNKNOWN, FACT_NOT_USABLE)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every citation of an article."""
    site = others.site
    for edition in article.editions:
        cited = [Ref(e.target, e.at) for e in edition.embeds if e.kind == "fact"]
        yield from unknown(site, "fact", cited, site.facts, FACT_UNKNOWN)
        yield from not_usable(site, cited)


def not_usable(site: Site, refs: Iterable[Ref]) -> Iterator[Problem]:
    """A problem for each reference to a fact that is kept as printed only."""
    for ref in refs:
        fact = site.facts.get(ref.id)
        if fact and not fact.usable:
            reason = fact.reason
            first = next((text for _, text in reason.texts), "")
            yield FACT_NOT_USABLE.at(
                ref.at,
                id=ref.id,
                reason_zh=reason.get("zh") or first,
                reason_en=reason.get("en") or first,
            )
