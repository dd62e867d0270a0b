"""Regular expressions that are compiled when they are first used.

The engine has over two hundred of them, and to compile them all takes more than a quarter of its
start; a build that has one page to make uses half of them, one with nothing to do few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

from qingyuan.model.compiled import compiled

_ATTRIBUTES = (
    *("findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match"),
    *("scanner", "search", "split", "sub", "subn"),
)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` returns, as far as anybody can tell who uses its methods.

    For patterns that stand in the code: whether one is well-formed shows only when it is used
    (`tests/test_regex.py` uses all of them).  The functions of `re` do not take it for a pattern.
    """
    made = _Regex(pattern, flags)
    _ALL.append(made)
    return cast("re.Pattern[AnyStr]", made)


def compile_all() -> None:
    """Compiles all patterns of the modules that are loaded, for processes and runs to come."""
    for each in _ALL:
        each.made()


class _Regex:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags_given = flags

    def made(self) -> re.Pattern[Any]:
        """The compiled pattern."""
        found: re.Pattern[Any] = compiled(self.pattern, self.flags_given)
        return found

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pattern has of that name
        if name not in _ATTRIBUTES:
            raise AttributeError(name)
        known = self.made()
        # From now on these are found without a detour.
        self.__dict__ |= {attribute: getattr(known, attribute) for attribute in _ATTRIBUTES}
        return getattr(known, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Regex, (self.pattern, self.flags_given)


_ALL: list[_Regex] = []
