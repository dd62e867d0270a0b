"""Compiled regular expressions, kept from one run to the next.

To compile those that one page needs takes a fifth of the build after an edit; to make them again of
their code takes a millisecond.  Python has no public way to do that, so this does what `re.compile`
does, in two steps: the code it would hand to `_sre.compile`, and that call, which looks whether the
code is well-formed.  Code is of use to the very Python that made it only; where anything is amiss,
`re.compile` is asked.  `tests/test_regex.py` compares the two for every pattern of the engine.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Mapping
from importlib import import_module
from typing import Any, AnyStr

from msgspec import Struct

# Patterns of watch lists come and go: beyond so many, those that nobody has asked for are let go.
_MOST = 2000
# An array's items of the four bytes that a word of code has.
_WORD = "I"
# What another Python than those that are known may answer, and what damaged code leads to.
_AMISS = (
    *(ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError, LookupError),
    re.error,  # `re.compile` says the same
)


class Code(Struct, frozen=True, gc=False, array_like=True):
    """What a pattern is compiled to: `flags` with those that stand in it, `code` as bytes."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


class Kept(Struct, frozen=True):
    """The code of patterns by these and their flags, and which Python has made it."""

    python: str
    codes: Mapping[tuple[str | bytes, int], Code]


_known: dict[tuple[str | bytes, int], Code] = {}
_asked: dict[tuple[str | bytes, int], Code] = {}


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` returns.  Raises re.error."""
    key = (pattern, int(flags))
    try:
        code = _asked[key] = _asked.get(key) or _known.get(key) or _code(*key)
        return _pattern(pattern, code)
    except _AMISS:
        _asked.pop(key, None)
    return re.compile(pattern, flags)


def begin_with(kept: Kept | None) -> None:
    """Takes over what an earlier run has compiled, if this Python can go by it."""
    if kept and kept.python == _python():
        _known.update(kept.codes)


def to_keep() -> Kept | None:
    """What the next run should begin with; None where that is what this one has begun with."""
    if not _asked.keys() - _known.keys():
        return None
    together = {**_known, **_asked}
    return Kept(_python(), together if len(together) <= _MOST else dict(_asked))


def _python() -> str:
    """What makes code of one Python different from another's."""
    sre = import_module("_sre")
    return (
        f"{sys.implementation.cache_tag} {sys.version} {sre.MAGIC} {sre.CODESIZE} {sys.byteorder}"
    )


def _code(pattern: str | bytes, flags: int) -> Code:
    """As `compile` in `re._compiler` makes it.  Raises re.error, and whatever is not as there."""
    if sys.implementation.name != "cpython":
        raise ImportError
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(pattern, flags)
    code = array(_WORD, compiler._code(parsed, flags))
    state = parsed.state
    return Code(flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict))


def _pattern(pattern: AnyStr, code: Code) -> re.Pattern[AnyStr]:
    """As the end of that makes it.  Raises RuntimeError where the code is none."""
    by_number: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        by_number[number] = name
    words = array(_WORD, code.code).tolist()
    made: Any = import_module("_sre").compile
    found: re.Pattern[AnyStr] = made(
        pattern, code.flags, words, code.groups, code.names, tuple(by_number)
    )
    return found
