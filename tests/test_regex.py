"""Patterns that are compiled when they are first used: every one of them can be."""

from __future__ import annotations

import gc
import importlib
import pickle
import pkgutil
import re
from typing import Any

import pytest

import qingyuan
from qingyuan.model import regex as module
from qingyuan.model.regex import regex


def everything() -> list[re.Pattern[Any]]:
    """All of them in the engine."""
    for found in pkgutil.walk_packages(qingyuan.__path__, "qingyuan."):
        importlib.import_module(found.name)
    return [each for each in gc.get_objects() if type(each) is module._Regex]  # type: ignore[misc]


def test_every_pattern_in_the_engine_is_well_formed() -> None:
    patterns = everything()
    assert len(patterns) > 200
    for pattern in patterns:
        assert pattern.groups >= 0, pattern.pattern


def test_one_does_what_a_compiled_pattern_does() -> None:
    late, now = (
        regex(r"(?P<word>[a-z]+)\d", re.IGNORECASE),
        re.compile(r"(?P<word>[a-z]+)\d", re.IGNORECASE),
    )
    text = "Ab1 cd 2 E3"
    for _ in range(2):  # compiled by now, and before
        for name in ("search", "match", "fullmatch", "findall", "split"):
            one, other = getattr(late, name)(text), getattr(now, name)(text)
            assert (
                getattr(one, "groups", lambda found=one: found)()
                == getattr(other, "groups", lambda found=other: found)()
            )
        assert late.sub(r"<\g<word>>", text) == now.sub(r"<\g<word>>", text)
        assert [m.span() for m in late.finditer(text)] == [m.span() for m in now.finditer(text)]
        assert (late.pattern, late.flags, late.groups) == (now.pattern, now.flags, now.groups)
        late = pickle.loads(pickle.dumps(late))  # noqa: S301 - made here


def test_a_pattern_that_is_wrong_says_so_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")
