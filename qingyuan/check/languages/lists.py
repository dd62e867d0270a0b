"""Lists of an edition have as many items, section by section, as the default language's."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from qingyuan.check.languages.pairing import Item
from qingyuan.check.languages.sides import above_of, couples
from qingyuan.check.languages.structure import WHY
from qingyuan.model.body import Body, Heading
from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual, Problem, warning
from qingyuan.model.site import Site

LIST_UNPAIRED = warning(
    "list-unpaired",
    zh="“{language}”版相应的一节里，列表的项数不同：这里是 {here_zh}",
    en="in {language} the lists of this section have another number of items: here {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）；对照着补上或删掉。",
    hint_en="the matching place is {place} ({there_en}); compare them, and add or take out.",
    wrong="zh.md:\n- 看\n- 说\n- 走\n\nen.md:\n- look\n- say",
    right="en.md:\n- look\n- say\n- go",
    **WHY,
)
KINDS = (LIST_UNPAIRED,)


def check(site: Site) -> Iterator[Problem]:
    """Every edition against the first, which is the default language's where there is one."""
    for _, sides in couples(site):
        known = [(one, other) for one, other in sides.pairs if one and other]
        ours = _counts(sides.first.body, [one for one, _ in known])
        theirs = _counts(sides.second.body, [other for _, other in known])
        for left, right in zip(ours, theirs, strict=True):
            if not left.numbers & right.numbers:
                yield from sides.report(LIST_UNPAIRED, left.item, right.item)


class _Count(Struct, frozen=True):
    """How many items a section has, at the first of them.

    Where a heading follows that has no counterpart, its items may belong to the section before:
    then there are two numbers.
    """

    item: Item
    numbers: frozenset[int]


def _counts(body: Body, paired: list[Heading]) -> list[_Count]:
    """For the text before the first heading, and for every heading that has a counterpart."""
    places = [feature.at for feature in body.features if feature.sort == "item"]
    own, most = (
        [(above_of(headings, at), at) for at in places] for headings in (body.headings, paired)
    )
    return [
        _count(
            heading.at if heading else body.prose.at,
            [at for above, at in own if above == heading],
            [at for above, at in most if above == heading],
        )
        for heading in (None, *paired)
    ]


def _count(start: Location, own: list[Location], most: list[Location]) -> _Count:
    at = own[0] if own else start
    text = Bilingual(f"{len(own)} 项", str(len(own)))
    return _Count(Item(str(len(own)), text, at), frozenset({len(own), len(most)}))
