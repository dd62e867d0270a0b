"""S05 · 讲述要有支撑 · A testimony is never alone.

## 中文

**查什么：** 每篇讲述（kind: testimony）的每个语言版本，都要有四样：怎样拒绝的方框（skills）、
能够康复的方框（recovery）、讨论题（questions）、求助电话（help）。缺哪样，就说哪样。

**为什么：** 只听别人的遭遇，不会让人更有本事拒绝；光是吓人，还可能引起好奇，
或者让正在用的人更不敢求助。同样的故事，带上可以练的办法、走得出来的例子、
一起讨论的问题和能打的电话，才有用处。

**依据：** UNODC/WHO《国际毒品预防标准》（第二版，2018）：以前吸毒者作见证列为没有预防效果、
甚至有害的做法；有效的是练习个人和社会技能的互动课程。

**错：** 一封信，从第一次讲到最后一次，结尾是“千万别碰”。

**对：** 同一封信，加上 !!! skills、!!! recovery、[[questions]]、[[help]]。

## English

**What:** Every language edition of a testimony (kind: testimony) has four things: a box on how to
say no (skills), a box on recovery (recovery), questions to talk over (questions) and help
contacts (help). What is missing is named.

**Why:** Hearing what happened to somebody makes nobody better at saying no. Fear alone can make
pupils curious, and those who use drugs even less likely to ask for help. The same story is of use
with something to practise, the way out, questions to talk over, and numbers to call.

**Source:** UNODC/WHO International Standards on Drug Use Prevention (second edition, 2018):
testimonies of people who used drugs are listed among what does not prevent use or does harm;
interactive lessons in personal and social skills are what works.

**Wrong:** A letter from the first time to the last, ending with “Never touch it”.

**Right:** The same letter with !!! skills, !!! recovery, [[questions]] and [[help]].
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.body import Body
from qingyuan.model.problem import Problem, error
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.story import TESTIMONY

S05 = error(
    "S05",
    zh="这篇讲述还缺：{missing_zh}",
    en="this testimony lacks: {missing_en}",
    hint_zh="在合适的地方加上 {typed_zh}",
    hint_en="where they fit, put in {typed_en}",
    why_zh="光有遭遇的讲述不能预防；有了办法、出路、讨论和求助，才有用。",
    why_en="An account of what went wrong prevents nothing by itself; with skills, a way out, "
    "questions and help it can.",
    wrong="kind: testimony\n\n……最后，他说：千万别碰。",
    right='!!! skills "可以这样说"\n    不，我不试。\n\n!!! recovery "可以康复"\n'
    "    慢一点也是往前走。\n\n[[questions]]\n\n[[help]]",
)
KINDS = (S05,)
# (what it is, what to type), each in Chinese and English.
_BLOCKS = {
    "skills": ("怎样拒绝", "how to say no", '!!! skills "可以这样说"', '!!! skills "What to say"'),
    "recovery": (
        "怎样康复",
        "recovery",
        '!!! recovery "可以康复"',
        '!!! recovery "Recovery can be done"',
    ),
    "questions": ("讨论题", "questions to talk over", "[[questions]]", "[[questions]]"),
    "help": ("求助电话", "help contacts", "[[help]]", "[[help]]"),
}
_BOX = regex(r'class="admonition ([a-z]+)')


def check(site: Site) -> Iterator[Problem]:
    """Every edition of every testimony, but one in which a block may be a slip of typing."""
    for story in site.stories:
        for edition in story.editions if story.kind == TESTIMONY else ():
            if not edition.body.sound:
                continue
            there = _blocks(edition.body)
            missing = [words for name, words in _BLOCKS.items() if name not in there]
            if missing:
                zh, en, typed_zh, typed_en = zip(*missing, strict=True)
                yield S05.at(
                    edition.at,
                    missing_zh="、".join(zh),
                    missing_en=", ".join(en),
                    typed_zh=" · ".join(typed_zh),
                    typed_en=" · ".join(typed_en),
                )


def _blocks(body: Body) -> set[str]:
    """The boxes and block embeds of a body."""
    return {*_BOX.findall(body.html), *(embed.kind for embed in body.embeds)}
