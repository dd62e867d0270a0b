"""What a field may be, and the messages for what it is not.

A type reads a node into a value or reports why not.  Types are values, so the same description
serves reading now and a JSON Schema for editors' programs later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from msgspec import Struct, field

from qingyuan.model.body import EMBEDS, Prose
from qingyuan.model.language import Localized
from qingyuan.model.location import Breaks, Location, Ref
from qingyuan.model.period import Period
from qingyuan.model.problem import Bilingual, Kind, Problem, nearest
from qingyuan.model.regex import regex
from qingyuan.read.names import suggest_id
from qingyuan.read.problems import (
    FIELD_CHOICE,
    FIELD_DATE,
    FIELD_EMPTY,
    FIELD_MISSING,
    FIELD_NUMBER,
    FIELD_PERIOD,
    FIELD_TYPE,
    FIELD_UNKNOWN,
    ID_DUPLICATE,
    ID_FORM,
    TEXT_EMBED,
    YAML_COLON,
)
from qingyuan.read.yaml_nodes import Mapping, Node, Scalar, Sequence
from qingyuan.read.yaml_places import words
from qingyuan.read.yaml_slips import Slip, no_dash, quoted, slip_in, wide_comma

ID = regex(r"[a-z0-9][a-z0-9-]*")
PHONE = regex(r"\+?[0-9][0-9 ()-]*")
LOCALE = regex(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
# Of a folder: pages' paths are put after it.
ADDRESS = regex(r"""https?://[!"$->@-~]+(?<!\.html)(?<!\.htm)""")
_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_WIDE = str.maketrans("０１２３４５６７８９．－", "0123456789.-")
_EMBED = regex(rf"[\[【［]{{2}}\s*(?:{'|'.join(EMBEDS)})\b")
_MOST = 1000
_SCALES = {"万": 4, "亿": 8, "million": 6, "billion": 9, "thousand": 3}


class Reading(Struct):
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

    def slip(self, slip: Slip, start: Location) -> None:
        """Adds the problem of a slip in the line that begins at `start`."""
        at = Location(start.path, start.line, start.column + slip.column)
        self.problems.append(slip.kind.at(at, near=None, **slip.values))


class Type(Protocol):
    """How a field is read; `example` is what an editor could type."""

    @property
    def example(self) -> str: ...

    def read(self, name: str, node: Node, reading: Reading) -> Any:  # noqa: ANN401 - each type's own
        """The value, or None after reporting why there is none."""


def begins(node: Node) -> Location:
    """Where the words of a value begin: after its quotation mark, where it has one."""
    return node.place(0) if isinstance(node, Scalar) else node.at


def breaks_of(node: Node) -> Breaks:
    """Where the words of a value do not go on in the next column."""
    return node.breaks if isinstance(node, Scalar) and len(node.breaks) > 1 else ()


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
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, value = node.entries[0]
        if key.plain and isinstance(value, Scalar):
            example = quoted(f"{key.text}: {value.text}")
            reading.report(YAML_COLON, node.at, example=example)
            return None
    if not isinstance(node, Scalar):
        mistyped(name, node, wanted, example, reading)
        return None
    if node.empty:
        reading.report(FIELD_EMPTY, node.at, field=name, example=f"{name}: {example}")
        return None
    return node.text.strip()


def word(name: str, node: Node, wanted: Bilingual, example: str, reading: Reading) -> str | None:
    """As `scalar`, for a single word: a full-width comma in it was to separate two."""
    text = scalar(name, node, wanted, example, reading)
    slip = wide_comma(text) if text else None
    if slip:
        reading.slip(slip, begins(node))
        return None
    return text


class Text(Struct, frozen=True):
    """A text that is not empty."""

    example: str = "……"

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        typed = scalar(name, node, Bilingual("一段文字", "a text"), self.example, reading)
        text = words(typed) if typed else None
        embed = _EMBED.search(text) if text else None
        if embed and isinstance(node, Scalar):
            reading.report(TEXT_EMBED, node.place(embed.start()), field=name)
        return text


