"""S01 · 不教用法 · Nothing on how to use or make.

## 中文

**查什么：** 讲怎样使用、怎样制造、用多少的话，包括致死量和“每次多少毫克”一类的数量。
执法统计里的重量（缴获毒品3公斤）和医嘱不在此列。词表在 content/watchlists/S01.yaml。

**为什么：** 文字无论出于什么好意，只要写明了做法和数量，就能被当作说明书；
写出多少会致命，绝望的人会照着做。

**依据：** 《中华人民共和国刑法》规定的非法利用信息网络罪，以及最高人民法院关于审理毒品犯罪案件适用
法律的解释：利用信息网络传授制造毒品的方法，要追究责任。

**错：** 报道写出了致死剂量。

**对：** 使用任何数量都有危险。发现有人不对劲，马上打120。

## English

**What:** Words that tell how to use or make drugs, or how much, lethal doses among them.  Weights
in statistics (3 kg seized) and doctors' advice are something else.  The list is
content/watchlists/S01.yaml.

**Why:** However well it is meant, a text that gives a way and an amount can be read as a manual,
and a figure for what kills can be followed by somebody in despair.

**Source:** The offence of illegally using information networks in the Criminal Law of China, and
the Supreme People's Court's interpretation on drug cases: teaching how to make drugs online is
prosecuted.

**Wrong:** The report gives the fatal dose.

**Right:** Any amount is dangerous.  If somebody is not well, ring 120 at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.check.safe.patterns import case_ignored
from qingyuan.check.safe.sentences import around
from qingyuan.check.safe.watch import found
from qingyuan.model.passages import suspects
from qingyuan.model.problem import Problem, error
from qingyuan.model.regex import regex
from qingyuan.model.site import Site

USE = error(
    "S01",
    zh="“{word}”是在讲怎样用、怎样制或用多少：{reason_zh}",
    en="“{word}” tells how to use or make, or how much: {reason_en}",
    hint_zh="可以这样改：{instead_zh}",
    hint_en="instead: {instead_en}",
    why_zh="写明做法或数量的文字，会被当作说明书。",
    why_en="A text that gives a way or an amount can be read as a manual.",
    wrong="报道写出了致死剂量。",
    right="使用任何数量都有危险。",
)
DOSE = error(
    "S01-dose",
    zh="“{word}”写出了使用的数量",
    en="“{word}” gives an amount that is used",
    hint_zh="删去数量，只写“使用毒品”。缴获的重量写成 [[fact:编号]]。",
    hint_en="leave out the amount: “used drugs”. Weights that were seized are written [[fact:id]].",
    why_zh="数量就是用法，读者会拿它作参照。",
    why_en="An amount is an instruction: readers take it as a measure.",
    wrong="他每次吸0.9克。",
    right="他一次比一次用得多。",
)
KINDS = (USE, DOSE)

_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百千半几]+)"
_WEIGHT = r"(?:毫克|克|毫升|mg\b|g\b|ml\b)"
_PIECE = r"(?:片|颗|粒|口|针|支|板|管|毫克|克)"
_DRUG = r"(?:毒品|冰毒|海洛因|大麻|摇头丸|K粉|氯胺酮|吗啡|麻古|可卡因|芬太尼)"
_EACH = r"(?:每次|一次|单次|每天|每日|一天)(?:要|都|只|就)?"
_HAN = (
    rf"(?:吸食?|注射|嗑|烫吸|服用?|吃|用|打)(?:了|过|下|上)?{_NUMBER}\s?{_WEIGHT}(?!盐|糖|油|米|面|水)",
    rf"{_EACH}(?:吸食?|注射|嗑|吃|用|服用?|打)了?{_NUMBER}\s?{_PIECE}",
    rf"(?:吸食?|注射|嗑|吃|服用?|打)(?:了|过|下)?{_NUMBER}\s?{_PIECE}的?{_DRUG}",
)
_COUNT = r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|half a|several)"
_LATIN = (
    r"\b(?:(?:tak|us|snort|smok|inject|inhal|swallow)(?:e|es|ed|ing|s)?|took)\s+"
    rf"(?:up to |about |around |only |just |over )?{_COUNT}[\s-]?"
)
_ENGLISH = (
    rf"{_LATIN}(?:mg|milligrams?|grams?|g|ml|millilitres?)\b",
    rf"{_LATIN}(?:pills?|tablets?|hits?|lines?|doses?|puffs?)\s+of\s+(?!vitamin)\w+",
)
_DOSE = regex("|".join((*_HAN, *_ENGLISH)), re.IGNORECASE)
# What every dose has in it, and few texts: a verb and a number, or a number and a unit.
_HAN_HINT = regex(r"[吸食射嗑服用吃打][了过下上]?[\d零一二两三四五六七八九十百千半几]")
# Alternatives that all begin with a letter, which `re` looks for fast.
_PIECE_NAMES = ("pill", "tablet", "hit", "line", "dose", "puff")
_PIECES = "|".join(rf"{word}s?\s+of\s" for word in _PIECE_NAMES)
_UNIT_HINT = regex(rf"g\b(?<!ing)|mg|ml|milli|gram|{_PIECES}")
_COUNT_BEFORE = regex(rf"{_COUNT}[\s-]?$")
# What doctors and cooks write.
_INNOCENT = regex(
    r"医|药剂师|处方|疫苗|维生素|胰岛素|食盐|吃盐|说明书|农药|饲料|肥"
    r"|\b(?:doctors?|nurses?|pharmacists?|prescri\w+|vitamins?|insulin|salt|sugar|flour|vaccine)\b",
    re.IGNORECASE,
)


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site."""
    for word in found(site, "S01"):
        yield word.problem(USE)
    for passage in suspects(site, may_have_dose):
        for dose in doses(passage.prose.text):
            yield DOSE.at(passage.prose.place(dose.start()), word=dose[0])


def doses(text: str) -> Iterator[re.Match[str]]:
    """Amounts that are used, but for those of doctors and cooks."""
    if not may_have_dose(text):
        return
    for dose in _DOSE.finditer(text):
        if not _INNOCENT.search(text, *around(text, dose.start())):
            yield dose


def may_have_dose(text: str) -> bool:
    """Whether it is worth looking closer, which takes a hundred times as long."""
    if not text.isascii() and _HAN_HINT.search(text):
        return True
    lower = case_ignored(text)
    return any(
        _COUNT_BEFORE.search(lower, max(0, unit.start() - 10), unit.start())
        for unit in _UNIT_HINT.finditer(lower)
    )
