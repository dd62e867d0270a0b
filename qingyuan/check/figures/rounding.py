"""A citation is rounded only as the fact's record allows.

How many decimals still tell the truth is decided once, where the source is at hand (`rounding`),
and not in each text.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.others import Others
from qingyuan.model.problem import Problem, error
from qingyuan.model.story import ContentPage, Story

ROUNDING_MISSING = error(
    "rounding-missing",
    zh="“{id}”没有登记可以保留几位小数",
    en="“{id}” does not say to how many decimals it may be rounded",
    hint_zh="在 {place} 加一行 rounding: 1（保留一位小数），或者写 [[fact:{id}]]，保留全部数字。",
    hint_en="add a line rounding: 1 (one decimal) at {place}, or write [[fact:{id}]] to keep every "
    "digit.",
    why_zh="各篇文章自己决定怎样四舍五入，同一个数字就会有几种样子。",
    why_en="If each text rounded as it liked, one figure would have several looks.",
    wrong="[[fact:seizures-2022|rounded]]",
    right="seizures-2022:\n  value: 65.87422\n  rounding: 1",
)
KINDS = (ROUNDING_MISSING,)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every citation of an article that asks for rounding."""
    site = others.site
    for edition in article.editions:
        for embed in edition.embeds:
            fact = site.facts.get(embed.target) if embed.kind == "fact" else None
            if fact and embed.option == "rounded" and fact.rounding is None:
                yield ROUNDING_MISSING.at(embed.at, id=fact.id, place=str(fact.at))
