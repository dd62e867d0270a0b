"""Stories and pages: story.yaml, page.yaml, and the editions in Markdown with front matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from qingyuan.model.blob import Deferred
from qingyuan.model.body import Body, Prose
from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.model.section import FRONT, Section
from qingyuan.model.story import (
    AUDIENCES,
    KINDS,
    SHOWS,
    Consent,
    Content,
    Edition,
    Person,
    Picture,
    SourceUse,
)
from qingyuan.model.waiver import Waiver
from qingyuan.read.problems import FRONT_MATTER_MISSING, FRONT_MATTER_OPEN
from qingyuan.read.schema import (
    Choice,
    Date,
    Field,
    Id,
    ListOf,
    LocalizedText,
    Locator,
    Reading,
    Record,
    Text,
    Values,
    Words,
    YesNo,
    fields_of,
)
from qingyuan.read.slugs import Alias, Slug
from qingyuan.read.text import place
from qingyuan.read.yaml_nodes import Mapping, Node
from qingyuan.read.yaml_reader import parse

_CLOSING = regex(r"^---[ \t]*$", re.MULTILINE)
# A line that was meant to close the front matter.
_ALMOST_CLOSING = regex(r"^[ \t]*(?:[-－—–─]{2,}|\.\.\.)[ \t]*$", re.MULTILINE)

# A line of fields: a name, an item, what is indented or a remark; or what was to close them.
_OF_FIELDS = regex(rf"[\w-]+ *[:：]|[-－—–]|[ \t]|#|{_ALMOST_CLOSING.pattern}", re.ASCII)

_PERSON = Record(
    {
        "name": Field(LocalizedText(), required=True),
        "role": Field(LocalizedText(), required=True),
        "anonymised": Field(YesNo(), required=True),
        "minor": Field(YesNo()),
    },
    "{name: {zh: …, en: …}, role: {…}, anonymised: yes}",
)
_CONSENT = Record(
    {
        "basis": Field(LocalizedText(), required=True),
        "scope": Field(LocalizedText(), required=True),
        "date": Field(Date()),
    },
    "{basis: {zh: …, en: …}, scope: {…}}",
)
_SOURCE_USE = Record(
    {
        "source": Field(Id("zhaotong-page"), required=True),
        "paragraphs": Field(ListOf(Locator()), required=True),
    },
    "{source: zhaotong-page, paragraphs: [A5]}",
)
_PICTURE = Record(
    {
        "file": Field(Text("photo.jpg"), required=True),
        "alt": Field(LocalizedText(), required=True),
        "credit": Field(LocalizedText(), required=True),
        "shows": Field(ListOf(Choice(SHOWS))),
    },
    "{file: photo.jpg, alt: {…}, credit: {…}}",
)
_WAIVER = Record(
    {
        "rule": Field(Text("S07"), required=True),
        "reason": Field(Text("……"), required=True),
        "until": Field(Date()),
    },
    "{rule: S07, reason: ……, until: 2027-01-01}",
)
STORY_FIELDS = {
    "date": Field(Date()),
    "kind": Field(Choice(KINDS)),
    "topics": Field(ListOf(Id("recovery"))),
    "place": Field(Id("zhaotong")),
    "audience": Field(ListOf(Choice(AUDIENCES))),
    "people": Field(ListOf(_PERSON)),
    "consent": Field(_CONSENT),
    "sources": Field(ListOf(_SOURCE_USE)),
    "content-note": Field(LocalizedText()),
    "image": Field(_PICTURE),
    "review-by": Field(Date()),
    "reviewer": Field(LocalizedText()),
    "draft": Field(YesNo()),
    "publish": Field(Date()),
    "expire": Field(Date()),
}
REQUIRED_OF_STORY = ("date", "kind", "topics", "place", "audience", "sources")
# What a draft may go without, since it can't be guessed.
NOT_OF_DRAFT = ("sources",)
PAGE_FIELDS = {name: STORY_FIELDS[name] for name in ("date", "review-by", "sources", "draft")}
# Given for a story in its own file, or for one edition in its front matter, or both.
OF_BOTH = {"waive": Field(ListOf(_WAIVER)), "aliases": Field(ListOf(Alias()))}
_EDITION_FIELDS = {
    "title": Field(Words(), required=True),
    "summary": Field(Words(), required=True),
    "questions": Field(ListOf(Words())),
    **OF_BOTH,
}


class Shared(Struct, frozen=True):
    """What is the same in every language, as far as one file gives it.

    `values` are (field, value, where); plain pairs, so that it can be stored.
    """

    values: tuple[tuple[str, Any, Location], ...]
    at: Location


class Draft(Struct, frozen=True):
    """An edition before its body is converted: front matter, and the Markdown text.

    `first_line` is the line of the file on which `text` begins; `unread` are the fields that are,
    or may be, in the front matter but could not be read.
    """

    title: str
    summary: str
    questions: tuple[str, ...]
    front: tuple[Prose, ...]
    waivers: tuple[Waiver, ...]
    shared: Shared
    text: str
    first_line: int
    unread: tuple[str, ...]
    at: Location
    slug: str
    aliases: tuple[Ref, ...]


class Edited(Struct, frozen=True):
    """An edition with its body converted; `unread` as in Draft."""

    edition: Edition
    shared: Shared
    unread: tuple[str, ...]


def edited(draft: Draft, language: str, body: Body) -> Edited:
    """The draft with its body."""
    words = "\n".join((draft.title, draft.summary, *draft.questions))
    sections = (Section.of(FRONT, "", words, draft.at), *body.sections)
    edition_value = Edition(
        language,
        draft.title,
        draft.summary,
        draft.questions,
        (*draft.waivers, *body.waivers),
        draft.at,
        body.named,
        body.files,
        body.ids,
        (len(body.html), len(body.html.encode())),
        Deferred.of(Content(draft.front, body, sections)),
        slug=draft.slug,
        aliases=draft.aliases,
    )
    return Edited(edition_value, draft.shared, draft.unread)


def shared_file(node: Mapping, reading: Reading, *, story: bool) -> Shared:
    """story.yaml (or page.yaml) beside the editions."""
    record = Record({**(STORY_FIELDS if story else PAGE_FIELDS), **OF_BOTH})
    return _shared(record.read_entries(node, reading), tuple(record.fields))


def edition(path: str, text: str, *, story: bool) -> tuple[Draft | None, list[Problem]]:
    """An edition's file; None where there is no front matter to go by."""
    first, _, _ = text.partition("\n")
    if first.rstrip() != "---":
        return None, [FRONT_MATTER_MISSING.at(Location(path, 1, 1))]
    opening = min(len(first) + 1, len(text))
    closing = _CLOSING.search(text, opening)
    if closing is None:
        almost = _ALMOST_CLOSING.search(text, opening)
        at = place(path, text, almost.start()) if almost else Location(path, 1, 1)
        line = _first_of_body(text)
        zh = "把这一行改成" if almost else f"标题、摘要这些字段后面，第 {line} 行前面，加一行"
        en = "make this line" if almost else f"after the fields, before line {line}, add a line"
        return None, [FRONT_MATTER_OPEN.at(at, do_zh=zh, do_en=en)]
    start = Location(path, 2, 1)
    node, problems = parse(path, text[opening : closing.start()], first_line=2)
    reading = Reading(problems)
    # Nothing, or nothing but remarks, between the lines: all fields are missing.
    known: Node | None = Mapping((), start) if node is None and not problems else node
    shared = STORY_FIELDS if story else PAGE_FIELDS
    own = {**_EDITION_FIELDS, "slug": Field(Slug())} if story else _EDITION_FIELDS
    record = Record({**own, **shared})
    fields = fields_of("--- … ---", known, "title: ……", reading)
    nothing = Values(start, {}, {}, complete=False)
    values = record.read_entries(fields, reading) if fields else nothing
    unread = [name for name in values.places if values[name] is None]
    return Draft(
        values["title"].text if values["title"] else "",
        values["summary"].text if values["summary"] else "",
        tuple(question.text for question in values["questions"] or ()),
        tuple(p for p in (values["title"], values["summary"], *(values["questions"] or ())) if p),
        _waivers(values["waive"], path),
        _shared(values, tuple(shared)),
        text[min(closing.end() + 1, len(text)) :],
        text.count("\n", 0, closing.end()) + 2,
        tuple(unread) if fields else tuple(record.fields),
        values.at,
        (values["slug"] or "") if story else "",
        values["aliases"] or (),
    ), reading.problems


