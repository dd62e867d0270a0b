"""S16 · 繁简不混用 · One script in one edition.

## 中文

**查什么：** 简体版（zh-Hans）里的繁体字，繁体版（zh-Hant）里的简体字。两种版本都用的字
（台、后、里、乾坤的乾、瞭望的瞭）不报警。

**为什么：** 混进来的字多半是粘贴时带来的。小学生不认识，搜索也搜不到。

**依据：** 《中华人民共和国国家通用语言文字法》；《通用规范汉字表》（国务院，2013）。

**错：** 遠離毒品，热爱生活。

**对：** 远离毒品，热爱生活。

## English

**What:** Traditional characters in an edition in Simplified Chinese (zh-Hans), and the other way
round (zh-Hant).  Characters that both use (台, 后, 里) are let pass.

**Why:** They mostly come with pasted text.  Young pupils can't read them, and a search does not
find them.

**Source:** The Law of China on the Standard Spoken and Written Chinese Language; the Table of
General Standard Chinese Characters (State Council, 2013).

**Wrong:** 遠離毒品，热爱生活。

**Right:** 远离毒品，热爱生活。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from qingyuan.model.han_forms import TO_SIMPLIFIED, TO_TRADITIONAL
from qingyuan.model.passages import Passage, passages
from qingyuan.model.problem import Problem, warning
from qingyuan.model.regex import regex
from qingyuan.model.site import Site

SCRIPT = warning(
    "S16",
    zh="“{typed}”是{script_zh}，这个版本用的是{own_zh}",
    en="“{typed}” is {script_en}, and this edition is in {own_en}",
    hint_zh="改成“{right}”。",
    hint_en="write “{right}”.",
    why_zh="混进来的字小学生不认识，搜索也搜不到。",
    why_en="Young pupils can't read characters of the other script, and a search does not find "
    "them.",
    wrong="遠離毒品",
    right="远离毒品",
)
KINDS = (SCRIPT,)

_NAMES = {"zh": ("简体", "繁体"), "en": ("Simplified", "Traditional")}
_TRADITIONAL_TAG = regex(r"zh-(?:hant\b|tw\b|hk\b|mo\b)", re.IGNORECASE)
_CHINESE_TAG = regex(r"zh\b", re.IGNORECASE)


class _Script(Struct, frozen=True):
    """The characters of a script that the other writes otherwise, runs of them, and how."""

    characters: frozenset[str]
    runs: re.Pattern[str]
    others: dict[int, int]

    @classmethod
    def of(cls, table: dict[int, int]) -> _Script:
        characters = frozenset(map(chr, table))
        # To compile it takes two milliseconds, and hardly a text has one of them.
        return cls(characters, regex(f"[{''.join(map(chr, table))}]+"), table)


_FOREIGN = {False: _Script.of(TO_SIMPLIFIED), True: _Script.of(TO_TRADITIONAL)}


def check(site: Site) -> Iterator[Problem]:
    """Every Chinese text of the site, one problem a line."""
    scripts = {
        language.code: bool(_TRADITIONAL_TAG.match(language.tag))
        for language in site.languages
        if _CHINESE_TAG.match(language.tag)
    }
    for passage in passages(site):
        if passage.language in scripts:
            yield from _mixed(passage, traditional=scripts[passage.language])


def _mixed(passage: Passage, *, traditional: bool) -> Iterator[Problem]:
    foreign = _FOREIGN[traditional]
    text, runs = passage.prose.text, foreign.runs
    if foreign.characters.isdisjoint(text):
        return
    last_line = -1
    for run in runs.finditer(text):
        line = text.count("\n", 0, run.start())
        if line == last_line:
            continue
        last_line = line
        end = text.find("\n", run.start())
        typed = "".join(
            dict.fromkeys("".join(runs.findall(text, run.start(), end if end >= 0 else len(text))))
        )
        yield SCRIPT.at(
            passage.prose.place(run.start()),
            typed=typed,
            right=typed.translate(foreign.others),
            own_zh=_NAMES["zh"][traditional],
            own_en=_NAMES["en"][traditional],
            script_zh=_NAMES["zh"][not traditional],
            script_en=_NAMES["en"][not traditional],
        )
