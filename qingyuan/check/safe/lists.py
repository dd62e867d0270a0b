"""Watch lists do what their examples say: wrong sentences are found, innocent ones are not.

Whoever adds a word sees at once which ordinary sentence it would spoil.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.safe.patterns import form
from qingyuan.check.safe.watch import searcher
from qingyuan.model.problem import Problem, warning
from qingyuan.model.watchlist import Watched, Watchlist

SPOILS = warning(
    "watchlist-innocent",
    zh="词表里的词会在这句正常的话里报警：“{word}”",
    en="the list finds “{word}” in this innocent sentence",
    hint_zh="把这个词写得更长、更明确，或者在 except 里加上这里的说法。",
    hint_en="make the word longer and more definite, or add the phrase that stands here to except.",
    why_zh="常常误报的规则，编辑会不再看它。",
    why_en="A rule that cries wolf is a rule that nobody reads.",
    wrong="words: [飘]，innocent: [红旗飘扬。]",
    right="words: [飘], except: [飘扬]",
)
SILENT = warning(
    "watchlist-wrong",
    zh="词表没有发现这句有问题的话",
    en="the list does not find this wrong sentence",
    hint_zh="在 words 里加上这句话的说法；一格里用 | 隔开的每个词都不能含空格。",
    hint_en="add its words to the list; what stands between two | is one word without spaces.",
    why_zh="例句没有被发现，说明词写得和想的不一样。",
    why_en="A wrong sentence that is not found shows that a word does not mean what was meant.",
    wrong="words: [毒 虫子], wrong: [他是毒虫。]",
    right="words: [毒虫], wrong: [他是毒虫。]",
)
NOTHING = warning(
    "watchlist-word",
    zh="“{word}”里有一处没有字可找",
    en="a part of “{word}” has no letters to look for",
    hint_zh="词从汉字或字母开始，不从标点开始；|、空格和 … 之间都要有字。",
    hint_en="a word begins with a character or a letter, not with a mark; something stands on both "
    "sides of |, of a space and of ….",
    why_zh="这样的词永远不会被发现。",
    why_en="Such a word is never found.",
    wrong="words: [“干净”了, 毒虫|]",
    right="words: [干净”了, 毒虫]",
)
KINDS = (SPOILS, SILENT, NOTHING)


def tried(known: Watchlist) -> Iterator[Problem]:
    """What a list's own examples show of it.  A function of the list alone, so tried once."""
    for part in known.parts:
        yield from _words(part)
        search = searcher((known,), part.language)
        for example in (*part.wrong, *part.innocent):
            hits = search(example.text)
            if example in part.wrong and not hits:
                yield SILENT.at(example.at)
            elif example in part.innocent and hits:
                word = example.text[hits[0].start : hits[0].end]
                yield SPOILS.at(example.at, word=word)


def _words(part: Watched) -> Iterator[Problem]:
    for entry in part.entries:
        for word in (*entry.words, *entry.exceptions):
            if form(word) is None:
                yield NOTHING.at(entry.at, word=word)
