"""The YAML files of content/, one function a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import Struct

from qingyuan.model.chart import (
    CHART_TYPES,
    Chart,
    ChartGroup,
    ChartRow,
    Event,
    Span,
    Timeline,
)
from qingyuan.model.fact import Change, Fact, Ratio, Theme
from qingyuan.model.language import Language, Localized, Wording
from qingyuan.model.location import NOWHERE, Location, Ref
from qingyuan.model.quantity import Qualifier, Unit
from qingyuan.model.reference import Contact, Erratum, Help, Paragraph, Source, Term
from qingyuan.model.site import Settings
from qingyuan.model.story import AUDIENCES
from qingyuan.model.unwritten import Unfinished
from qingyuan.read.names import CODE
from qingyuan.read.problems import FIELD_CHOICE, FIELD_MISSING, ID_DUPLICATE, UNIT_NUMBER
from qingyuan.read.schema import (
    Address,
    Choice,
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
    Reading,
    Record,
    Text,
    Type,
    Values,
    Whole,
    YesNo,
    begins,
    is_yes,
    keyed,
    twice,
)
from qingyuan.read.yaml_nodes import Mapping, Node

PLURALS = ("zero", "one", "two", "few", "many", "other")


class Named(Struct, frozen=True):
    """Something with an id, and where the id stands; `value` None where it could not be read."""

    ref: Ref
    value: Any


def _need(type: Type) -> Field:  # noqa: A002 - reads as the schema's word
    return Field(type, required=True)


def _localized(values: Values, name: str) -> Localized:
    found = values[name]
    return found if isinstance(found, Localized) else Localized()


# An entry with it is not read: what is not written yet has no mistakes.
DRAFT = "draft"


def is_draft(node: Node) -> bool:
    """Whether an entry says that it is one."""
    return isinstance(node, Mapping) and any(
        key.text == DRAFT and is_yes(value) for key, value in node.entries
    )


def _set_aside(node: Mapping, reading: Reading) -> tuple[Mapping, tuple[Ref, ...]]:
    """The entries of a mapping that are no drafts, and the ids of those that are."""
    drafts = Mapping(tuple(entry for entry in node.entries if is_draft(entry[1])), node.at)
    kept = Mapping(tuple(entry for entry in node.entries if not is_draft(entry[1])), node.at)
    return kept, tuple(ref for ref, _ in keyed(drafts, reading))


_CODE = Id("zh", CODE)
_HIDE = "hide"
_LANGUAGE = Record(
    {
        "tag": _need(Text("zh-Hans")),
        "name": _need(Text("中文")),
        "locale": _need(LocaleName()),
        "missing": Field(Choice(("fallback", _HIDE))),
    }
)
_SITE = Record(
    {
        "title": _need(LocalizedText()),
        "tagline": _need(LocalizedText()),
        "description": _need(LocalizedText()),
        "default-language": _need(_CODE),
        "languages": _need(MapOf(_LANGUAGE, "{zh: {tag: zh-Hans, name: 中文}}", _CODE)),
        "address": Field(Address()),
    }
)


def site(node: Mapping, reading: Reading) -> Settings | None:
    """content/site.yaml."""
    values = _SITE.read_entries(node, reading)
    languages = tuple(
        Language(
            ref.id,
            v["tag"] or ref.id,
            v["name"] or ref.id,
            v["locale"] or ref.id,
            v["missing"] == _HIDE,
        )
        for ref, v in values["languages"] or ()
        if v
    )
    default = values["default-language"]
    if default and default.id not in {language.code for language in languages}:
        known = " · ".join(language.code for language in languages)
        field = "default-language"
        reading.report(FIELD_CHOICE, default.at, field=field, value=default.id, known=known)
    if not (languages and default):
        return None
    ordered = sorted(languages, key=lambda language: language.code != default.id)
    address = values["address"]
    return Settings(
        _localized(values, "title"),
        _localized(values, "tagline"),
        _localized(values, "description"),
        default.id,
        tuple(ordered),
        address.rstrip("/") if address else None,
        values.at,
    )


def names(node: Mapping, reading: Reading) -> tuple[Named, ...]:
    """content/places.yaml and topics.yaml: id → localized name."""
    return tuple(
        Named(ref, LocalizedText().read(ref.id, value, reading))
        for ref, value in keyed(node, reading)
    )


class WordingType(Struct, frozen=True):
    """One text, or a text per CLDR plural category.  Gives ((category, text), ...)."""

    example: str = '"{n} ……"'

    def read(self, name: str, node: Node, reading: Reading) -> tuple[tuple[str, str], ...] | None:
        if not isinstance(node, Mapping):
            text = Text(self.example).read(name, node, reading)
            return (("other", text),) if text else None
        record = Record({p: Field(Text(self.example), required=p == "other") for p in PLURALS})
        values = record.read_entries(node, reading)
        return tuple((p, values[p]) for p in PLURALS if values[p])


def _wording(node: Mapping, skip: tuple[str, ...], reading: Reading) -> Wording:
    """Language code → plural forms, from all keys but those in `skip`."""
    found = []
    keys = []
    places = []
    for key, value in node.entries:
        if key.text not in skip:
            forms = WordingType().read(key.text, value, reading)
            if forms:
                found.append((key.text, forms))
                keys.append(key.at)
                places.append(_places(value, forms))
    return Wording(tuple(found), node.at, tuple(keys), tuple(places))


def _places(node: Node, forms: tuple[tuple[str, str], ...]) -> tuple[Location, ...]:
    """Where each of the plural forms begins that were read."""
    if not isinstance(node, Mapping):
        return (begins(node),)
    values = {key.text: value for key, value in node.entries}
    return tuple(begins(values[category]) for category, _ in forms)


_UNIT_FIELDS = {"dimension": _need(Id("mass")), "factor": Field(Factor("1000"))}


def units(node: Mapping, reading: Reading) -> tuple[Named, ...]:
    """content/units.yaml."""
    found = []
    for ref, value in keyed(node, reading):
        if not isinstance(value, Mapping):
            Record({}).read(ref.id, value, reading)
            found.append(Named(ref, None))
            continue
        own = Mapping(tuple(e for e in value.entries if e[0].text in _UNIT_FIELDS), value.at)
        values = Record(_UNIT_FIELDS).read_entries(own, reading)
        wording = _wording(value, tuple(_UNIT_FIELDS), reading)
        _numbers(wording, reading)
        factor = values["factor"][0] if values["factor"] else Decimal(1)
        dimension = values["dimension"]
        known = dimension and (values["factor"] or "factor" not in values.places)
        unit = Unit(ref.id, dimension.id, factor, wording) if known else None
        found.append(Named(ref, unit))
    return tuple(found)


def _numbers(wording: Wording, reading: Reading) -> None:
    """Reports a unit's wording without a place for the number."""
    for (code, forms), at in zip(wording.wording, wording.keys, strict=True):
        for _, text in forms:
            if "{n}" not in text:
                reading.report(UNIT_NUMBER, at, field=code, example=f'{code}: "{{n}} {text}"')


