"""A section in which a translation has not kept up with its original."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual

_NAMES = (
    Bilingual("标题、摘要和问题", "title, summary and questions"),
    Bilingual("开头", "opening"),
)


class Change(StrEnum):
    """What happened to a section of the original."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


_WHAT = {
    Change.CHANGED: Bilingual("改过", "changed"),
    Change.ADDED: Bilingual("新增", "new"),
    Change.REMOVED: Bilingual("已删", "removed"),
}


class Lag(Struct, frozen=True):
    """A section in which a translation lags behind.

    `number` is its place in the original, None where it is gone; `own` the place of the section
    that translates it, None where there is none; `recorded` its place in the record, None where it
    is new.  `at` is where the translation has it, or would have it.
    """

    key: str
    title: str
    number: int | None
    own: int | None
    recorded: int | None
    old: str
    new: str
    at: Location

    @property
    def change(self) -> Change:
        """What happened."""
        if self.recorded is None:
            return Change.ADDED
        return Change.REMOVED if self.number is None else Change.CHANGED

    @property
    def typed(self) -> str:
        """What --section takes."""
        return self.key.removeprefix("^") if self.number is None else str(self.number)

    @property
    def label(self) -> Bilingual:
        """What editors are told it is called, with its number where it has one."""
        name = section_name(self.number, self.key, self.title)
        if self.number is None:
            return Bilingual(f"“{name.zh}”一节", f"section “{name.en}”")
        return Bilingual(f"第 {self.number} 节“{name.zh}”", f"section {self.number} “{name.en}”")

    @property
    def what(self) -> Bilingual:
        """What happened, in a word."""
        return _WHAT[self.change]


def section_name(number: int | None, key: str, title: str) -> Bilingual:
    """What a section is called: the first two have no heading, a footnote has a name."""
    if number is not None and number < len(_NAMES):
        return _NAMES[number]
    if key.startswith("^"):
        return Bilingual(f"脚注 {key[1:]}", f"footnote {key[1:]}")
    return Bilingual(title, title)