class Words(Struct, frozen=True):
    """A text that is not empty, with where its characters stand.  Gives Prose."""

    example: str = "……"

    def read(self, name: str, node: Node, reading: Reading) -> Prose | None:
        text = Text(self.example).read(name, node, reading)
        return Prose(text, begins(node), breaks=breaks_of(node)) if text else None


class Id(Struct, frozen=True):
    """An id: lower-case ASCII letters, digits, hyphens, unless of another form.  Gives a Ref."""

    example: str = "ludian"
    form: re.Pattern[str] = ID

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        text = word(name, node, Bilingual("一个编号", "an id"), self.example, reading)
        if text is None:
            return None
        if not self.form.fullmatch(text):
            reading.report(ID_FORM, node.at, value=text, suggestion=suggest_id(text))
            return None
        return Ref(text, node.at)


class Locator(Struct, frozen=True):
    """A paragraph's id in a source: A1, p. 3, 第二段.  Gives a Ref."""

    example: str = "A5"

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        text = scalar(
            name, node, Bilingual("一个段落编号", "a paragraph id"), self.example, reading
        )
        return Ref(text, node.at) if text else None


class Choice(Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def example(self) -> str:
        return self.words[0]

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("一个选项", "one of a few words")
        text = word(name, node, wanted, self.example, reading)
        if text is None or text in self.words:
            return text
        known = " · ".join(self.words)
        near = (text, self.words)
        reading.report(FIELD_CHOICE, node.at, near, field=name, value=text, known=known)
        return None


class Placed(Struct, frozen=True):
    """One of a few words with its place.  Gives a Ref."""

    words: tuple[str, ...]

    @property
    def example(self) -> str:
        return self.words[0]

    def read(self, name: str, node: Node, reading: Reading) -> Ref | None:
        text = Choice(self.words).read(name, node, reading)
        return Ref(text, node.at) if text else None


class YesNo(Struct, frozen=True):
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


def is_yes(node: Node) -> bool:
    """Whether it is a yes, in any of its forms."""
    return isinstance(node, Scalar) and _YES.get(node.text.lower(), False)


class Date(Struct, frozen=True):
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


class PeriodType(Struct, frozen=True):
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


class Phone(Struct, frozen=True):
    """A number to call, in ordinary digits."""

    example: str = '"12355"'

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("一个电话号码（半角数字）", "a phone number in ordinary digits")
        text = scalar(name, node, wanted, self.example, reading)
        if text and not PHONE.fullmatch(text):
            digits = re.sub(r"[^0-9]", "", text.translate(_WIDE))
            example = f'"{digits}"' if digits else self.example
            mistyped(name, node, wanted, example, reading)
            return None
        return text


class LocaleName(Struct, frozen=True):
    """A locale of the Unicode CLDR by its form; whether there is one such only Babel knows."""

    example: str = "en_GB"

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("一个地区设置", "a locale")
        text = scalar(name, node, wanted, self.example, reading)
        if text is None or LOCALE.fullmatch(text):
            return text
        reading.report(
            FIELD_CHOICE, node.at, field=name, value=text, known="zh_Hans_CN · en_GB · fr_FR …"
        )
        return None


class Address(Struct, frozen=True):
    """Where the site will be: https://…"""

    example: str = "https://example.org"

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        zh, en = (
            "网站的网址，不带文件名、? 和 #",
            "the site's web address, without a file's name, ? or #",
        )
        wanted = Bilingual(zh, en)
        text = scalar(name, node, wanted, self.example, reading)
        if text and not ADDRESS.fullmatch(text):
            mistyped(name, node, wanted, self.example, reading)
            return None
        return text


class Number(Struct, frozen=True):
    """An exact decimal, digits and a point only.  Gives (value, place)."""

    example: str = "4200000"

    def read(self, name: str, node: Node, reading: Reading) -> tuple[Decimal, Location] | None:
        text = scalar(name, node, Bilingual("一个数", "a number"), self.example, reading)
        if text is None:
            return None
        if not re.fullmatch(r"-?\d{1,18}(\.\d{1,12})?", text, re.ASCII):
            example = f"{name}: {_digits(text) or self.example}"
            reading.report(FIELD_NUMBER, node.at, value=text, example=example)
            return None
        return Decimal(text), node.at


def _digits(text: str) -> str | None:
    """What a number with commas, wide digits, 万 or “million” was most likely meant to be."""
    plain = re.sub(r"[,，](?=\d{3}(?!\d))|[\s_]", "", text.translate(_WIDE))
    match = re.search(r"(-?\d+(?:\.\d+)?)(?:余|多)?(万|亿|million|billion|thousand)?", plain)
    if not match or re.search("[,，]", plain):
        return None
    try:
        value = Decimal(match[1]).scaleb(_SCALES.get(match[2] or "", 0))
    except InvalidOperation:
        return None
    return f"{value.normalize():f}"


class Factor(Struct, frozen=True):
    """A number above zero."""

    example: str = "1000"

    def read(self, name: str, node: Node, reading: Reading) -> tuple[Decimal, Location] | None:
        found = Number(self.example).read(name, node, reading)
        if found and found[0] <= 0:
            example = f"{name}: {self.example}"
            reading.report(FIELD_NUMBER, node.at, value=f"{found[0]:f}", example=example)
            return None
        return found


class Whole(Struct, frozen=True):
    """A whole number."""

    example: str = "1"

    def read(self, name: str, node: Node, reading: Reading) -> int | None:
        found = Number(self.example).read(name, node, reading)
        if found and found[0] != int(found[0]):
            example = f"{name}: {int(found[0])}"
            reading.report(FIELD_NUMBER, node.at, value=f"{found[0]:f}", example=example)
            return None
        return int(found[0]) if found else None


class Count(Struct, frozen=True):
    """A whole number from 1 to 1000."""

    example: str = "5"

    def read(self, name: str, node: Node, reading: Reading) -> int | None:
        found = Whole(self.example).read(name, node, reading)
        if found is not None and not 0 < found <= _MOST:
            example = f"{name}: {self.example}"
            reading.report(FIELD_NUMBER, node.at, value=str(found), example=example)
            return None
        return found


class LocalizedText(Struct, frozen=True):
    """One text per language: {zh: …, en: …}."""

    example: str = "{zh: ……, en: …}"

    def read(self, name: str, node: Node, reading: Reading) -> Localized | None:
        if not isinstance(node, Mapping):
            wanted = Bilingual("每种语言各一段文字", "one text per language")
            mistyped(name, node, wanted, self._example(node), reading)
            return None
        if not node.entries:
            reading.report(FIELD_EMPTY, node.at, field=name, example=f"{name}: {self.example}")
        texts = [
            (key.text, Text().read(f"{name}.{key.text}", value, reading))
            for key, value in node.entries
        ]
        readable = tuple((code, text) for code, text in texts if text)
        if not texts or len(readable) < len(texts):
            return None
        keys = tuple(key.at for key, _ in node.entries)
        values = [value for _, value in node.entries]
        breaks = tuple(map(breaks_of, values))
        places = tuple(map(begins, values))
        return Localized(readable, node.at, keys, places, breaks if any(breaks) else ())

    def _example(self, node: Node) -> str:
        """With what was typed, in the language that it seems to be in."""
        if not isinstance(node, Scalar) or node.empty:
            return self.example
        text = quoted(node.text) if re.search(r"[,:#\[\]{}\"]", node.text) else node.text
        han = re.search("[\u4e00-\u9fff]", text)
        return f"{{zh: {text}, en: …}}" if han else f"{{zh: ……, en: {text}}}"


class ListOf(Struct, frozen=True):
    """A list; gives a tuple of what could be read, None where that is nothing."""

    item: Type

    @property
    def example(self) -> str:
        return f"[{self.item.example}]"

    def read(self, name: str, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and node.plain and _is_dashless(node):
                reading.slip(no_dash(_first_item(node)), node.place(0))
                return None
            typed = isinstance(node, Scalar) and not node.empty and "{" not in self.item.example
            example = f"[{node.text}]" if typed and isinstance(node, Scalar) else self.example
            mistyped(name, node, Bilingual("一个列表", "a list"), example, reading)
            return None
        if not node.items:
            reading.report(FIELD_EMPTY, node.at, field=name, example=f"{name}: {self.example}")
        values = (self.item.read(name, item, reading) for item in node.items)
        found = tuple(value for value in values if value is not None)
        twice(found, reading)
        return found or None


def _is_dashless(node: Scalar) -> bool:
    """Whether a text is items of a list, each on its line, the first one without its dash."""
    return any(line != node.at.line for _, line, _ in node.breaks) and not slip_in(node.text)


def _first_item(node: Scalar) -> str:
    """What stands on the text's first line."""
    shown = words(node.text)
    ends = [start for start, line, _ in node.breaks if line != node.place(0).line]
    return shown[: ends[0]] if ends else shown


def twice(values: Iterable[object], reading: Reading) -> None:
    """Reports an id that stands in a list more than once."""
    first: dict[str, Location] = {}
    for ref in values:
        if isinstance(ref, Ref) and first.setdefault(ref.id, ref.at) != ref.at:
            reading.report(ID_DUPLICATE, ref.at, id=ref.id, other=str(first[ref.id]))


class Field(Struct, frozen=True):
    """A field of a record."""

    type: Type
    required: bool = False


class Values(Struct, frozen=True):
    """What could be read of a record: values by field, and where each field's value stands."""

    at: Location
    values: MappingType[str, Any]
    places: MappingType[str, Location]
    complete: bool

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - each field's own
        return self.values.get(name)


class Record(Struct, frozen=True):
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
                # A misspelt field is there, so that it is not called missing as well.
                meant = nearest(*near)
                if meant:
                    places.setdefault(meant, key.at)
                continue
            places[key.text] = value.at
            values[key.text] = described.type.read(key.text, value, reading)
        for name, described in self.fields.items():
            if described.required and name not in places:
                example = f"{name}: {described.type.example}"
                reading.report(FIELD_MISSING, node.at, field=name, example=example)
        return Values(node.at, values, places, complete=len(reading.problems) == before)


class MapOf(Struct, frozen=True):
    """Records under ids.  Gives ((id, values), ...), None for values that could not be read."""

    record: Record
    example: str = ""
    key: Id = Id()

    def read(
        self, name: str, node: Node, reading: Reading
    ) -> tuple[tuple[Ref, Values | None], ...] | None:
        if not isinstance(node, Mapping):
            wanted = Bilingual("编号和内容的对应", "ids with their contents")
            mistyped(name, node, wanted, self.example, reading)
            return None
        return tuple(
            (ref, self.record.read(ref.id, value, reading))
            for ref, value in keyed(node, reading, self.key)
        )


_ID = Id()


def keyed(node: Mapping, reading: Reading, form: Id = _ID) -> list[tuple[Ref, Node]]:
    """The entries of a mapping whose keys are ids.

    After a complaint about its form an id is read as it should be, so that what refers to it is not
    called unknown as well.
    """
    found = []
    for key, value in node.entries:
        ref = form.read(key.text, key, reading)
        if ref is None and re.search("[a-z0-9]", key.text.lower()):
            ref = Ref(suggest_id(key.text), key.at)
        if ref is not None:
            found.append((ref, value))
    return found