# Words that are written around a number.
_OF_NUMBERS = ("number-", "scale-", "short-")


def words(node: Mapping, reading: Reading) -> tuple[Named, ...]:
    """templates/strings.yaml: key → language → plural forms."""
    found = []
    for ref, value in keyed(node, reading):
        if isinstance(value, Mapping):
            wording = _wording(value, (), reading)
            if ref.id.startswith(_OF_NUMBERS):
                _numbers(wording, reading)
            found.append(Named(ref, wording))
        else:
            LocalizedText().read(ref.id, value, reading)
            found.append(Named(ref, None))
    return tuple(found)


_ERRATUM = Record(
    {
        "paragraph": _need(Locator()),
        "printed": _need(LocalizedText()),
        "note": _need(LocalizedText()),
    }
)


class Paragraphs(Struct, frozen=True):
    """Paragraph id → localized heading."""

    example: str = "{A1: {zh: ……, en: …}}"

    def read(self, name: str, node: Node, reading: Reading) -> tuple[Paragraph, ...] | None:
        if not isinstance(node, Mapping):
            Record({}, self.example).read(name, node, reading)
            return None
        return tuple(
            Paragraph(key.text, text)
            for key, value in node.entries
            if (text := LocalizedText().read(key.text, value, reading)) is not None
        )


