"""docs/schemas/, JSON Schemas of the YAML files, written from the types that read them.

`python -m tests.json_schemas` writes them, and .vscode/settings.json, which tells VS Code (with the
extension redhat.vscode-yaml) which file follows which: it then completes and checks fields as they
are typed.  The build checks more: ids that exist, sums, languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qingyuan.read import articles, data_files, lessons, pinyin, schools, slugs, watchlists
from qingyuan.read.schema import (
    ADDRESS,
    ID,
    LOCALE,
    PHONE,
    Address,
    Choice,
    Count,
    Date,
    Factor,
    Field,
    Id,
    ListOf,
    LocaleName,
    LocalizedText,
    Locator,
    MapOf,
    Number,
    PeriodType,
    Phone,
    Placed,
    Record,
    Text,
    Type,
    Whole,
    YesNo,
)
from tests.command import PROJECT
from tests.json_schema_texts import TEXTS

FOLDER = PROJECT / "docs" / "schemas"
SETTINGS = PROJECT / ".vscode" / "settings.json"
Schema = dict[str, Any]

_DAY = r"\d{4}-\d{2}-\d{2}"
_PARTIAL = r"\d{4}(?:-H[12]|-\d{2}(?:-\d{2})?)?"
# YAML takes 110 for a number and yes for a text: what the reader sees is text in either case.
_SCALAR = ["string", "number", "boolean"]
_WORDS_OF_YES_NO = ["yes", "no", "true", "false", "是", "否", True, False]


_LOCALIZED: Schema = {"$ref": "#/$defs/localized"}
_PLURALS = {name: Field(Text(), required=name == "other") for name in data_files.PLURALS}
_SIMPLE: dict[type[Type], Schema] = {
    Text: {"type": _SCALAR, "minLength": 1},
    Locator: {"type": _SCALAR, "minLength": 1},
    YesNo: {"enum": _WORDS_OF_YES_NO},
    Date: {"type": "string", "pattern": f"^{_DAY}$"},
    PeriodType: {
        "type": ["string", "integer"],
        "pattern": f"^{_PARTIAL}(?:\\s*/\\s*(?:publication|{_PARTIAL}))?$",
    },
    Number: {"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"},
    Factor: {"type": ["number", "string"], "pattern": r"^\d+(\.\d+)?$"},
    Phone: {"type": ["string", "integer"], "pattern": f"^(?:{PHONE.pattern})$"},
    LocaleName: {"type": "string", "pattern": f"^(?:{LOCALE.pattern})$"},
    Address: {"type": "string", "pattern": f"^(?:{ADDRESS.pattern})$"},
    Count: {"type": ["integer", "string"], "pattern": r"^[1-9]\d*$", "minimum": 1},
    Whole: {"type": ["integer", "string"], "pattern": r"^-?\d+$"},
    LocalizedText: _LOCALIZED,
    slugs.Alias: {"type": "string", "pattern": f"^(?:{slugs.ALIAS.pattern})$"},
    watchlists.Sentence: {"type": _SCALAR, "minLength": 1},
    data_files.Paragraphs: {"type": "object", "additionalProperties": _LOCALIZED},
}


def schema_of(type_: Type) -> Schema:
    """The JSON Schema of what a type reads; KeyError for a type that has none here."""
    match type_:
        case Choice() | Placed():
            return {"enum": [str(word) for word in type_.words]}
        case ListOf():
            return {"type": "array", "items": schema_of(type_.item)}
        case Record():
            return record(type_.fields)
        case MapOf():
            return under_ids(schema_of(type_.record), type_.key.form)
        case data_files.WordingType():
            return {"anyOf": [schema_of(Text()), record(_PLURALS)]}
    return _formed(type_) if isinstance(type_, Id | schools.Filing) else _SIMPLE[type(type_)]


def _formed(type_: Id | schools.Filing) -> Schema:
    return {"type": ["string", "integer"], "pattern": f"^(?:{type_.form.pattern})$"}


def record(fields: Mapping[str, Field]) -> Schema:
    """Named fields and no others, each with its explanation."""
    made: Schema = {
        "type": "object",
        "properties": {name: explained(name, schema_of(f.type)) for name, f in fields.items()},
        "additionalProperties": False,
    }
    required = [name for name, f in fields.items() if f.required]
    return made | ({"required": required} if required else {})


def explained(name: str, schema: Schema) -> Schema:
    """With title and description in both languages."""
    title_zh, title_en, zh, en = TEXTS[name]
    return {"title": f"{title_zh} · {title_en}", "description": f"{zh}\n{en}", **schema}


def under_ids(schema: Schema, form: re.Pattern[str] = ID) -> Schema:
    """Any number of such values, each under an id."""
    names = {"pattern": f"^(?:{form.pattern})$"}
    return {"type": "object", "propertyNames": names, "additionalProperties": schema}


def _units() -> Schema:
    """A unit has fields of its own, and its wording under the code of each language."""
    unit = record(data_files._UNIT_FIELDS)
    return under_ids(unit | {"additionalProperties": schema_of(data_files.WordingType())})


def _schemas() -> dict[str, tuple[str, Schema]]:
    """Name of the schema → (which files follow it, the schema)."""
    names = under_ids(schema_of(LocalizedText()))
    return {
        "site": ("content/site.yaml", schema_of(data_files._SITE)),
        "places": ("content/places.yaml", names),
        "topics": ("content/topics.yaml", names),
        "units": ("content/units.yaml", _units()),
        "sources": ("content/sources.yaml", under_ids(schema_of(data_files._SOURCE))),
        "glossary": ("content/glossary.yaml", under_ids(schema_of(data_files._TERM))),
        "help": ("content/help.yaml", schema_of(data_files._HELP)),
        "pinyin": ("content/pinyin.yaml", under_ids(schema_of(Text()), pinyin.WORD)),
        "facts": ("content/facts/*.yaml", schema_of(data_files._THEME)),
        "charts": ("content/charts/*.yaml", schema_of(data_files._CHART)),
        "timelines": ("content/timelines/*.yaml", schema_of(data_files._TIMELINE)),
        "schools": ("content/schools/*.yaml", record(schools.SCHOOL.fields)),
        "watchlists": ("content/watchlists/*.yaml", under_ids(schema_of(watchlists.PART))),
        "story": (
            "content/stories/*/story.yaml",
            record({**articles.STORY_FIELDS, **articles.OF_BOTH}),
        ),
        "lesson": ("content/stories/*/lesson.yaml", record(lessons.LESSON_FIELDS)),
        "page": ("content/pages/*/page.yaml", record({**articles.PAGE_FIELDS, **articles.OF_BOTH})),
    }


def _file(files: str, schema: Schema) -> str:
    localized = {
        "type": "object",
        "description": "每种语言各一段文字\nOne text per language",
        "properties": {code: schema_of(Text()) for code in ("zh", "en")},
        "additionalProperties": schema_of(Text()),
        "minProperties": 1,
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": files,
        "$defs": {"localized": localized},
        **schema,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _settings(patterns: dict[str, str]) -> str:
    mapping = {f"./docs/schemas/{name}.schema.json": files for name, files in patterns.items()}
    return json.dumps({"yaml.schemas": mapping}, ensure_ascii=False, indent=2) + "\n"


def files() -> dict[Path, str]:
    """Every file that is written, and its text."""
    schemas = _schemas()
    written = {FOLDER / f"{name}.schema.json": _file(*schema) for name, schema in schemas.items()}
    settings = _settings({name: pattern for name, (pattern, _) in schemas.items()})
    return written | {SETTINGS: settings}


def write() -> None:
    """Writes the files; schemas of kinds that are gone are removed."""
    wanted = files()
    for path in FOLDER.glob("*.schema.json"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
