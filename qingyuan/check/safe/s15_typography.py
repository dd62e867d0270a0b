"""S15 · 标点规范，句子不长 · Punctuation by the standard, sentences not too long.

## 中文

**查什么：** 汉字之间的半角标点，用“...”代替“……”，单独一个“—”；给学生的页面上，
超过40个汉字或25个英文单词的句子。表示起止的一字线（2018—2022年、昆明—昭通）是对的。

**为什么：** 半角标点在汉字之间太窄，换行时会跑到行首。长句子小学生读不下来，
心里着急的人也读不进去。

**依据：** GB/T 15834—2011《标点符号用法》；英国政府网站写作指南：句子不超过25个单词。

**错：** 他想了想...没有回答,走开了.

**对：** 他想了想……没有回答，走开了。

## English

**What:** ASCII punctuation between Chinese characters, “...” for ……, a single —; and, on pages for
pupils, sentences of more than 40 Chinese characters or 25 English words.  The single dash of a
range (2018—2022年, 昆明—昭通) is right.

**Why:** Narrow marks look wrong between Chinese characters and land at the beginning of lines.
Young pupils lose the thread of long sentences, and so do readers in distress.

**Source:** GB/T 15834—2011, Use of Punctuation Marks; GOV.UK content design: sentences of at most
25 words.

**Wrong:** 他想了想...没有回答,走开了.

**Right:** 他想了想……没有回答，走开了。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.check.safe.dashes import single_dashes
from qingyuan.check.safe.patterns import HAN
from qingyuan.check.safe.sentences import sentences
from qingyuan.model.passages import Passage, passages
from qingyuan.model.problem import Problem, warning
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.story import Story

PUNCTUATION = warning(
    "S15-punctuation",
    zh="汉字之间用了半角标点“{typed}”",
    en="ASCII punctuation “{typed}” between Chinese characters",
    hint_zh="改成全角的“{right}”。",
    hint_en="write it in full width, as “{right}”.",
    why_zh="半角标点在汉字之间太窄，换行时会跑到行首。",
    why_en="Narrow marks look wrong between Chinese characters and land at the beginning of lines.",
    wrong="看一看,想一想。",
    right="看一看，想一想。",
)
ELLIPSIS = warning(
    "S15-ellipsis",
    zh="省略号写成了“{typed}”",
    en="an ellipsis is written “{typed}”",
    hint_zh="中文省略号是六个点：……",
    hint_en="in Chinese it has six dots: ……",
    why_zh="国家标准规定，省略号占两个字的位置。",
    why_en="The Chinese standard gives it the room of two characters.",
    wrong="他想了想...没有回答。",
    right="他想了想……没有回答。",
)
DASH = warning(
    "S15-dash",
    zh="破折号只有一个“—”",
    en="a dash in Chinese is single",
    hint_zh="破折号占两个字：——。表示起止的（2018—2022年、昆明—昭通）才用一个。",
    hint_en="it takes the room of two characters: ——. Only ranges have one (2018—2022年, "
    "昆明—昭通).",
    why_zh="国家标准规定，破折号占两个字的位置；一个的是连接号。",
    why_en="In the Chinese standard a single one is a connector, not a dash.",
    wrong="答案只有一个—开口求助。",
    right="答案只有一个——开口求助。",
)
LONG = warning(
    "S15-long",
    zh="这句话有{n}{unit_zh}，给学生的页面最好不超过{most}{unit_zh}",
    en="this sentence has {n} {unit_en}; on a page for pupils {most} are enough",
    hint_zh="拆成两三句，一句只说一件事。",
    hint_en="make two or three of it, with one thing in each.",
    why_zh="长句子小学生读不下来，心里着急的人也读不进去。",
    why_en="Young pupils lose the thread of long sentences, and so do readers in distress.",
    wrong="有的同学看到陌生人递来的饮料会觉得不好意思拒绝但是其实只要大声说一句不要再走开告诉大人就可以了。",
    right="看到陌生人递来的饮料，可以拒绝。大声说“不要”，走开，告诉大人。",
)
KINDS = (PUNCTUATION, ELLIPSIS, DASH, LONG)

PUPILS = {"primary", "middle", "high"}
# Pages without an audience that pupils read.
_PAGES = {"home", "help"}
_MOST_HAN, _MOST_WORDS = 40, 25
_CLOSING = "”’》）」』"
_RANGES = tuple(zip(HAN[::3], HAN[2::3], strict=True))
_BEFORE, _AFTER = rf"[{HAN}{_CLOSING}]", rf"[{HAN}“‘《（「『，。！？；：、…]"
_MARKS = regex(
    rf"(?<={_BEFORE})(?P<stars>[*_]*)(?P<marks>[,;:!?()\"'.]*(?<!\.)[,;:!?()\"'.](?!\.)|--+)"
    rf"(?=[*_]*{_AFTER})"
    rf"|(?<={_BEFORE})(?P<last>[,;:!?]|(?<!\.)\.)(?=[*_]*[ \t]*$)",
    re.MULTILINE,
)
# Where a wrong mark can begin: marks behind a Chinese character, all signs in a row at once.
_SIGNS = regex(r"[*_,;:!?()\"'.-]+")
_WIDE = str.maketrans(",;:!?().", "，；：！？（）。")
_DOTS = regex(
    rf"(?:(?<={_BEFORE})|(?<=[，。！？：；“]))(?:\.{{2,}}|。{{2,}}|(?<!…)…(?!…))"
    rf"|(?<![\d.a-zA-Z])\.{{2,}}(?={_AFTER})"
)
_ROWS_OF_DOTS = ("..", "。。", "…")
_HAN_SIGN = regex(f"[{HAN}]")
_WORD = regex(r"\w+(?:['’-]\w+)*")


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site; the length of sentences on pages for pupils only."""
    tags = {language.code: language.tag.lower().partition("-")[0] for language in site.languages}
    places = {name.get(code) or "" for name in site.places.values() for code in tags}
    for passage in passages(site):
        tag = tags.get(passage.language)
        if tag == "zh":
            yield from _marks(passage)
            for place in single_dashes(passage.prose.text, places):
                yield DASH.at(passage.prose.place(place))
        if tag in {"zh", "en"} and _is_for_pupils(passage):
            yield from _long(passage, han=tag == "zh")


