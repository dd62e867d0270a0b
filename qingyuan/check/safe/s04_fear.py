"""S04 · 不恐吓 · No fear without a way out.

## 中文

**查什么：** 吓人的话（家破人亡、死路一条、白色恶魔）用得太密；或者写了危害，却没有写可以怎么办。
“可以怎么办”指 skills 或 recovery 方框，或标题 {#what-you-can-do}。给学生的故事，凡是讲人和事的
（testimony、case-study、report），都要有。词表在 content/watchlists/S04.yaml。

**为什么：** 光靠恐吓不能预防使用毒品：害怕的人会移开眼睛，已经在用的人会觉得没有希望，不再求助。

**依据：** 联合国毒品和犯罪问题办公室、世界卫生组织《国际预防药物使用标准》（第二版，2018）：
只给知识、特别是引起恐惧的做法，没有预防效果。

**错：** 一口毁一生，沾上就是死路一条。

**对：** 戒毒很难，但是可以做到。现在就可以拨打求助电话。

## English

**What:** Words that frighten (living hell, no way back, white devil) too close together; or harm
without a word on what can be done.  That is a box of the kind skills or recovery, or a heading
{#what-you-can-do}; every story for pupils that tells of people (testimony, case-study, report)
needs one.  The list is content/watchlists/S04.yaml.

**Why:** Fear alone does not prevent drug use: who is frightened looks away, and who already uses
drugs takes help for useless.

**Source:** UNODC and WHO, International Standards on Drug Use Prevention, second edition, 2018:
giving information only, and arousing fear in particular, has no effect as prevention.

**Wrong:** One puff and your life is over.

**Right:** Stopping is hard, and it can be done.  You can ring a helpline today.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qingyuan.check.safe.patterns import HAN, WORD
from qingyuan.check.safe.watch import Found, found
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, warning
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.story import Edition, Story

DENSITY = warning(
    "S04-density",
    zh="吓人的话太密：{words}",
    en="too many frightening words: {words}",
    hint_zh="留下真正需要的一处，其余改写成实际发生的事和可以怎么办。",
    hint_en="keep the one that is needed; for the others write what happened and what can be done.",
    why_zh="光靠恐吓不能预防使用毒品，读者会移开眼睛。",
    why_en="Fear alone does not prevent drug use: readers look away.",
    wrong="家破人亡，死路一条，万劫不复。",
    right="他失去了工作，也失去了家人的信任。后来他打了求助电话。",
)
WORD_ALONE = warning(
    "S04-word",
    zh="“{word}”在这里只有吓人，没有出路：{reason_zh}",
    en="“{word}” frightens here, where there is no room for a way out: {reason_en}",
    hint_zh="可以这样改：{instead_zh}",
    hint_en="instead: {instead_en}",
    why_zh="标题、摘要和说明会单独出现，读者看到的只有害怕。",
    why_en="Titles, summaries and labels are read alone: all that readers get is the fear.",
    wrong="summary: 一口毁一生。",
    right="summary: 戒毒很难，但是可以做到。",
)
_ADD_ZH = "加一个 !!! skills 或 !!! recovery 方框，或一节标题带 {{#what-you-can-do}} 的文字。"
_ADD_EN = (
    "add a box, !!! skills or !!! recovery, or a section with {{#what-you-can-do}} in its heading."
)
NO_WAY_OUT = warning(
    "S04-no-way-out",
    zh="“{word}”吓人，文中却没有写可以怎么办：{reason_zh}",
    en="“{word}” frightens, and the text does not say what can be done: {reason_en}",
    hint_zh="可以这样改：{instead_zh}；或者" + _ADD_ZH,
    hint_en="instead: {instead_en}; or " + _ADD_EN,
    why_zh="只写危害不写出路，害怕的人会移开眼睛，已经在用的人不再求助。",
    why_en="Harm without a way out: who is frightened looks away, and who uses drugs stops asking.",
    wrong="他失去了一切，没有人帮他。",
    right='他失去了工作。\n\n!!! recovery "后来"\n    他打了求助电话。',
)
STORY = warning(
    "S04-story",
    zh="给学生的故事讲了人和事，却没有写可以怎么办",
    en="a story for pupils tells of people, and not what can be done",
    hint_zh=_ADD_ZH,
    hint_en=_ADD_EN,
    why_zh="学生读到别人的遭遇，也要读到自己可以怎么做，否则只剩下害怕或好奇。",
    why_en="Pupils who read what happened to others need to read what they can do; else only fear "
    "or curiosity is left.",
    wrong="kind: report，audience: [high]，正文只有案件",
    right='!!! skills "可以这样说"\n    不，我不试。',
)
KINDS = (DENSITY, WORD_ALONE, NO_WAY_OUT, STORY)

PUPILS = {"primary", "middle", "high"}
_ABOUT_PEOPLE = {"testimony", "case-study", "report"}
# More than so many in a thousand words (of letters) or Chinese characters, and at least so many.
_PER_THOUSAND = 5
_LEAST = 3
_UNIT = regex(rf"{WORD.pattern}|[{HAN}]", re.IGNORECASE)
_WAY_OUT = regex(r'class="[^"]*\b(?:skills|recovery)\b|id="what-you-can-do"')


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site; bodies as a whole."""
    bodies: dict[Location, list[Found]] = defaultdict(list)
    for word in found(site, "S04"):
        if word.passage.role == "body":
            bodies[word.passage.prose.at].append(word)
        elif word.passage.role not in {"question", "link"}:
            yield word.problem(WORD_ALONE)
    for article in site.articles:
        for edition in article.editions:
            story = article if isinstance(article, Story) else None
            yield from _of_body(edition, story, bodies[edition.body.prose.at])


def _size(edition: Edition) -> int:
    return sum(1 for _ in _UNIT.finditer(edition.body.prose.text))


def _of_body(edition: Edition, story: Story | None, words: list[Found]) -> Iterator[Problem]:
    if len(words) >= _LEAST and len(words) * 1000 > _size(edition) * _PER_THOUSAND:
        typed = " · ".join(dict.fromkeys(word.word for word in words))
        yield DENSITY.at(words[0].at, words=typed)
    for_pupils = story and story.kind in _ABOUT_PEOPLE and PUPILS & set(story.audience)
    if not (words or for_pupils) or _WAY_OUT.search(edition.body.html):
        return
    yield words[0].problem(NO_WAY_OUT) if words else STORY.at(edition.at)
