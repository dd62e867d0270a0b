"""What would stand on the page as it was typed, because Markdown does not know it: by its own name.

Markdown never complains; a slip simply has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.markup.problems import (
    BOX_EMPTY,
    BOX_FORM,
    BOX_UNKNOWN,
    FENCE_UNCLOSED,
    FOOTNOTE_MISSING,
    FOOTNOTE_UNUSED,
    WIDE_MARK,
)
from qingyuan.markup.text import Text
from qingyuan.model.body import BOXES
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex

BOX = regex(r"^(?P<indent>[ \t]*)!!!(?P<rest>[^\n]*)$", re.MULTILINE)
_BOX_REST = regex(r' ?(?P<kind>[\w-]+)(?: +"[^"\n]*")? *')
_FENCE = regex(r"^(`{3,}|~{3,})", re.MULTILINE)
_NEXT_LINE = regex(r"\n(?:[ \t]*\n)*(?P<indent>[ \t]*)\S")
NO_QUOTES = str.maketrans("", "", '"“”「」\u3000')
# Typed with a Chinese input method: signs of which it has one, how it looks, and what is meant.
_WIDE = (
    (
        ("＃",),
        regex(r"^ {0,3}(＃{2,6}|＃(?=[ \u3000]))", re.MULTILINE),
        lambda typed: "#" * len(typed),
    ),
    (("！！！",), regex(r"^[ \t]*(！{3})", re.MULTILINE), lambda typed: "!" * len(typed)),
    (
        ("]（",),
        regex(r"\](（)(?=(?:https?:|mailto:|tel:|#)|[\w./-]+\.[a-z0-9]{2,4}[)）])"),
        lambda _: "(",
    ),
    (
        ("]：",),
        regex(r"^ {0,3}(\[\^[^\]\n]+\]：)", re.MULTILINE),
        lambda typed: typed[:-1] + ":",
    ),
    (
        ("｛", "＃", "｝"),
        regex(r"([{｛][#＃][\w-]+[}｝])"),
        lambda typed: "{#" + typed[2:-1] + "}",
    ),
)


def find(text: Text) -> Iterator[Problem]:
    """All slips in a body's text, code left out."""
    yield from _wide(text)
    yield from _fences(text)
    if "!!!" in text.masked:
        yield from _boxes(text)
    if "[^" in text.masked:
        yield from _footnotes(text)


def _wide(text: Text) -> Iterator[Problem]:
    for signs, pattern, meant in _WIDE:
        if not any(sign in text.masked for sign in signs):
            continue
        for match in pattern.finditer(text.masked):
            right = meant(match[1])
            if right != match[1]:
                yield WIDE_MARK.at(text.at(match.start(1)), typed=match[1], right=right)


def _fences(text: Text) -> Iterator[Problem]:
    """Code between fences is masked, so a fence that is left is not closed."""
    if "```" not in text.masked and "~~~" not in text.masked:
        return
    for match in _FENCE.finditer(text.masked):
        yield FENCE_UNCLOSED.at(text.at(match.start()), fence=match[1])


def _boxes(text: Text) -> Iterator[Problem]:
    for match in BOX.finditer(text.masked):
        rest = match["rest"]
        at = text.at(match.start("rest") - len("!!!"))
        kind, _, title = rest.strip().partition(" ")
        kind = kind.translate(NO_QUOTES)
        right = _BOX_REST.fullmatch(rest)
        if kind and kind.lower() not in BOXES:
            place = text.at(match.start("rest") + rest.index(kind))
            known = " · ".join(BOXES)
            yield BOX_UNKNOWN.at(place, near=(kind.lower(), BOXES), kind=kind, known=known)
        elif right is None:
            words = title.translate(NO_QUOTES).strip()
            example = f"!!! {kind.lower() or 'note'}" + (f' "{words}"' if words else "")
            yield BOX_FORM.at(at, example=example)
        elif not _has_text(text, match):
            yield BOX_EMPTY.at(at, kind=kind.lower())


def _has_text(text: Text, box: re.Match[str]) -> bool:
    """Whether what follows is indented by four more than the box."""
    following = _NEXT_LINE.match(text.raw, box.end())
    if following is None:
        return False
    return _width(following["indent"]) >= _width(box["indent"]) + 4


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))


def _footnotes(text: Text) -> Iterator[Problem]:
    defined = {note.name for note in text.notes if note.is_definition}
    used = {note.name for note in text.notes if not note.is_definition}
    for note in text.notes:
        if note.is_definition and note.name not in used:
            yield FOOTNOTE_UNUSED.at(text.at(note.start), name=note.name)
        elif not note.is_definition and note.name not in defined:
            yield FOOTNOTE_MISSING.at(text.at(note.start), name=note.name)
