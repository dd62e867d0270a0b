"""Folded text to what it is indexed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from operator import add
from typing import NamedTuple

from qingyuan.model.regex import regex
from qingyuan.search.fold import fold
from qingyuan.search.rules import ENDINGS, KEPT, PREFIX, SPACELESS

# The plain ones at once, since a look at the scripts takes longer.
_LETTERS = rf"(?:[a-z0-9]++|(?![{SPACELESS}])[^\W_])+"
# A run, a number, or a word; nothing but a number begins with a digit of these.  First the words
# that are most: plain ones before a sign that ends any word.
_PART = regex(
    rf"[{SPACELESS}]+|[a-z]++(?=[ \n.,;:!?])|[0-9]+(?:[.,][0-9]+)*|{_LETTERS}(?:'{_LETTERS})*"
)
_RUN = regex(f"[{SPACELESS}]")
_FIRST_SPACELESS = SPACELESS[0]
_ENGLISH = regex(r"[a-z]+")
# A prime, large beside the number of shards.
_PLACES = 1_000_003
# No sign of a run, nor of a word.
_BETWEEN = "\n"
_VOWEL = regex(r"[aeiouy]")


class Token(NamedTuple):
    """A run of a script without spaces, or a word by its stem."""

    text: str
    is_run: bool


def tokens(text: str) -> Iterator[Token]:
    """The runs and words of a text as typed."""
    for part in _PART.findall(fold(text)):
        is_run = _is_run(part)
        yield Token(part if is_run else _word(part), is_run=is_run)


def stem(word: str) -> str:
    """An English word without its ending; any other word as it is."""
    if not _ENGLISH.fullmatch(word):
        return word
    for step in ENDINGS:
        for ending, other in step:
            if word.endswith(ending):
                shorter = word.removesuffix(ending) + other
                if len(shorter) >= KEPT and _VOWEL.search(shorter):
                    word = shorter
                    break
    return word


def keys(text: str, *, pairs: bool) -> Iterator[str]:
    """What a text is indexed by: characters and pairs of runs, words, and `pairs` of words."""
    before = ""
    for part in _PART.findall(fold(text)):
        if _is_run(part):
            yield from part
            yield from _pairs(part)
            before = ""
            continue
        word = _word(part)
        yield word
        if before and pairs:
            yield f"{before} {word}"
        before = word


def _is_run(part: str) -> bool:
    return part[0] >= _FIRST_SPACELESS and bool(_RUN.match(part))


def counted(text: str, *, pairs: bool) -> Counter[str]:
    """The keys of a text and how often it has each.

    No word goes across white space: what stands between is taken apart once, however often it is.
    """
    if pairs:
        return Counter(keys(text, pairs=True))
    runs: list[str] = []
    times: dict[str, int] = {}
    for typed, often in Counter(fold(text).split()).items():
        if typed.isascii():
            for word in _words(typed):
                times[word] = times.get(word, 0) + often
            continue
        for part in _PART.findall(typed):
            if _is_run(part):
                runs += [part] * often
            else:
                word = _word(part)
                times[word] = times.get(word, 0) + often
    counts = Counter(times)
    signs = _BETWEEN.join(runs)
    counts.update(signs)
    counts.update(_pairs(signs))
    if len(runs) > 1:
        for key in [key for key in counts if _BETWEEN in key]:
            del counts[key]
    return counts


def _pairs(run: str) -> Iterator[str]:
    return map(add, run, run[1:])


@cache
def _words(typed: str) -> tuple[str, ...]:
    """What a piece of a folded text in ASCII is indexed by: mostly a word with a sign behind it."""
    return tuple(map(_word, _PART.findall(typed)))


@cache
def _word(part: str) -> str:
    """What a word or number of a folded text is indexed by."""
    if "0" <= part[0] <= "9":
        return part.replace(",", "")
    return stem(part.removesuffix("'s").replace("'", ""))


@cache
def place(key: str) -> int:
    """A number from which the shard of a key follows: words that begin alike are together."""
    start = key if " " in key else key[:PREFIX]
    data = start.encode("utf-16-be", "surrogatepass")  # JavaScript counts in these units
    total = 0
    for high, low in zip(data[::2], data[1::2], strict=True):
        total = (total * 31 + high * 256 + low) % _PLACES
    return total
