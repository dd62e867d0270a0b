"""An edition has the headings of the default language's, in the same order and nesting.

By its headings a reader of one language finds what another speaks of, and by their ids every link
to a heading works in all languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingyuan.check.languages.pairing import Pair
from qingyuan.check.languages.sides import couples, shown
from qingyuan.model.body import Heading
from qingyuan.model.problem import Problem, warning
from qingyuan.model.site import Site
from qingyuan.model.story import Edition

HEADING_UNPAIRED = warning(
    "heading-unpaired",
    zh="“{language}”版里没有与这个标题对应的标题：{here}",
    en="the edition in {language} has no heading for this one: {here}",
    hint_zh="那一版相应的地方是 {place}（{there}）；在那里补上这一节，或者删掉这里的。",
    hint_en="the matching place is {place} ({there}); add the section there, or take this one out.",
    why_zh="一种语言的读者会少看一节。内容改动以后，译文常常漏掉整节。",
    why_en="Readers of one language get a section less. Translations often miss a section that was "
    "added later.",
    wrong="zh.md:\n## 那场打赌 {#the-bet}\n## 回来的路 {#the-way-back}\n\nen.md:\n"
    "## The bet {#the-bet}",
    right="en.md:\n## The bet {#the-bet}\n## The way back {#the-way-back}",
)
HEADING_LEVEL = warning(
    "heading-level-differs",
    zh="这个标题是 {here}，“{language}”版里是 {there}",
    en="this heading is of the level {here}, in {language} it is {there}",
    hint_zh="那一版的标题在 {place}；两处用一样多的 #。",
    hint_en="the other heading is at {place}; use the same number of # for both.",
    why_zh="级别不同，目录的层次就不同，两种语言的读者看到的是两种结构。",
    why_en="With other levels the contents are nested in another way, and readers of the two "
    "languages see two structures.",
    wrong="zh.md:\n## 那场打赌 {#the-bet}\n\nen.md:\n### The bet {#the-bet}",
    right="en.md:\n## The bet {#the-bet}",
)
HEADING_ID = warning(
    "heading-id-differs",
    zh="这个标题的编号是 {here}，“{language}”版里是 {there}",
    en="this heading has the id {here}, in {language} it has {there}",
    hint_zh="那一版的标题在 {place}；两处后面写一样的编号：{id}",
    hint_en="the other heading is at {place}; type the same id after both: {id}",
    why_zh="指向标题的链接在每种语言里都要有效，所以编号不翻译。",
    why_en="A link to a heading has to work in every language, so ids are not translated.",
    wrong="zh.md:\n## 那场打赌 {#the-bet}\n\nen.md:\n## The bet {#a-bet}",
    right="en.md:\n## The bet {#the-bet}",
)
KINDS = (HEADING_UNPAIRED, HEADING_LEVEL, HEADING_ID)


def check(site: Site) -> Iterator[Problem]:
    """Every edition against the first, which is the default language's where there is one."""
    for _, sides in couples(site):
        names, pairs = sides.names, sides.pairs
        yield from _one_way(sides.second, pairs, names[1])
        yield from _one_way(sides.first, [(b, a) for a, b in pairs], names[0])
        for ours, theirs in pairs:
            if ours and theirs and _id(ours) != _id(theirs):
                best = _id(ours if ours.named else theirs)
                yield _other_id(ours, theirs, names[1], best)
                yield _other_id(theirs, ours, names[0], best)


def _one_way(other: Edition, pairs: Sequence[Pair[Heading]], language: str) -> Iterator[Problem]:
    """What is reported at our headings; the other edition is in this language."""
    place, text = other.body.prose.at, other.title
    for ours, theirs in pairs:
        if theirs:
            place, text = theirs.at, shown(theirs)
        if ours and theirs:
            yield from _level(ours, theirs, language)
        elif ours:
            yield HEADING_UNPAIRED.at(
                ours.at, language=language, here=shown(ours), place=str(place), there=text
            )


def _level(ours: Heading, theirs: Heading, language: str) -> Iterator[Problem]:
    if ours.level != theirs.level:
        here, there, place = "#" * ours.level, "#" * theirs.level, str(theirs.at)
        yield HEADING_LEVEL.at(ours.at, language=language, here=here, there=there, place=place)


def _id(heading: Heading) -> str:
    """The id as typed."""
    return f"{{#{heading.id}}}" if heading.named else "—"


def _other_id(ours: Heading, theirs: Heading, language: str, best: str) -> Problem:
    here, there, place = _id(ours), _id(theirs), str(theirs.at)
    return HEADING_ID.at(ours.at, language=language, here=here, there=there, place=place, id=best)
