"""Problems as values: what is wrong, where, why, and what to type instead, in two languages."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from qingyuan.model.location import Location


class Severity(StrEnum):
    """ERROR blocks publishing, WARNING does not, NOTE is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Bilingual(Struct, frozen=True):
    """A text of the program's own, in the two languages that it speaks to editors."""

    zh: str
    en: str

    def format(self, values: dict[str, str]) -> Bilingual:
        """Both texts with `{name}` filled in."""
        return Bilingual(self.zh.format_map(values), self.en.format_map(values))

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


class Problem(Struct, frozen=True):
    """One finding.  Plain values only, so that it crosses processes and fits in the store."""

    location: Location
    code: str
    severity: Severity
    message: Bilingual
    hint: Bilingual

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Problems are shown sorted by place."""
        at = self.location
        return (at.path, at.line, at.column, self.code, self.message.en)


class Kind(Struct, frozen=True):
    """A kind of problem: its texts with `{placeholders}`, and its page in docs/problems/.

    `why` says what harm it would do; `wrong` and `right` are an example of an editor's own.
    """

    code: str
    severity: Severity
    message: Bilingual
    hint: Bilingual
    why: Bilingual
    wrong: str
    right: str

    def at(
        self, location: Location, *, near: tuple[str, Iterable[str]] | None = None, **values: str
    ) -> Problem:
        """A problem of this kind at a place.

        `near` is (what was typed, what would have been right): the closest of those, if one is
        close, is offered in front of the hint.
        """
        hint = self.hint.format(values)
        best = nearest(*near) if near else None
        if best:
            hint = Bilingual(
                f"是不是想写“{best}”？{hint.zh}", f"did you mean “{best}”? {hint.en}".rstrip()
            )
        return Problem(location, self.code, self.severity, self.message.format(values), hint)


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The known word closest to what was typed, or None when nothing is close (difflib's ratio)."""
    from difflib import get_close_matches  # noqa: PLC0415 - takes a millisecond, and slips are few

    names = list(known)
    lowered = {name.lower(): name for name in reversed(names)}
    found = get_close_matches(typed.lower(), sorted(lowered), n=1, cutoff=0.6)
    return lowered[found[0]] if found else None


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in a row for a hint: a · b · c …"""
    known = sorted(names)
    return " · ".join(known[:most]) + (" …" if len(known) > most else "")


def error(code: str, **texts: str) -> Kind:
    """A kind that blocks publishing; texts as in `kind`."""
    return kind(code, Severity.ERROR, **texts)


def warning(code: str, **texts: str) -> Kind:
    """A kind that does not block publishing; texts as in `kind`."""
    return kind(code, Severity.WARNING, **texts)


def kind(code: str, severity: Severity, **texts: str) -> Kind:
    """A kind from the keyword texts zh, en, hint_zh, hint_en, why_zh, why_en, wrong, right."""
    return Kind(
        code,
        severity,
        Bilingual(texts["zh"], texts["en"]),
        Bilingual(texts["hint_zh"], texts["hint_en"]),
        Bilingual(texts["why_zh"], texts["why_en"]),
        texts["wrong"],
        texts["right"],
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