_SOURCE = Record(
    {
        "title": _need(LocalizedText()),
        "description": _need(LocalizedText()),
        "author": Field(LocalizedText()),
        "language": _need(_CODE),
        "published": Field(Date()),
        "paragraphs": _need(Paragraphs()),
        "errata": Field(ListOf(_ERRATUM)),
    }
)


def sources(node: Mapping, reading: Reading) -> tuple[Named, ...]:
    """content/sources.yaml."""
    return tuple(
        Named(ref, _source(ref, values) if values else None)
        for ref, values in MapOf(_SOURCE).read("sources", node, reading) or ()
    )


def _source(ref: Ref, values: Values) -> Source:
    return Source(
        ref.id,
        _localized(values, "title"),
        _localized(values, "description"),
        _localized(values, "author"),
        values["language"] or Ref("", ref.at),
        values["published"],
        values["paragraphs"] or (),
        tuple(
            Erratum(e["paragraph"], _localized(e, "printed"), _localized(e, "note"))
            for e in values["errata"] or ()
            if e["paragraph"]
        ),
        ref.at,
    )


_TERM = Record(
    {
        "term": _need(LocalizedText()),
        "definition": _need(LocalizedText()),
        "also": Field(LocalizedText()),
        "see": Field(ListOf(Id())),
        DRAFT: Field(YesNo()),
    }
)


def glossary(node: Mapping, reading: Reading) -> tuple[Named, ...]:
    """content/glossary.yaml."""
    kept, drafts = _set_aside(node, reading)
    return (
        *(
            Named(ref, _term(ref, values) if values else None)
            for ref, values in MapOf(_TERM).read("glossary", kept, reading) or ()
        ),
        *(Named(ref, Unfinished("term", ref)) for ref in drafts),
    )


def _term(ref: Ref, values: Values) -> Term:
    term, definition = _localized(values, "term"), _localized(values, "definition")
    return Term(ref.id, term, definition, values["see"] or (), _localized(values, "also"), ref.at)


_CONTACT = Record(
    {
        "id": _need(Id("youth-line")),
        "number": _need(Phone()),
        "name": _need(LocalizedText()),
        "purpose": _need(LocalizedText()),
        "hours": Field(LocalizedText()),
        "audience": _need(ListOf(Choice(AUDIENCES))),
        "verified": _need(Date()),
        "verified-by": _need(LocalizedText()),
    }
)
CONTACTS = ListOf(_CONTACT)
_HELP = Record({"note": _need(LocalizedText()), "contacts": _need(CONTACTS)})


def help_contacts(node: Mapping, reading: Reading) -> Help:
    """content/help.yaml."""
    values = _HELP.read_entries(node, reading)
    contacts = contacts_of(values, reading)
    whole = len(contacts) == len(values["contacts"] or ()) and values.complete
    return Help(_localized(values, "note"), contacts, whole, values.at)


def contacts_of(values: Values, reading: Reading) -> tuple[Contact, ...]:
    """Those that could be read whole."""
    twice([v["id"] for v in values["contacts"] or ()], reading)
    return tuple(
        Contact(
            v["id"].id,
            v["number"],
            _localized(v, "name"),
            _localized(v, "purpose"),
            _localized(v, "hours"),
            v["audience"],
            v["verified"],
            _localized(v, "verified-by"),
            v.at,
        )
        for v in values["contacts"] or ()
        if v.complete
    )


_SHARED_FACT_FIELDS = {
    "place": Field(Id()),
    "period": Field(PeriodType()),
    "source": Field(Id("zhaotong-page")),
    "paragraph": Field(Locator()),
    "unit": Field(Id("leaflet")),
    "qualifier": Field(Choice(tuple(Qualifier))),
}
_RATIO = Record({"part": _need(Id()), "whole": _need(Id())}, "{part: …, whole: …}")
_CHANGE = Record({"before": _need(Id()), "after": _need(Id())}, "{before: …, after: …}")
_FACT = Record(
    {
        "label": _need(LocalizedText()),
        "value": _need(Number()),
        **_SHARED_FACT_FIELDS,
        "as-of": Field(Date()),
        "note": Field(LocalizedText()),
        "parts": Field(ListOf(Id())),
        "ratio-of": Field(_RATIO),
        "change-from": Field(_CHANGE),
        "rounding": Field(Whole()),
        "status": Field(Choice(("usable", "not-usable"))),
        "reason": Field(LocalizedText()),
        "key": Field(YesNo()),
        "review-by": Field(Date()),
        DRAFT: Field(YesNo()),
    }
)
_THEME = Record(
    {
        "title": _need(LocalizedText()),
        "description": Field(LocalizedText()),
        "order": Field(Whole()),
        "defaults": Field(Record(_SHARED_FACT_FIELDS)),
        "facts": _need(MapOf(_FACT, "{leaflets-2022: {label: {…}, value: 4200000, …}}")),
    }
)
_REQUIRED_OF_FACT = ("place", "period", "source", "paragraph", "unit")


