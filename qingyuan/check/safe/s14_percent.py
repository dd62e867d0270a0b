"""S14 · 百分号和千分号 · Per cent and per mille.

## 中文

**查什么：** 引用的数字单位是%或‰时，后面手打的符号要和它一致：[[fact:……]]自己带着符号，
后面不能再打一个；[[fact:……|number]]、[[fact:……|plain]]、[[fact:……|short]]不带符号，后面要有，
而且要是同一个（表格里可以写在表头）。手打的数字和登记的数字相同、符号却丢了或换了的，也算。
“个百分点”“百分之”“千分之”和英文的per cent、per mille都认。

**为什么：** 转载时，千分之三变成百分之三，或者符号丢了，数字就差十倍、一百倍。读者看不出来，
还会继续转下去。

**依据：** GB/T 15835—2011《出版物上数字用法》；国际单位制手册（BIPM，第9版）：%的写法。

**错：** 下降了[[fact:falls]]%，占[[fact:share|number]]‰（登记的是%）

**对：** 下降了[[fact:falls]]，占[[fact:share|number]]%

## English

**What:** Where a figure that is cited is in % or ‰, the sign typed behind it agrees: [[fact:…]]
has its sign already, so there is no second one; [[fact:…|number]], [[fact:…|plain]] and
[[fact:…|short]] come without it, so it must follow, and be the same one (in a table it may be in
the head). A number typed by hand that equals one on record, but has lost its sign or got the
other one, counts as well. “Percentage points”, “per cent”, “per mille”
and the Chinese words are understood.

**Why:** In reprints three per mille turns into three per cent, or the sign is lost, and the
figure is off by ten or a hundred. Readers can’t see that, and pass it on.

**Source:** GB/T 15835—2011, on numbers in publications; SI Brochure (BIPM, 9th edition), on how %
is written.

**Wrong:** a fall of [[fact:falls]]%, [[fact:share|number]]‰ of all (on record: %)

**Right:** a fall of [[fact:falls]], [[fact:share|number]]% of all
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal

from qingyuan.model.body import SLOT, Body, Embed, Prose
from qingyuan.model.fact import Fact
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, error
from qingyuan.model.quantity import PERCENT, plain
from qingyuan.model.reading import Sort
from qingyuan.model.regex import regex
from qingyuan.model.site import Site

S14 = error(
    "S14",
    zh="“{id}”{unit_zh}，这里{found_zh}",
    en="“{id}” is {unit_en}; here {found_en}",
    hint_zh="写 {typed}",
    hint_en="write {typed}",
    why_zh="符号丢了或错了，数字就差十倍、一百倍，读者看不出来。",
    why_en="Without its sign, or with another, a figure is off by ten or a hundred, and no reader "
    "can see it.",
    wrong="下降了[[fact:falls]]%",
    right="下降了[[fact:falls]]",
)
KINDS = (S14,)

_SIGNS = {Decimal(1): "%", Decimal("0.1"): "‰"}
_WITHOUT_UNIT = frozenset({"number", "plain", "short"})
_TAGS = r"(?:</?[a-z][^<>]*>)*"
# The sign before and behind a figure's slot in the HTML of a text.
_BEFORE = regex(rf"(百分之|千分之)\s*{_TAGS}$")
_AFTER = regex(
    rf"{_TAGS}[\s-]*([%％‰]|个?百分点|per ?cent|percent|per mille|per thousand)", re.IGNORECASE
)
_REACH = 100
_PER_MILLE = frozenset({"‰", "千分之", "per mille", "per thousand"})
_CELL = regex(r"<t[dh]\b[^>]*>.*?</t[dh]>", re.DOTALL)
# Shorter numbers are too common to be recognised.
_TELLING = 3


def check(site: Site) -> Iterator[Problem]:
    """Citations with what stands beside them, and numbers typed by hand."""
    shares = {fact.id: (fact, sign) for fact in site.facts.values() if (sign := _sign(site, fact))}
    for edition in site.editions():
        if any(embed.kind == "fact" for embed in edition.embeds):
            yield from _cited(site, edition.body, shares)
        for prose in edition.prose:
            yield from _typed(prose, list(shares.values()))


def _sign(site: Site, fact: Fact) -> str | None:
    """% or ‰ for a share, None for any other figure."""
    unit = site.units.get(fact.unit.id)
    return _SIGNS.get(unit.factor) if unit and unit.dimension == PERCENT else None


def _cited(site: Site, body: Body, shares: dict[str, tuple[Fact, str]]) -> Iterator[Problem]:
    markup = html.unescape(body.html)
    cells = [cell.span() for cell in _CELL.finditer(markup)]
    for match in SLOT.finditer(markup):
        embed = body.slots[int(match[1])]
        if not isinstance(embed, Embed) or embed.kind != "fact" or embed.target not in site.facts:
            continue
        start = match.start()
        beside = _BEFORE.search(markup[max(0, start - _REACH) : start])
        beside = beside or _AFTER.match(markup, match.end())
        typed = beside[1] if beside else None
        in_cell = any(first <= start < end for first, end in cells)
        _, sign = shares.get(embed.target, (None, None))
        found = _wrong(embed, sign, typed, in_cell=in_cell)
        if found:
            yield _problem(embed, sign, found)


def _wrong(
    embed: Embed, sign: str | None, typed: str | None, *, in_cell: bool
) -> tuple[str, str] | None:
    """What is wrong with the sign beside a citation, in Chinese and English; None where nothing."""
    if typed is None:
        lost = sign is not None and embed.option in _WITHOUT_UNIT and not in_cell
        return ("没有符号", "the sign is missing") if lost else None
    if embed.option not in _WITHOUT_UNIT:
        return f"又写了一个“{typed}”", f"“{typed}” is typed once more"
    as_typed = "‰" if typed.casefold() in _PER_MILLE else "%"
    return None if sign == as_typed else (f"写的是“{typed}”", f"“{typed}” is typed")


def _problem(embed: Embed, sign: str | None, found: tuple[str, str]) -> Problem:
    option = "" if embed.option == "short" else embed.option
    bare = f"[[fact:{embed.target}{'|' if option else ''}{option}]]"
    typed = bare + (sign if sign and option in _WITHOUT_UNIT else "")
    return _told(embed.at, embed.target, sign, found, typed)


def _told(at: Location, name: str, sign: str | None, found: tuple[str, str], typed: str) -> Problem:
    return S14.at(
        at,
        id=name,
        unit_zh=f"以{sign}为单位" if sign else "不是百分数",
        unit_en=f"in {sign}" if sign else "no percentage",
        found_zh=found[0],
        found_en=found[1],
        typed=typed,
    )


def _typed(prose: Prose, shares: list[tuple[Fact, str]]) -> Iterator[Problem]:
    """Numbers typed by hand that are a share on record, but for the sign."""
    for reading in prose.readings:
        is_number = reading.sort is Sort.QUANTITY and reading.unit in {"", "%", "‰"}
        if not is_number or len(reading.value.normalize().as_tuple().digits) < _TELLING:
            continue
        same = [(fact, sign) for fact, sign in shares if fact.value == reading.value]
        if same and all(sign != reading.unit for _, sign in same):
            fact, sign = same[0]
            text = prose.text[reading.start : reading.end].strip()
            at = prose.place(reading.start)
            found = (f"写的是“{text}”", f"“{text}” is typed")
            yield _told(at, fact.id, sign, found, f"[[fact:{fact.id}]] ({plain(fact.value)}{sign})")
