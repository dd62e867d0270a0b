"""S02 · 不指路 · Nothing on where to buy, or for how much.

## 中文

**查什么：** 毒品的价格、买卖的渠道、联系方式、暗语和行话。词表在 content/watchlists/S02.yaml。

**为什么：** 价格告诉人买得起，渠道和暗语告诉人到哪里买、怎么说。
家长和老师确实需要知道的，由专人写在给他们的页面上，并写明豁免的理由。

**依据：** 《中华人民共和国刑法》规定的非法利用信息网络罪：发布有关制作或者销售毒品的信息，
要追究责任。

**错：** 每克的黑市价格已经涨了。

**对：** 警方查扣了毒资。（数额写成 [[fact:编号]]）

## English

**What:** Prices of drugs, channels, contacts, code words and the talk of dealers.  The list is
content/watchlists/S02.yaml.

**Why:** A price says that it can be had; channels and code words say where and how.  What parents
and teachers do need belongs on a page for them, written with care, with a waiver that says why.

**Source:** The offence of illegally using information networks in the Criminal Law of China, which
covers publishing information on making or selling drugs.

**Wrong:** The street price has doubled.

**Right:** Police seized the money.  (The sum is written [[fact:id]].)
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

SUPPLY = error(
    "S02",
    zh="“{word}”透露怎样买卖毒品：{reason_zh}",
    en="“{word}” tells how drugs are bought and sold: {reason_en}",
    hint_zh="可以这样改：{instead_zh}",
    hint_en="instead: {instead_en}",
    why_zh="写出价格、渠道或暗语，就是在给想买的人指路。",
    why_en="Prices, channels and code words are signposts for whoever wants to buy.",
    wrong="他加微信拿货。",
    right="他通过网络购买毒品。",
)
PRICE = error(
    "S02-price",
    zh="“{word}”像是毒品的价格",
    en="“{word}” looks like the price of a drug",
    hint_zh="删去价格。查扣的毒资写成 [[fact:编号]]；如果不是毒品，写清楚是什么。",
    hint_en="leave out the price. Sums that were seized are written [[fact:id]]; if it is no drug, "
    "say what it is.",
    why_zh="价格告诉人买得起，也让贩卖显得有利可图。",
    why_en="A price says that it can be had, and that selling pays.",
    wrong="一克卖八百元。",
    right="警方查扣了毒资。",
)
KINDS = (SUPPLY, PRICE)

_NUMBER = r"(?:\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万半几]+)"
_MONEY = r"(?:元|块|万|美元|港币|人民币)"
_HAN = (
    rf"(?:每|一|半|两|\d)(?<!公)克[^。！？\n]{{0,6}}?{_NUMBER}{_MONEY}",
    rf"(?:每|一|半|两|\d)(?:小?包|小?袋|颗|粒|板|支|片|口)[^。！？\n]{{0,4}}?{_NUMBER}{_MONEY}",
    rf"{_NUMBER}{_MONEY}(?:钱)?(?:一|每|半)(?:克|小?包|小?袋|颗|粒|板|支)",
)
_COINS = ("yuan", "rmb", "dollar", "pound", "euro", "quid", "bucks")
_COIN = r"(?:yuan|rmb|dollars?|pounds?|euros?|quid|bucks)"
_PIECE = r"(?:grams?|g|bags?|baggies?|wraps?|pills?|hits?|ounces?|tablets?|lines?)"
_SUM = rf"(?:[¥$£€]\s?\d[\d,.]*|\d[\d,.]*\s+{_COIN})"
_COSTS = r"(?:costs?|sells? for|goes for|went for|for|at)\s+(?:about |only |just )?"
_ENGLISH = (
    rf"{_SUM}\s+(?:an?|per|for an?|each|the)\s+{_PIECE}\b",
    rf"\b(?:an?|one|two|three|\d+)\s+(?:(?:small|little)\s+)?{_PIECE}\s+{_COSTS}(?:{_SUM}|\d+)",
)
_PRICE = regex("|".join((*_HAN, *_ENGLISH)), re.IGNORECASE)
# What every price has in it, and few texts.
_HAN_HINT = regex(rf"[\d零一二两三四五六七八九十百千万半几]{_MONEY}")
_SUM_HINT = regex(rf"[¥$£€]\s?\d|[\d,.]\s+{_COIN}")
# A digit behind one of these letters; `re` looks for a digit fast, and for four letters slowly.
_NUMBER_HINT = regex(r"\d(?<=[rsty]\s\d)|\d(?<=\s\s\d)")
_COSTS_HINT = regex(rf"{_PIECE}\s+{_COSTS}\d")
# How the words end that stand before the number there, and how far back they are looked for.
_COSTING = ("cost", "costs", "for", "at", "about", "only", "just")
_REACH = 80
# What is sold by the gram, the bag or the piece in any shop.
_INNOCENT = regex(
    r"[黄白铂]金|白银|金价|茶|虫草|藏红花|盐|糖|米|面粉|饼干|苹果|土豆|洋芋|菜|肉|蛋|奶|水果|种子|化肥|饲料"
    r"|文具|书|笔|纸|口罩|药店|医院|门票|邮票"
    r"|\b(?:gold|silver|tea|saffron|rice|flour|sugar|salt|sweets?|crisps|apples?|potato\w*|school"
    r"|shop|market|bakery|seeds?|pharmacy|chemist\w*|nails|pencils?)\b",
    re.IGNORECASE,
)


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site."""
    for word in found(site, "S02"):
        yield word.problem(SUPPLY)
    for passage in suspects(site, may_have_price):
        for price in prices(passage.prose.text):
            yield PRICE.at(passage.prose.place(price.start()), word=price[0])


def prices(text: str) -> Iterator[re.Match[str]]:
    """Prices by the gram or the piece, but for those of any shop."""
    if not may_have_price(text):
        return
    for price in _PRICE.finditer(text):
        if not _INNOCENT.search(text, *around(text, price.start())):
            yield price


def may_have_price(text: str) -> bool:
    """Whether it is worth looking closer, which takes a hundred times as long."""
    if not text.isascii() and _HAN_HINT.search(text):
        return True
    lower = case_ignored(text)
    if any(sign in lower for sign in (*_COINS, *"¥$£€")) and _SUM_HINT.search(lower):
        return True
    return _may_cost(lower) and _COSTS_HINT.search(lower) is not None


def _may_cost(lower: str) -> bool:
    """Whether a number stands behind a word that can lead to a price, or too far to tell."""
    for number in _NUMBER_HINT.finditer(lower):
        before = lower[max(0, number.start() - _REACH) : number.start()].rstrip()
        if before.endswith(_COSTING) or (not before and number.start() >= _REACH):
            return True
    return False