def theme(id: str, node: Mapping, reading: Reading) -> Theme:  # noqa: A002 - its name
    """content/facts/<theme>.yaml."""
    drafts: tuple[Ref, ...] = ()
    entries = []
    for key, value in node.entries:
        kept: Node = value
        if key.text == "facts" and isinstance(value, Mapping):
            kept, drafts = _set_aside(value, reading)
        entries.append((key, kept))
    values = _THEME.read_entries(Mapping(tuple(entries), node.at), reading)
    defaults = values["defaults"] or Values(values.at, {}, {}, complete=True)
    facts = [
        (ref, _fact(id, ref, own, defaults, reading) if own else None)
        for ref, own in values["facts"] or ()
    ]
    return Theme(
        id,
        _localized(values, "title"),
        _localized(values, "description"),
        values["order"] if values["order"] is not None else 1000,
        tuple(fact for _, fact in facts if fact is not None),
        ("*",) if values["facts"] is None else tuple(ref.id for ref, fact in facts if fact is None),
        drafts,
    )


def _ratio(values: Values | None) -> Ratio | None:
    return Ratio(values["part"], values["whole"]) if values and values.complete else None


def _change(values: Values | None) -> Change | None:
    return Change(values["before"], values["after"]) if values and values.complete else None


def _fact(theme_id: str, ref: Ref, own: Values, defaults: Values, reading: Reading) -> Fact | None:
    """A fact with the theme's defaults; None when something it needs could not be read."""

    def of(name: str) -> Any:  # noqa: ANN401 - each field's own
        return own[name] if name in own.places else defaults[name]

    missing = [n for n in _REQUIRED_OF_FACT if n not in own.places and n not in defaults.places]
    for name in missing:
        example = f"{name}: {_SHARED_FACT_FIELDS[name].type.example}"
        reading.report(FIELD_MISSING, ref.at, field=name, example=example)
    usable = own["status"] != "not-usable"
    if not usable and "reason" not in own.places:
        example = "reason: {zh: ……, en: …}"
        reading.report(FIELD_MISSING, ref.at, field="reason", example=example)
    if own["value"] is None or any(of(name) is None for name in _REQUIRED_OF_FACT):
        return None
    value, value_at = own["value"]
    return Fact(
        ref.id,
        theme_id,
        _localized(own, "label"),
        value,
        value_at,
        Qualifier(of("qualifier") or "exact"),
        of("unit"),
        of("place"),
        of("period"),
        of("source"),
        of("paragraph"),
        own["as-of"],
        _localized(own, "note"),
        own["parts"] or (),
        _ratio(own["ratio-of"]),
        _change(own["change-from"]),
        own["rounding"],
        usable,
        _localized(own, "reason"),
        bool(own["key"]),
        own["review-by"],
        ref.at,
    )


_CHART_ROW = Record(
    {"label": Field(LocalizedText()), "facts": _need(ListOf(Id("leaflets-2022")))},
    "{facts: [leaflets-2022]}",
)
_CHART_GROUP = Record(
    {
        "title": _need(LocalizedText()),
        "facts": Field(ListOf(Id("leaflets-2022"))),
        "rows": Field(ListOf(_CHART_ROW)),
    },
    "{title: {zh: ……, en: …}, facts: [leaflets-2022]}",
)
_CHART = Record(
    {
        "title": _need(LocalizedText()),
        "description": _need(LocalizedText()),
        "type": Field(Choice(CHART_TYPES)),
        "series": Field(ListOf(LocalizedText())),
        "facts": Field(ListOf(Id("leaflets-2022"))),
        "rows": Field(ListOf(_CHART_ROW)),
        "groups": Field(ListOf(_CHART_GROUP)),
        "note": Field(LocalizedText()),
    }
)