def _may_be_wrong(text: str, row: re.Match[str]) -> bool:
    """Whether a row of signs has a mark and stands behind what is Chinese; _MARKS looks closer.

    Most texts have none, and to compile that takes three milliseconds.
    """
    before = text[row.start() - 1] if row.start() else " "
    if before.isascii():
        return False
    is_behind = before in _CLOSING or any(first <= before <= last for first, last in _RANGES)
    return is_behind and row[0].strip("*_") != ""


def _marks(passage: Passage) -> Iterator[Problem]:
    text = passage.prose.text
    rows = (row for row in _SIGNS.finditer(text) if _may_be_wrong(text, row))
    for found in filter(None, (_MARKS.match(text, row.start()) for row in rows)):
        group = "last" if found["last"] else "marks"
        typed = found[group]
        at = passage.prose.place(found.start(group))
        yield PUNCTUATION.at(at, typed=typed, right=_wide(typed))
    for dots in _DOTS.finditer(text) if any(row in text for row in _ROWS_OF_DOTS) else ():
        yield ELLIPSIS.at(passage.prose.place(dots.start()), typed=dots[0])


def _wide(typed: str) -> str:
    """The marks in full width; which quotation mark it is depends on the words."""
    if typed.startswith("--"):
        return "——"
    return re.sub("[\"']+", "“ ”", typed.translate(_WIDE))


def _is_for_pupils(passage: Passage) -> bool:
    article = passage.article
    if isinstance(article, Story):
        return bool(PUPILS & set(article.audience))
    return article is not None and article.slug in _PAGES


def _long(passage: Passage, *, han: bool) -> Iterator[Problem]:
    text = passage.prose.text
    unit, most = (_HAN_SIGN, _MOST_HAN) if han else (_WORD, _MOST_WORDS)
    names = ("个汉字", "Chinese characters") if han else ("个单词", "words")
    for start, end in sentences(text):
        count = sum(1 for _ in unit.finditer(text, start, end))
        if count > most:
            first = start + len(text[start:end]) - len(text[start:end].lstrip(" \t\n>-*#|"))
            yield LONG.at(
                passage.prose.place(first),
                n=str(count),
                most=str(most),
                unit_zh=names[0],
                unit_en=names[1],
            )
