"""Words of a watch list as patterns.

A word stands for itself, whatever its letters' case, its apostrophes, and white space or hyphens
between its parts; a word in an alphabet is not found inside a longer one.  Four signs mean more:

- `addict*`: with any ending,
- `got|stayed clean`: one or the other, up to the next space or …,
- `都|全 吸|抽`: a space between Chinese characters joins, and need not be in the text,
- `怎样…吸毒`: with a few words between, in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from qingyuan.model.compiled import compiled
from qingyuan.model.regex import regex

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# A class of more than two ranges beside ASCII becomes a bit map, which takes 0.3 ms to compile, in
# each of some hundred words: so what could be one class is written as several.
# Of lower case; the scripts from Latin to Greek Extended, which have spaces between words.
_LETTER = r"[\da-z\u00c0-\u1fff]"
WORD = regex(rf"{_LETTER}+")
_HEAD = regex(rf"{_LETTER}+|[{HAN}]{{1,2}}")
_SPACE = r"(?:[^\S\n]|\n(?!\s*\n)|[-*_]|[‐‑])"
# Up to so many words, Chinese characters, spaces and commas, in one sentence and one cell.
_IN_SENTENCE = r"(?![.!?;|])(?!。)(?!！)(?!？)(?!；)[^\w\s]"
_GAP = rf"(?:{_LETTER}++|[{HAN[:6]}]|[{HAN[6:]}]|{_SPACE}++|{_IN_SENTENCE}){{0,12}}?"
_APOSTROPHES = "'’‘"
_ELLIPSIS = regex(r"…+|\.{3}")
# What ends a paragraph, be it after spaces.
_PARAGRAPH = "\n\n"


class Form(Struct, frozen=True):
    """A word as it is looked for.

    `heads` has, for each part, what its alternatives begin with: the first word, or the first two
    Chinese characters; with * at its end it is what a word begins with.  A text that has the word
    has a head of each part, in one paragraph: nothing in a pattern stands for an empty line.
    `anchor` is the most telling part.  One that `is_apart` begins where no letter stands before it.
    `runs` are its parts, between those that may have words between them; most words are in no text,
    and for those no pattern is made of them.
    """

    heads: tuple[frozenset[str], ...]
    anchor: int
    is_apart: bool
    runs: tuple[tuple[str, ...], ...]

    def matches(self, lower: str, present: set[str]) -> Iterator[re.Match[str]]:
        """Where it is in a text in lower case, of which `present` are the heads."""
        first = self.heads[0] & present
        starts = {
            start
            for head in self.heads[self.anchor] & present
            for place in occurrences(head, lower, 0, len(lower))
            for start in self._starts(lower, place, first)
        }
        for start in starts:
            if self.is_apart and start and WORD.match(lower, start - 1, start):
                continue
            if not self._has_all(lower, start):
                continue
            match = _pattern(self.runs, self.is_apart).match(lower, start)
            if match:
                yield match

    def _has_all(self, lower: str, start: int) -> bool:
        """Whether heads of all parts follow upon a start, in its paragraph and in their order."""
        at = start
        end = lower.find(_PARAGRAPH, start)
        last = len(lower) if end < 0 else end
        for heads in self.heads[1:]:
            places = (lower.find(head.removesuffix("*"), at, last) for head in heads)
            at = min((place for place in places if place >= 0), default=-1)
            if at < 0:
                return False
        return True

    def _starts(self, lower: str, place: int, heads: frozenset[str]) -> Iterator[int]:
        """Where the word may begin if its anchor is at a place."""
        if self.anchor == 0:
            yield place
            return
        begin = max(0, lower.rfind(_PARAGRAPH, 0, place))
        for head in heads:
            yield from occurrences(head, lower, begin, place)


@cache
def _pattern(runs: tuple[tuple[str, ...], ...], is_apart: bool) -> re.Pattern[str]:  # noqa: FBT001 - as in Form
    """The pattern of a word; the cache of `re` itself holds fewer than the lists have."""
    first, *others = runs
    return compiled(_GAP.join((_run(first, is_apart=is_apart), *map(_run, others))))


def occurrences(head: str, lower: str, first: int, last: int) -> Iterator[int]:
    """Where a head stands between two places."""
    bare = head.removesuffix("*")
    start = lower.find(bare, first, last)
    while start >= 0:
        yield start
        start = lower.find(bare, start + 1, last)


def form(word: str) -> Form | None:
    """The form of a word as an editor typed it; None where there is nothing to look for."""
    lower = lowered(word)
    typed_runs = _ELLIPSIS.split(lower) if "…" in lower or "..." in lower else [lower]
    runs = tuple([tuple(run.split()) for run in typed_runs])
    parts = [part for run in runs for part in run]
    heads = tuple([_heads(part) for part in parts])
    if not heads or any("" in head for head in heads):
        return None
    lengths = [min(map(len, head)) for head in heads]
    anchor = lengths.index(max(lengths))
    is_apart = all(_is_letter(typed[0]) for typed in parts[0].split("|"))
    return Form(heads, anchor, is_apart, tuple(filter(None, runs)))


def lowered(text: str) -> str:
    """The text in lower case, character for character, so that places stay right."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def latin_words(lower: str) -> list[str] | None:
    """The words of a text as `WORD` finds them; None where one may not be in ASCII.

    No letter and no digit is beyond ASCII and below U+2FFF, but from U+00C0 to U+1FFF: so the first
    bytes of UTF-8 tell whether there may be one, and each other byte is between words.
    """
    data = lower.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _MAY_BE_LETTER)) < len(data):
        return None
    return data.translate(_BETWEEN_WORDS).decode("ascii").split()