def chart(id: str, node: Node | None, reading: Reading) -> Chart | None:  # noqa: A002 - its name
    """content/charts/<id>.yaml."""
    values = _CHART.read(id, node, reading) if node else None
    if values is None:
        return None
    if not {"facts", "rows", "groups"} & values.places.keys():
        example = "facts: [leaflets-2022]"
        reading.report(FIELD_MISSING, values.at, field="facts", example=example)
    if not values.complete:
        return None
    groups = [_group(group, _localized(group, "title")) for group in values["groups"] or ()]
    if {"facts", "rows"} & values.places.keys():
        groups.insert(0, _group(values, Localized()))
    return Chart(
        id,
        _localized(values, "title"),
        _localized(values, "description"),
        values["type"],
        values.places.get("type", NOWHERE),
        values["series"] or (),
        tuple(groups),
        _localized(values, "note"),
        values.at,
    )


def _group(values: Values, title: Localized) -> ChartGroup:
    """Rows of one fact each from `facts`, then those of `rows`."""
    facts = [ChartRow(Localized(), (ref,), ref.at) for ref in values["facts"] or ()]
    rows = [ChartRow(_localized(v, "label"), v["facts"] or (), v.at) for v in values["rows"] or ()]
    return ChartGroup(title, (*facts, *rows), values.at)


_EVENT_ORIGIN = {"source": Field(Id("zhaotong-page")), "paragraph": Field(Locator("E1"))}
_EVENT = Record(
    {
        "id": _need(Id("notice")),
        "date": _need(PeriodType("2020-09-25")),
        "text": _need(LocalizedText()),
        **_EVENT_ORIGIN,
    }
)
_SPAN = Record(
    {"from": _need(Id("notice")), "to": _need(Id("lifted")), "label": _need(LocalizedText())},
    "{from: …, to: …, label: {zh: ……, en: …}}",
)
_TIMELINE = Record(
    {
        "title": _need(LocalizedText()),
        "description": _need(LocalizedText()),
        "defaults": Field(Record(_EVENT_ORIGIN)),
        "events": _need(ListOf(_EVENT)),
        "spans": Field(ListOf(_SPAN)),
        "note": Field(LocalizedText()),
    }
)


def timeline(id: str, node: Node | None, reading: Reading) -> Timeline | None:  # noqa: A002 - its name
    """content/timelines/<id>.yaml."""
    values = _TIMELINE.read(id, node, reading) if node else None
    if values is None:
        return None
    defaults = values["defaults"] or Values(values.at, {}, {}, complete=True)
    events = [(v["id"], _event(v, defaults, reading)) for v in values["events"] or ()]
    places: dict[str, Location] = {}
    for ref in (ref for ref, _ in events if ref):
        first = places.setdefault(ref.id, ref.at)
        if first != ref.at:
            reading.report(ID_DUPLICATE, ref.at, id=ref.id, other=str(first))
    spans = (v for v in values["spans"] or () if v.complete)
    return Timeline(
        id,
        _localized(values, "title"),
        _localized(values, "description"),
        tuple(event for _, event in events if event is not None),
        tuple(Span(v["from"], v["to"], _localized(v, "label")) for v in spans),
        _localized(values, "note"),
        values.at,
        tuple(ref.id for ref, event in events if ref and event is None),
    )


def _event(own: Values, defaults: Values, reading: Reading) -> Event | None:
    """An event with the timeline's defaults; None when something it needs could not be read."""
    source, paragraph = (
        own[name] if name in own.places else defaults[name] for name in _EVENT_ORIGIN
    )
    for name, described in _EVENT_ORIGIN.items():
        if name not in own.places and name not in defaults.places:
            example = f"{name}: {described.type.example}"
            reading.report(FIELD_MISSING, own.at, field=name, example=example)
    if not own.complete or source is None or paragraph is None:
        return None
    return Event(own["id"], own["date"], own["text"], source, paragraph)
