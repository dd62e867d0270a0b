"""S06 · 不说“大家都这样” · Not “everyone is doing it”.

## 中文

**查什么：** 没有数字支持、却说很多人或人人都在使用毒品的话。同一句里引用了登记过的数字
（[[fact:编号]]），就不报警。词表在 content/watchlists/S06.yaml。

**为什么：** 少年常常高估同龄人中使用毒品的人数，而以为“大家都这样”正是跟着去用的原因之一。

**依据：** 联合国毒品和犯罪问题办公室、世界卫生组织《国际预防药物使用标准》（第二版，2018）：
有效的课程会纠正对同龄人使用情况的误解。

**错：** 现在的年轻人都吸过。

**对：** 绝大多数中学生从来没有用过毒品。

## English

**What:** Claims that many or all people use drugs, without a figure.  A sentence that cites a
fact ([[fact:id]]) is let pass.  The list is content/watchlists/S06.yaml.

**Why:** Young people overrate how many of their age use drugs, and believing that everyone does is
one reason to begin.

**Source:** UNODC and WHO, International Standards on Drug Use Prevention, second edition, 2018:
programmes that work correct false beliefs about how normal drug use is.

**Wrong:** Everyone is doing it.

**Right:** Most pupils have never used any drug.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.safe.sentences import around
from qingyuan.check.safe.watch import Found, found
from qingyuan.model.problem import Problem, warning
from qingyuan.model.site import Site

NORM = warning(
    "S06",
    zh="“{word}”说得好像大家都在用，又没有数字：{reason_zh}",
    en="“{word}” makes drug use look normal, without a figure: {reason_en}",
    hint_zh="可以这样改：{instead_zh}",
    hint_en="instead: {instead_en}",
    why_zh="以为别人都在用，是少年跟着去用的原因之一。",
    why_en="Believing that everyone does it is one reason why young people begin.",
    wrong="现在的年轻人都吸过。",
    right="绝大多数中学生从来没有用过毒品。",
)
KINDS = (NORM,)


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site, but sentences that cite a fact."""
    return (word.problem(NORM) for word in found(site, "S06") if not _cites(word))


def _cites(word: Found) -> bool:
    """Whether the sentence has a fact in it."""
    passage = word.passage
    edition = passage.article and passage.article.edition(passage.language)
    if passage.role != "body" or not edition:
        return False
    start, end = around(passage.prose.text, word.hit.start)
    first, last = passage.prose.place(start), passage.prose.place(end)
    facts = (embed for embed in edition.body.embeds if embed.kind == "fact")
    return any(first <= fact.at <= last for fact in facts)
