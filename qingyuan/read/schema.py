"""What a field may be, and the messages for what it is not.

A type reads a node into a value or reports why not.  Types are values, so the same description
serves reading now and a JSON Schema for editors' programs later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref
from qingyuan.model.period import Period
from qingyuan.model.problem import Bilingual, Kind, Problem
from qingyuan.read.problems import (
    FIELD_CHOICE,
    FIELD_DATE,
    FIELD_EMPTY,
    FIELD_MISSING,
    FIELD_NUMBER,
    FIELD_PERIOD,
    FIELD_TYPE,
    FIELD_UNKNOWN,
    ID_FORM,
)
from qingyuan.read.yaml_nodes import Mapping, Node, Scalar, Sequence

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_WIDE = str.maketrans("０１２３４５６７８９．－", "0123456789.-")
_SCALES = {"万": 4, "亿": 8, "million": 6, "billion": 9, "thousand": 3}


@dataclass(slots=True)
class Reading:
    """The problems found so far in one file."""

    problems: list[Problem] = field(default_factory=list)

    def report(
        self,
        kind: Kind,
        at: Location,
        near: tuple[str, MappingType[str, object] | tuple[str, ...]] | None = None,
        **values: str,
    ) -> None:
        """Adds a problem."""
        self.problems.append(kind.at(at, near=near, **values))


class Type(Protocol):
    """How a field is read; `example` is what an editor could type."""

    @property
    def example(self) -> str: ...

    def read(self, name: str, node: Node, reading: Reading) -> Any:  # noqa: ANN401 - each type's own
        """The value, or None after reporting why there is none."""


def suggest_id(text: str) -> str:
    """An id or slug made of what was typed: lower case, hyphens, ASCII."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return plain or "story-1"


def fields_of(name: str, node: Node | None, example: str, reading: Reading) -> Mapping | None:
    """The fields of a whole file or front matter; None after reporting that it has none."""
    if node is None or isinstance(node, Mapping):
        return node
    _mistyped(name, node, Bilingual("一组字段", "a group of fields"), example, reading)
    return None


def mistyped(name: str, node: Node, wanted: Bilingual, example: str, reading: Reading) -> None:
    """Reports a field's value of the wrong form; `example` is a right one."""
    _mistyped(name, node, wanted, f"{name}: {example}", reading)


def _mistyped(name: str, node: Node, wanted: Bilingual, line: str, reading: Reading) -> None:
    if isinstance(node, Scalar):
        if node.empty:
            reading.report(FIELD_EMPTY, node.at, field=name, example=line)
            return
        slip = slip_in(node.text) if node.plain else None
        if slip:
            reading.slip(slip, node.at)
            return
    found = {
        Scalar: Bilingual("一段文字", "a text"),
        Sequence: Bilingual("一个列表", "a list"),
        Mapping: Bilingual("一组字段", "a group of fields"),
    }[type(node)]
    reading.report(
        FIELD_TYPE,
        node.at,
        field=name,
        expected_zh=wanted.zh,
        expected_en=wanted.en,
        found_zh=found.zh,
        found_en=found.en,
        example=line,
    )


def scalar(name: str, node: Node, wanted: Bilingual, example: str, reading: Reading) -> str | None:
    """The text of a scalar that is not empty; None after reporting."""
    if not isinstance(node, Scalar):
        mistyped(name, node, wanted, example, reading)
        return None
    text = node.text.strip()
    if not text or (node.plain and text in {"~", "null"}):
        reading.report(FIELD_EMPTY, node.at, field=name, example=f"{name}: {example}")
        return None
    return text


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty."""

    example: str = "……"

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        text = scalar(name, node, Bilingual("一段文字", "a text"), self.example, reading)
        return " ".join(text.split()) if text else None


@dataclass(frozen=True, slots=True)
class Id:
    """An id: lower-case ASCII letters, digits, hyphens.  Gives a Ref."""

    example: str = "ludian"

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        text = scalar(name, node, Bilingual("一个编号", "an id"), self.example, reading)
        if text is None:
            return None
        if not ID.fullmatch(text):
            reading.report(ID_FORM, node.at, value=text, suggestion=suggest_id(text))
            return None
        return Ref(text, node.at)


@dataclass(frozen=True, slots=True)
class Locator:
    """A paragraph's id in a source: A1, p. 3, 第二段.  Gives a Ref."""

    example: str = "A5"

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        text = scalar(
            name, node, Bilingual("一个段落编号", "a paragraph id"), self.example, reading
        )
        return Ref(text, node.at) if text else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def example(self) -> str:
        return self.words[0]

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("一个选项", "one of a few words")
        text = scalar(name, node, wanted, self.example, reading)
        if text is None or text in self.words:
            return text
        known = " · ".join(self.words)
        near = (text, self.words)
        reading.report(FIELD_CHOICE, node.at, near, field=name, value=text, known=known)
        return None


