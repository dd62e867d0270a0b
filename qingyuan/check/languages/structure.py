"""An edition has what the default language's has: pictures, links, boxes, notes, blocks, tables.

What a translation lacks is told where it stands in the other edition, with the matching place.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.languages.items import Sorter
from qingyuan.check.languages.pairing import Item, in_order, left_over, unlike
from qingyuan.check.languages.sides import couples
from qingyuan.model.problem import Bilingual, Problem, warning
from qingyuan.model.site import Site
from qingyuan.model.story import Edition

WHY = {
    "why_zh": "两种语言的读者应当看到同样的内容。少了的一块，往往是改了原文、忘了改译文。",
    "why_en": "Readers of both languages are to get the same. What is missing was often added to "
    "the original after it had been translated.",
}
IMAGE_UNPAIRED = warning(
    "image-unpaired",
    zh="“{language}”版里没有与这张图对应的图：{here_zh}",
    en="the edition in {language} has no picture for this one: {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）。图上有字、每种语言各有一张的，"
    "文件名末尾写语言代码：map-zh.png、map-en.png。",
    hint_en="the matching place is {place} ({there_en}). Where each language has a picture of its "
    "own, end their names with the language: map-zh.png, map-en.png.",
    wrong="zh.md:\n![山脊](ridge.jpg)\n\nen.md:\n(nothing)",
    right="en.md:\n![A ridge](ridge.jpg)",
    **WHY,
)
LINK_UNPAIRED = warning(
    "link-unpaired",
    zh="“{language}”版里没有与它对应的链接：{here_zh}",
    en="the edition in {language} has no link for this one: {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）；两边链接到同一处。",
    hint_en="the matching place is {place} ({there_en}); link to the same in both.",
    wrong="zh.md:\n见[[story:ludian]]。\n\nen.md:\nSee the story.",
    right="en.md:\nSee [[story:ludian]].",
    **WHY,
)
BOX_UNPAIRED = warning(
    "box-unpaired",
    zh="“{language}”版里没有与它对应的提示框：{here_zh}",
    en="the edition in {language} has no box for this one: {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）；两边用同样种类的框。",
    hint_en="the matching place is {place} ({there_en}); use the same kind of box in both.",
    wrong='zh.md:\n!!! skills "可以这样说"\n\nen.md:\n!!! note "What you can say"',
    right='en.md:\n!!! skills "What you can say"',
    **WHY,
)
FOOTNOTE_UNPAIRED = warning(
    "footnote-unpaired",
    zh="“{language}”版里没有与它对应的脚注：{here_zh}",
    en="the edition in {language} has no footnote for this one: {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）；同一条脚注两边用同一个名字。",
    hint_en="the matching place is {place} ({there_en}); a note has the same name in both.",
    wrong="zh.md:\n[^date]: 版面没有日期。\n\nen.md:\n(nothing)",
    right="en.md:\n[^date]: The page has no date.",
    **WHY,
)
EMBED_UNPAIRED = warning(
    "embed-unpaired",
    zh="“{language}”版里没有与它对应的一块：{here_zh}",
    en="the edition in {language} has no block for this one: {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）；两边在同样的地方写同样的一行。",
    hint_en="the matching place is {place} ({there_en}); type the same line in both.",
    wrong="zh.md:\n[[chart:seizures]]\n\nen.md:\n(nothing)",
    right="en.md:\n[[chart:seizures]]",
    **WHY,
)
TABLE_UNPAIRED = warning(
    "table-unpaired",
    zh="“{language}”版里没有与它对应的表格：{here_zh}",
    en="the edition in {language} has no table for this one: {here_en}",
    hint_zh="那一版相应的地方是 {place}（{there_zh}）；两边的行数要一样。",
    hint_en="the matching place is {place} ({there_en}); both are to have as many rows.",
    wrong="zh.md:\n| 种类 | 重量 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |\n\nen.md:\n"
    "| Kind | Weight |\n|---|---|\n| A | one |",
    right="en.md:\n| Kind | Weight |\n|---|---|\n| A | one |\n| B | two |",
    **WHY,
)
QUESTIONS_UNPAIRED = warning(
    "questions-unpaired",
    zh="“{language}”版的讨论问题（questions）个数不同：这里是 {here_zh}",
    en="the edition in {language} has another number of questions: here {here_en}",
    hint_zh="那一版写在 {place}（{there_zh}）；对照着补上或删掉。",
    hint_en="there they are at {place} ({there_en}); compare them, and add or take out.",
    wrong="zh.md:\nquestions: [你会怎么说？, 你会告诉谁？]\n\nen.md:\n"
    "questions: [What would you say?]",
    right="en.md:\nquestions: [What would you say?, Whom would you tell?]",
    **WHY,
)
KINDS = (
    IMAGE_UNPAIRED,
    LINK_UNPAIRED,
    BOX_UNPAIRED,
    FOOTNOTE_UNPAIRED,
    EMBED_UNPAIRED,
    TABLE_UNPAIRED,
    QUESTIONS_UNPAIRED,
)
# Each sort of item, and whether its order has to be the same.
_SORTS = (
    ("image", IMAGE_UNPAIRED, True),
    ("link", LINK_UNPAIRED, False),
    ("box", BOX_UNPAIRED, True),
    ("footnote", FOOTNOTE_UNPAIRED, False),
    ("block", EMBED_UNPAIRED, True),
    ("table", TABLE_UNPAIRED, True),
)


def check(site: Site) -> Iterator[Problem]:
    """Every edition against the first, which is the default language's where there is one."""
    sorter = Sorter.of(site)
    for article, sides in couples(site):
        first, second = sides.first, sides.second
        files = tuple(file.name for file in article.files)
        ours, theirs = (sorter.items(edition.body, files) for edition in (first, second))
        for sort, kind, ordered in _SORTS:
            left, right = ours[sort], theirs[sort]
            if sort != "footnote":  # those are typed anywhere
                left, right = sides.marked(left, right)
            pairs = in_order(left, right, unlike) if ordered else left_over(left, right)
            for pair in pairs:
                yield from sides.report(kind, *pair)
        if not any(site.may_exist("questions", edition.at.path) for edition in (first, second)):
            yield from sides.report(QUESTIONS_UNPAIRED, _questions(first), _questions(second))


def _questions(edition: Edition) -> Item:
    """The number of questions, at the first of them."""
    count = len(edition.questions)
    at = edition.front[2].at if len(edition.front) > 2 else edition.at
    return Item(str(count), Bilingual(f"{count} 个", str(count)), at)
