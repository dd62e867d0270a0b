"""Bytes to text: which encoding it is, and what may not stand in a text."""

from __future__ import annotations

import re

from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.read.problems import BOM, CHARACTER, EMPTY, NOT_UTF8

# C0 and C1 controls but tab and line ends; the two private-use characters that mark slots; the
# object replacement characters that Word leaves behind.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000\ue001\ufff9-\ufffc]")
_UTF16 = ((b"\xff\xfe", "UTF-16 LE"), (b"\xfe\xff", "UTF-16 BE"))


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text with line feeds for line ends, and the problems; None where it can't be read."""
    problems: list[Problem] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(BOM.at(Location(path, 1, 1)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        return None, [NOT_UTF8.at(Location(path, line, 1), encoding=_guess(data))]
    if "\x00" in text[:64]:
        return None, [NOT_UTF8.at(Location(path, 1, 1), encoding=_guess(data))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, [EMPTY.at(Location(path, 1, 1))]
    problems += [
        CHARACTER.at(place(path, text, hit.start()), name=f"U+{ord(hit[0]):04X}")
        for hit in _FORBIDDEN.finditer(text)
    ]
    return text, problems


def place(path: str, text: str, offset: int, first_line: int = 1) -> Location:
    """The location of an offset in a text whose first line is `first_line` of the file."""
    line = text.count("\n", 0, offset)
    return Location(path, first_line + line, offset - text.rfind("\n", 0, offset))


def _guess(data: bytes) -> str:
    """The most likely name of an encoding that is not UTF-8 (byte order marks, zeros, GB 18030)."""
    for mark, name in _UTF16:
        if data.startswith(mark):
            return name
    if b"\x00" in data[:64]:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK (GB 18030)"
