"""Old and new of a text side by side: the sentences that differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from qingyuan.model.regex import regex
from qingyuan.model.section import plain

# Behind the end of a sentence and the quotation marks that close it; at the end of a line.
_END = regex(r"(?<=[。！？；])(?![”’」』）])|(?<=[。！？；][”’」』）])|(?<=[.!?;])\s+|\s*\n\s*")
_MOST = 60
_BEFORE = 12


def differences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Each run of sentences that says something else, as it was and as it is."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - as in model.problem

    olds, news = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(
        None, [plain(s) for s in olds], [plain(s) for s in news], autojunk=False
    )
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield " ".join(olds[start:end]), " ".join(news[first:last])


def first_difference(old: str, new: str) -> tuple[str, str]:
    """The first of them, each cut to what fits a line; empty where there is nothing."""
    was, now = next(differences(old, new), (old, new))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    return _cut(was, same), _cut(now, same)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _END.split(text) if plain(sentence)]


def _cut(text: str, same: int) -> str:
    """The text around where it begins to differ, in one line."""
    text = " ".join(text.split())
    start = max(0, same - _BEFORE) if len(text) > _MOST else 0
    piece = text[start : start + _MOST]
    return ("…" if start else "") + piece + ("…" if start + _MOST < len(text) else "")
