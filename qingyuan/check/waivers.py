"""Waivers: which problems they take out, and which of them have no reason to be there.

A waiver names a rule and gives a reason; the report lists all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from qingyuan.model.problem import Problem, error, listed, warning
from qingyuan.model.story import ContentPage, Story
from qingyuan.model.waiver import Waived, Waiver

WAIVER_RULE = error(
    "waiver-rule",
    zh="没有可以豁免的规则“{rule}”",
    en="there is no rule “{rule}” that can be waived",
    hint_zh="可以豁免的有：{known}",
    hint_en="those that can be: {known}",
    why_zh="编号写错的豁免不起作用，却让人以为规则已经看过。只有内容方面的规则可以豁免，"
    "格式和数字的错误要改正。",
    why_en="A waiver under a wrong id does nothing, and makes believe that somebody has looked. "
    "Only rules on content can be waived; wrong forms and figures are to be mended.",
    wrong="[[waive:S70|引用法律条文的原文]]……[[/waive]]",
    right="[[waive:S07|引用法律条文的原文]]……[[/waive]]",
)
WAIVER_UNUSED = warning(
    "waiver-unused",
    zh="这里没有违反 {rule} 的地方，不需要豁免",
    en="nothing here goes against {rule}: there is nothing to waive",
    hint_zh="删掉这条豁免。",
    hint_en="take this waiver out.",
    why_zh="留着没用的豁免，以后真的写错了也不会有人提醒。",
    why_en="A waiver that is left behind will hide the next real mistake.",
    wrong="[[waive:S07|引用原文]]他在康复。[[/waive]]",
    right="他在康复。",
)
WAIVER_EXPIRED = warning(
    "waiver-expired",
    zh="对 {rule} 的豁免在 {until} 到期，不再起作用",
    en="the waiver of {rule} ended on {until} and has no effect any more",
    hint_zh="改正那处文字；还需要豁免的，重新审过以后再改日期。",
    hint_en="mend the text; if the waiver is still needed, review it again and set a new date.",
    why_zh="定了期限的豁免，到期要有人再看一遍。",
    why_en="A waiver with an end is to be looked at again by then.",
    wrong="waive:\n  - {rule: S07, reason: 引用原文, until: 2024-01-01}",
    right="waive:\n  - {rule: S07, reason: 引用原文, until: 2027-01-01}",
)
KINDS = (WAIVER_RULE, WAIVER_UNUSED, WAIVER_EXPIRED)


def waivers(article: Story | ContentPage) -> Iterator[Waiver]:
    """All waivers of an article."""
    yield from article.waivers
    for edition in article.editions:
        yield from edition.waivers


def sift(
    article: Story | ContentPage,
    today: dt.date,
    problems: Iterable[Problem],
    waivable: frozenset[str],
) -> tuple[list[Problem], list[Waived]]:
    """An article's problems without those that are waived, with those of its waivers; the waived.

    Waivers have effect in the article that has them, and nowhere else.
    """
    given = list(waivers(article))
    wrong = [waiver for waiver in given if waiver.rule not in waivable]
    expired = [w for w in given if w.until and w.until < today and w not in wrong]
    active = [w for w in given if w not in wrong and w not in expired]
    kept: list[Problem] = []
    waived: list[Waived] = []
    for problem in problems:
        by = next((w for w in active if problem.code in waivable and w.covers(problem)), None)
        if by:
            waived.append(Waived(problem, by))
        else:
            kept.append(problem)
    used = {entry.waiver for entry in waived}
    kept += [_unknown(waiver, waivable) for waiver in wrong]
    kept += [WAIVER_EXPIRED.at(w.at, rule=w.rule, until=str(w.until)) for w in expired]
    kept += [WAIVER_UNUSED.at(w.at, rule=w.rule) for w in active if w not in used]
    return kept, waived


def _unknown(waiver: Waiver, waivable: frozenset[str]) -> Problem:
    known = listed(waivable, most=40)
    return WAIVER_RULE.at(waiver.at, near=(waiver.rule, waivable), rule=waiver.rule, known=known)
