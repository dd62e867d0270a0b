"""Patterns that are compiled when they are first used: every one of them can be."""

from __future__ import annotations

import gc
import importlib
import pickle
import pkgutil
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

import qingyuan
from qingyuan.model import compiled
from qingyuan.model import regex as module
from qingyuan.model.regex import regex
from qingyuan.numerals.han import reader as han
from qingyuan.numerals.latin import reader as latin


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


def apart(monkeypatch: pytest.MonkeyPatch, kept: compiled.Kept | None) -> None:
    """What a run knows that begins with what another has kept."""
    monkeypatch.setattr(compiled, "_known", {})
    monkeypatch.setattr(compiled, "_asked", {})
    compiled.begin_with(kept)


def test_what_is_kept_of_a_pattern_is_what_re_would_make_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For every pattern of the engine, through a pickle, as the next run gets it."""
    patterns = [(each.pattern, each.flags) for each in everything()]
    patterns += [(han.PATTERN, 0), (latin.PATTERN, re.IGNORECASE), (r"(?i)a(?P<b>.)|c", re.ASCII)]
    patterns += [(rb"\xff(?P<name>.)", re.DOTALL)]
    apart(monkeypatch, None)
    made = {each: compiled.compiled(*each) for each in patterns}
    kept = compiled.to_keep()
    assert kept is not None
    apart(monkeypatch, pickle.loads(pickle.dumps(kept)))  # noqa: S301 - made here
    monkeypatch.setattr(compiled, "_code", None)  # nothing is compiled again
    for each, first in made.items():
        again, right = compiled.compiled(*each), re.compile(*each)
        for found in (first, again):
            assert found == right, each
            assert (found.flags, found.groups) == (right.flags, right.groups)
            assert dict(found.groupindex) == dict(right.groupindex)
    assert compiled.to_keep() is None


def test_a_group_has_its_name_in_a_pattern_that_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = r"(?P<year>\d{4})-(\d\d)-(?P<day>\d\d)"
    apart(monkeypatch, None)
    compiled.compiled(pattern)
    apart(monkeypatch, compiled.to_keep())
    found = compiled.compiled(pattern).fullmatch("2024-06-26")
    assert found is not None
    assert found.groupdict() == {"year": "2024", "day": "26"}
    assert found.lastgroup == "day"


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda kept: compiled.Kept(f"{kept.python}, another", kept.codes),
        lambda kept: compiled.Kept(
            kept.python,
            {
                key: compiled.Code(code.flags, bytes(len(code.code)), code.groups, code.names)
                for key, code in kept.codes.items()
            },
        ),
        lambda kept: compiled.Kept(
            kept.python,
            {
                key: compiled.Code(code.flags, code.code, code.groups, {"word": 7})
                for key, code in kept.codes.items()
            },
        ),
    ],
    ids=["of another Python", "damaged", "with groups that are not there"],
)
def test_code_that_is_of_no_use_is_not_used(
    spoilt: Callable[[compiled.Kept], compiled.Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = r"(?P<word>[a-z]+)\d"
    apart(monkeypatch, None)
    compiled.compiled(pattern)
    kept = compiled.to_keep()
    assert kept is not None
    apart(monkeypatch, spoilt(kept))
    assert compiled.compiled(pattern) == re.compile(pattern)
    assert compiled.compiled(pattern).fullmatch("a1")["word"] == "a"  # type: ignore[index]


def test_without_what_python_has_inside_patterns_are_compiled_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apart(monkeypatch, None)
    monkeypatch.setattr(sys.implementation, "name", "other")
    assert compiled.compiled("[ab]+").fullmatch("aba")
    assert compiled.to_keep() is None


def test_patterns_that_nobody_asks_for_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch list's words become other ones over the years."""
    monkeypatch.setattr(compiled, "_MOST", 3)
    apart(monkeypatch, None)
    for word in ("one", "two", "three"):
        compiled.compiled(word)
    apart(monkeypatch, compiled.to_keep())
    for word in ("three", "four"):
        compiled.compiled(word)
    kept = compiled.to_keep()
    assert kept is not None
    assert {pattern for pattern, _ in kept.codes} == {"three", "four"}


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
