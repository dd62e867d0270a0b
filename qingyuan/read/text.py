"""Bytes to text: which encoding it is, and what may not stand in a text."""

from __future__ import annotations

from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.read.problems import BOM, CHARACTER, EMPTY, NOT_UTF8

# C0 and C1 controls but tab and line ends; zero-width spaces, separators that YAML takes for line
# ends, and direction marks, all pasted from web pages; the private-use characters that mark
# slots; the object replacement characters that Word leaves behind.
_FORBIDDEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069"
    "\ue000-\ue003\ufeff\ufff9-\ufffc]+"
)
_LINE_END = regex(rb"\r\n?|\n")
_UTF16 = ((b"\xff\xfe", "UTF-16 LE"), (b"\xfe\xff", "UTF-16 BE"))


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text with line feeds for line ends, and the problems; None where it can't be read.

    Characters that may not stand there become spaces, so that reading goes on in the same columns.
    """
    problems: list[Problem] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(BOM.at(Location(path, 1, 1)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        *_, begin = (0, *(end.end() for end in _LINE_END.finditer(data, 0, wrong.start)))
        line = len(_LINE_END.findall(data, 0, wrong.start)) + 1
        column = len(data[begin : wrong.start].decode("utf-8")) + 1
        return None, [_not_utf8(Location(path, line, column), data)]
    if "\x00" in text[:64]:
        return None, [_not_utf8(Location(path, 1, 1), data)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, [EMPTY.at(Location(path, 1, 1))]
    if is_surely_clean(text):
        return text, problems
    problems += [
        CHARACTER.at(place(path, text, hit.start()), name=f"U+{ord(hit[0][0]):04X}")
        for hit in _FORBIDDEN.finditer(text)
    ]
    return clean(text), problems


def is_surely_clean(text: str) -> bool:
    """Whether nothing in a text can be forbidden, told three times as fast as by the pattern.

    Of what is forbidden only U+FFFC can be printed, as Python has it.  Of what is allowed some
    can't be, so that a text with a tab or an ideographic space is not told so.
    """
    return text.replace("\n", "").isprintable() and "\ufffc" not in text


def clean(text: str) -> str:
    """The text with a space for each character that may not stand there."""
    return _FORBIDDEN.sub(lambda hit: " " * len(hit[0]), text)


def place(path: str, text: str, offset: int, first_line: int = 1) -> Location:
    """The location of an offset in a text whose first line is `first_line` of the file."""
    line = text.count("\n", 0, offset)
    return Location(path, first_line + line, offset - text.rfind("\n", 0, offset))


def _not_utf8(at: Location, data: bytes) -> Problem:
    name = _guess(data)
    zh, en = (f"，像是 {name}", f"; it looks like {name}") if name else ("", "")
    return NOT_UTF8.at(at, like_zh=zh, like_en=en)


def _guess(data: bytes) -> str | None:
    """The most likely name of an encoding that is not UTF-8 (byte order marks, zeros, GB 18030)."""
    for mark, name in _UTF16:
        if data.startswith(mark):
            return name
    if b"\x00" in data[:64]:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GBK"