def _first_of_body(text: str) -> int:
    """The line, from 1, on which the text most likely begins, where nothing closes the fields."""
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and not _OF_FIELDS.match(line):
            return number
    return len(lines)


def _shared(values: Values, names: tuple[str, ...]) -> Shared:
    return Shared(
        tuple(
            (name, _built(name, values[name]), values.places[name])
            for name in names
            if name in values.places
        ),
        values.at,
    )


def _built(name: str, value: Any) -> Any:  # noqa: ANN401 - each field's own
    """The model's value of a field that is a record or a list of records."""
    build = _BUILT.get(name)
    return build(value) if build and value is not None else value


def _people(value: tuple[Values, ...]) -> tuple[Person, ...]:
    return tuple(
        Person(
            v["name"] or Localized(),
            v["role"] or Localized(),
            bool(v["anonymised"]),
            bool(v["minor"]),
        )
        for v in value
    )


def _consent(value: Values) -> Consent:
    return Consent(value["basis"] or Localized(), value["scope"] or Localized(), value["date"])


def _sources(value: tuple[Values, ...]) -> tuple[SourceUse, ...]:
    return tuple(SourceUse(v["source"], v["paragraphs"] or ()) for v in value if v["source"])


def _folder_waivers(value: tuple[Values, ...]) -> tuple[Waiver, ...]:
    return _waivers(value, value[0].at.path.rpartition("/")[0] + "/") if value else ()


def _waivers(value: tuple[Values, ...] | None, scope: str) -> tuple[Waiver, ...]:
    """The waivers of a file, or of a folder with a slash at its end."""
    return tuple(
        Waiver(v["rule"], v["reason"], v["until"], scope, v.at)
        for v in value or ()
        if v["rule"] and v["reason"]
    )


def _picture(value: Values) -> Picture | None:
    if not value["file"]:
        return None
    return Picture(
        Ref(value["file"], value.places["file"]),
        value["alt"] or Localized(),
        value["credit"] or Localized(),
        value["shows"] or (),
    )


_BUILT: dict[str, Callable[[Any], Any]] = {
    "people": _people,
    "consent": _consent,
    "sources": _sources,
    "image": _picture,
    "waive": _folder_waivers,
}