@dataclass(frozen=True, slots=True)
class YesNo:
    """yes or no, also 是 or 否."""

    example: str = "yes"

    def read(self, name: str, node: Node, reading: Reading) -> bool | None:
        text = scalar(name, node, Bilingual("yes 或 no", "yes or no"), self.example, reading)
        if text is None:
            return None
        if text.lower() not in _YES:
            reading.report(
                FIELD_CHOICE, node.at, field=name, value=text, known="yes · no · 是 · 否"
            )
            return None
        return _YES[text.lower()]


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar day, ISO 8601: 2022-10-21."""

    example: str = "2022-10-21"

    def read(self, name: str, node: Node, reading: Reading) -> dt.date | None:
        text = scalar(name, node, Bilingual("一个日期", "a date"), self.example, reading)
        if text is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        reading.report(FIELD_DATE, node.at, value=text, example=f"{name}: {_iso(text)}")
        return None


def _iso(text: str) -> str:
    """What a date in another order of signs was most likely meant to be, in ISO form."""
    parts = re.findall(r"\d+", text.translate(_WIDE))
    if len(parts) == 3 and len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            pass
    return "2022-10-21"


@dataclass(frozen=True, slots=True)
class PeriodType:
    """A period as in `model.period`."""

    example: str = "2022"

    def read(self, name: str, node: Node, reading: Reading) -> Period | None:
        text = scalar(name, node, Bilingual("一个时段", "a period"), self.example, reading)
        if text is None:
            return None
        period = Period.parse(text)
        if period is None:
            reading.report(FIELD_PERIOD, node.at, value=text)
        return period


@dataclass(frozen=True, slots=True)
class Number:
    """An exact decimal, digits and a point only.  Gives (value, place)."""

    example: str = "4200000"

    def read(self, name: str, node: Node, reading: Reading) -> tuple[Decimal, Location] | None:
        text = scalar(name, node, Bilingual("一个数", "a number"), self.example, reading)
        if text is None:
            return None
        if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
            example = f"{name}: {_digits(text) or self.example}"
            reading.report(FIELD_NUMBER, node.at, value=text, example=example)
            return None
        return Decimal(text), node.at


def _digits(text: str) -> str | None:
    """What a number with commas, wide digits, 万 or “million” was most likely meant to be."""
    plain = re.sub(r"[,，\s_]", "", text.translate(_WIDE))
    match = re.match(r"(-?\d+(?:\.\d+)?)(?:余|多)?(万|亿|million|billion|thousand)?", plain)
    if not match:
        return None
    try:
        value = Decimal(match[1]).scaleb(_SCALES.get(match[2] or "", 0))
    except InvalidOperation:
        return None
    return f"{value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    example: str = "1"

    def read(self, name: str, node: Node, reading: Reading) -> int | None:
        found = Number(self.example).read(name, node, reading)
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text per language: {zh: …, en: …}."""

    example: str = "{zh: ……, en: …}"

    def read(self, name: str, node: Node, reading: Reading) -> Localized | None:
        if not isinstance(node, Mapping):
            wanted = Bilingual("每种语言各一段文字", "one text per language")
            mistyped(name, node, wanted, self.example, reading)
            return None
        texts = []
        for key, value in node.entries:
            text = Text().read(f"{name}.{key.text}", value, reading)
            if text:
                texts.append((key.text, text))
        return Localized(tuple(texts), node.at)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; gives a tuple of what could be read."""

    item: Type

    @property
    def example(self) -> str:
        return f"[{self.item.example}]"

    def read(self, name: str, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            mistyped(name, node, Bilingual("一个列表", "a list"), self.example, reading)
            return None
        values = (self.item.read(name, item, reading) for item in node.items)
        return tuple(value for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record."""

    type: Type
    required: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """What could be read of a record: values by field, and where each field's value stands."""

    at: Location
    values: MappingType[str, Any]
    places: MappingType[str, Location]
    complete: bool

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - each field's own
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Record:
    """A group of named fields; unknown names are refused with the nearest known one."""

    fields: MappingType[str, Field]
    example: str = "{…}"

    def read(self, name: str, node: Node, reading: Reading) -> Values | None:
        if not isinstance(node, Mapping):
            mistyped(name, node, Bilingual("一组字段", "a group of fields"), self.example, reading)
            return None
        return self.read_entries(node, reading)

    def read_entries(self, node: Mapping, reading: Reading) -> Values:
        """All problems of all fields are reported; missing ones at the record's own place."""
        values: dict[str, Any] = {}
        places: dict[str, Location] = {}
        before = len(reading.problems)
        for key, value in node.entries:
            described = self.fields.get(key.text)
            if described is None:
                known = " · ".join(self.fields)
                near = (key.text, tuple(self.fields))
                reading.report(FIELD_UNKNOWN, key.at, near, field=key.text, known=known)
                continue
            places[key.text] = value.at
            values[key.text] = described.type.read(key.text, value, reading)
        for name, described in self.fields.items():
            if described.required and name not in places:
                example = f"{name}: {described.type.example}"
                reading.report(FIELD_MISSING, node.at, field=name, example=example)
        return Values(node.at, values, places, complete=len(reading.problems) == before)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Records under ids.  Gives ((id, values), ...), those that could be read."""

    record: Record
    example: str = ""

    def read(self, name: str, node: Node, reading: Reading) -> tuple[tuple[Ref, Values], ...]:
        return tuple(
            (ref, values)
            for ref, value in keyed(name, node, reading)
            if (values := self.record.read(ref.id, value, reading)) is not None
        )


def keyed(name: str, node: Node | None, reading: Reading) -> list[tuple[Ref, Node]]:
    """The entries of a mapping whose keys are ids."""
    if node is None:
        return []
    if not isinstance(node, Mapping):
        mistyped(name, node, Bilingual("编号和内容的对应", "ids with their contents"), "…", reading)
        return []
    found = []
    for key, value in node.entries:
        ref = Id().read(key.text, key, reading)
        if ref is not None:
            found.append((ref, value))
    return found
