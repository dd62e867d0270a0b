"""`[[waive:S07|reason]] … [[/waive]]`: passages that a rule does not apply to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.markup.problems import WAIVER_CLOSE, WAIVER_FORM, WAIVER_OPEN
from qingyuan.markup.text import Text
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.model.waiver import Waiver

_MARK = regex(
    r"(?<!\\)[\[【［]{2}\s*(?:(?P<end>[/／]\s*waive)|waive\b(?P<inside>[^\[\]【】［］\n]*))\s*[\]】］]{2}"
)
_INSIDE = regex(r"\s*[:：]\s*(?P<rule>[\w-]+)\s*\\?[|｜]\s*(?P<reason>\S.*?)\s*")


def find(text: Text, problems: list[Problem]) -> tuple[Waiver, ...]:
    """The waivers of a body; what is wrong with them is added to the problems."""
    if "waive" not in text.masked:
        return ()
    return tuple(_find(text, problems))


def _find(text: Text, problems: list[Problem]) -> Iterator[Waiver]:
    opened: list[tuple[re.Match[str], re.Match[str] | None]] = []
    for mark in _MARK.finditer(text.masked):
        at = text.at(mark.start())
        if mark["end"] is None:
            inside = _INSIDE.fullmatch(mark["inside"])
            if inside is None:
                problems.append(WAIVER_FORM.at(at, typed=mark[0]))
            opened.append((mark, inside))
        elif not opened:
            problems.append(WAIVER_CLOSE.at(at))
        else:
            start, inside = opened.pop()
            if inside:
                first = text.at(start.start())
                rule, reason = inside["rule"], inside["reason"]
                yield Waiver(rule, reason, None, text.path, first, first, at)
    for start, _ in opened:
        problems.append(WAIVER_OPEN.at(text.at(start.start())))
