"""Records of translations: JSON that `build.py accept` wrote and git may have merged."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual, Problem
from qingyuan.model.record import RECORD, Record, Recorded
from qingyuan.read.problems import RECORD_FORM
from qingyuan.read.text import clean, is_surely_clean, place


def record(path: str, text: str) -> tuple[Record | None, list[Problem]]:
    """The record of a file; None, and where it can't be read from, where it is damaged."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as wrong:
        reason = Bilingual("JSON 写法不对", wrong.msg)
        return None, [_problem(place(path, text, wrong.pos), reason)]
    except (ValueError, RecursionError):
        return None, [_problem(Location(path, 1, 1), _SHAPE)]
    found = _record(value)
    return found, [] if found else [_problem(Location(path, 1, 1), _SHAPE)]


_SHAPE = Bilingual("缺少应有的内容", "something that belongs in it is missing")


def _record(value: object) -> Record | None:
    """The value's record, or None where it has another shape."""
    if not isinstance(value, dict):
        return None
    source, sections = value.get("from"), value.get("sections")
    if not isinstance(source, str) or not isinstance(sections, list):
        return None
    read = [_section(entry) for entry in sections]
    whole = [section for section in read if section]
    return Record(source, tuple(whole)) if len(whole) == len(read) else None


def _section(entry: object) -> Recorded | None:
    """A section; its digest is taken anew, so that another way to compare makes nothing stale."""
    if not isinstance(entry, dict):
        return None
    key, own, lines = entry.get("key"), entry.get("own", ""), entry.get("text")
    if not isinstance(key, str) or not isinstance(own, str) or not isinstance(lines, list):
        return None
    if not all(isinstance(line, str) for line in lines):
        return None
    return Recorded.of(_sound(key), _sound(own), _sound("\n".join(lines)))


def _sound(text: str) -> str:
    """What JSON can escape and UTF-8 can't hold is taken out; that can't be printed either."""
    if is_surely_clean(text):
        return text
    return clean(text.encode("utf-8", "replace").decode("utf-8"))


def _problem(at: Location, reason: Bilingual) -> Problem:
    parts = PurePosixPath(at.path)
    return RECORD_FORM.at(
        at,
        reason_zh=reason.zh,
        reason_en=reason.en,
        name=parts.parent.name,
        language=parts.name.removesuffix(RECORD),
    )
