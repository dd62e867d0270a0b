"""Where the characters of a YAML text stand: behind quotes, on later lines, typed as escapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingyuan.model.location import Breaks
from qingyuan.model.regex import regex

BLANKS = regex(r"[ \t\n]+")
_BLANK = " \t\n"
_ESCAPED = regex(r"\\(?:x(..)|u(.{4})|U(.{8})|(.)|$)")
# YAML 1.2, 5.7; what is not here stands for itself.
_LETTERS = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_Sign = tuple[str, int, int]


def words(text: str) -> str:
    """A text in one line, as readers see it; a no-break space stays."""
    return BLANKS.sub(" ", text.strip())


def breaks(lines: Sequence[str], line: int, column: int, style: str, text: str) -> Breaks:
    """Where the characters of `words(text)` stand; empty where they begin here and go on so.

    The value begins in `lines` at `line` and `column`, both from 0, with `style`: a quote, | or >,
    or nothing.  Lines and columns of the answer count from 1 in these lines.
    """
    shown = words(text)
    here = lines[line] if line < len(lines) else ""
    start = column + 1 if style in {"'", '"'} else column
    if here.startswith(shown, start):
        return ((0, line + 1, start + 1),) if start > column else ()
    found: list[tuple[int, int, int]] = []
    signs = _typed(lines, line, column, style)
    last = (line + 1, start)
    expected: tuple[int, int] | None = None
    leading = True
    for offset, character in enumerate(shown):
        if character in _BLANK:
            place = (last[0], last[1] + 1)
        else:
            sign, *where = next(signs, ("", 0, 0))
            while leading and sign.isspace() and sign != character:
                sign, *where = next(signs, ("", 0, 0))
            if sign != character:
                return ((0, line + 1, start + 1),)  # not as YAML was thought to be
            place = (where[0], where[1])
        leading = False
        if place != expected:
            found.append((offset, *place))
        last, expected = place, (place[0], place[1] + 1)
    return tuple(found)


def _typed(lines: Sequence[str], line: int, column: int, style: str) -> Iterator[_Sign]:
    """The characters of a value but its blanks, each with its line and column from 1."""
    number = line
    if style in {"|", ">"}:
        number, column = line + 1, 0
    elif style in {"'", '"'}:
        column += 1
    while number < len(lines):
        here = lines[number]
        while column < len(here):
            sign, width = here[column], 1
            if style == "'" and sign == "'":
                if here[column + 1 : column + 2] != "'":
                    return
                width = 2
            elif style == '"' and sign == '"':
                return
            elif style == '"' and sign == "\\":
                sign, width = _escape(here, column)
            if sign and sign not in _BLANK:
                yield sign, number + 1, column + 1
            column += width
        number, column = number + 1, 0


def _escape(here: str, column: int) -> tuple[str, int]:
    """What an escape stands for, nothing at the end of a line, and how long it is."""
    match = _ESCAPED.match(here, column)
    if match is None:
        return "\\", 1
    digits = match[1] or match[2] or match[3]
    if digits:
        return chr(int(digits, 16)), len(match[0])
    return _LETTERS.get(match[4] or "", match[4] or ""), len(match[0])
