"""Folded text to what it is indexed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from qingyuan.search.fold import fold
from qingyuan.search.rules import ENDINGS, KEPT, PREFIX, SPACELESS

_LETTERS = rf"(?:(?![{SPACELESS}])[^\W_])+"
_PARTS = re.compile(
    rf"(?P<run>[{SPACELESS}]+)|(?P<number>[0-9]+(?:[.,][0-9]+)*)|{_LETTERS}(?:'{_LETTERS})*"
)
_ENGLISH = re.compile(r"[a-z]+")
# A prime, large beside the number of shards.
_PLACES = 1_000_003
_VOWEL = re.compile(r"[aeiouy]")


class Token(NamedTuple):
    """A run of a script without spaces, or a word by its stem."""

    text: str
    is_run: bool


def tokens(text: str) -> Iterator[Token]:
    """The runs and words of a text as typed."""
    for part in _PARTS.finditer(fold(text)):
        if part["run"]:
            yield Token(part[0], is_run=True)
        elif part["number"]:
            yield Token(part[0].replace(",", ""), is_run=False)
        else:
            yield Token(stem(part[0].removesuffix("'s").replace("'", "")), is_run=False)


@cache
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
    for token in tokens(text):
        if token.is_run:
            yield from token.text
            yield from map("".join, zip(token.text, token.text[1:], strict=False))
            before = ""
        else:
            yield token.text
            if before and pairs:
                yield f"{before} {token.text}"
            before = token.text


@cache
def place(key: str) -> int:
    """A number from which the shard of a key follows: words that begin alike are together."""
    start = key if " " in key else key[:PREFIX]
    data = start.encode("utf-16-be", "surrogatepass")  # JavaScript counts in these units
    total = 0
    for high, low in zip(data[::2], data[1::2], strict=True):
        total = (total * 31 + high * 256 + low) % _PLACES
    return total