# The first bytes of all signs but those below U+00C0 and from U+2000 to U+2FFF.
_MAY_BE_LETTER = bytes({*range(0xC3, 0x100)} - {0xE2})
_IN_WORDS = b"0123456789abcdefghijklmnopqrstuvwxyz"
_BETWEEN_WORDS = bytes(byte if byte in _IN_WORDS else 0x20 for byte in range(0x100))


def case_ignored(text: str) -> str:
    """The text as `re.IGNORECASE` compares it, not always as long: for a first, quick look."""
    return text.lower().replace("ſ", "s").replace("ı", "i")


def _heads(part: str) -> frozenset[str]:
    """What the alternatives of a part begin with; an empty one where that is no letter."""
    if "|" not in part and "-" not in part:
        return frozenset((_head(part),))
    found = set()
    for typed in part.split("|"):
        found.add(_head(typed))
        # A hyphen may not be there: crack-head is also crackhead.
        if "-" in typed:
            found.add(_head(typed.replace("-", "")))
    return frozenset(found)


def _head(typed: str) -> str:
    match = _HEAD.match(typed)
    if match is None:
        return ""
    is_open = typed.startswith("*", match.end()) and WORD.match(typed)
    return f"{match[0]}*" if is_open else match[0]


def _run(parts: Sequence[str], *, is_apart: bool = False) -> str:
    """The pattern of parts with spaces between; of one that `is_apart` already where it begins."""
    choices = [part.split("|") for part in parts]
    # Where spaces have to be, words need no other bounds.
    parted = [_is_letter(a[0][-1]) and _is_letter(b[0][0]) for a, b in pairwise(choices)]
    found = ""
    for index, choice in enumerate(choices):
        if index:
            found += f"{_SPACE}{'+' if parted[index - 1] else '*'}"
        begins = parted[index - 1] if index else is_apart
        found += _choice(choice, begins=begins, ends=index < len(parted) and parted[index])
    return found


def _choice(choice: list[str], *, begins: bool, ends: bool) -> str:
    """The pattern of alternatives; those in letters begin and end where they are whole.

    The bounds are left out where they are known to be there, and are written once where all
    alternatives have them: each takes as long to compile as all the rest.
    """
    start, end = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"
    before = ["" if begins or not _is_letter(typed[0]) else start for typed in choice]
    after = ["" if ends or not _is_letter(typed[-1]) else end for typed in choice]
    first, last = (bounds[0] if len({*bounds}) == 1 else "" for bounds in (before, after))
    patterns = (
        f"{a.removeprefix(first)}{''.join(map(_sign, typed))}{b.removesuffix(last)}"
        for a, typed, b in zip(before, choice, after, strict=True)
    )
    return f"{first}(?:{'|'.join(patterns)}){last}"


def _sign(sign: str) -> str:
    if sign == "*":
        return f"{_LETTER}*"
    if sign in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    if sign == "-":
        return f"{_SPACE}?"
    return re.escape(sign)


def _is_letter(sign: str) -> bool:
    return sign == "*" or WORD.fullmatch(sign) is not None
