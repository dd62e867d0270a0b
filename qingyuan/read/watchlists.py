"""content/watchlists/: for each language, words with reasons, and sentences to try them on."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.problem import Bilingual
from qingyuan.model.watchlist import Entry, Example, Watched, Watchlist
from qingyuan.read.schema import Field, Id, ListOf, Reading, Record, Text, Values, begins
from qingyuan.read.yaml_nodes import Mapping, Node


class Sentence(Struct, frozen=True):
    """A sentence, and where it stands."""

    example: str = "……"

    def read(self, name: str, node: Node, reading: Reading) -> Example | None:
        text = Text(self.example).read(name, node, reading)
        return Example(text, begins(node)) if text else None


def _text(example: str) -> Field:
    return Field(Text(example), required=True)


# The program speaks two languages to editors, whatever those of the site are.
_BOTH = Record({"zh": _text("……"), "en": _text("…")}, "{zh: ……, en: …}")
_ENTRY = Record(
    {
        "words": Field(ListOf(Text("瘾君子")), required=True),
        "except": Field(ListOf(Text("……"))),
        "instead": Field(_BOTH, required=True),
        "reason": Field(_BOTH, required=True),
        "source": Field(Text("……")),
    },
    "{words: [瘾君子], instead: {zh: ……, en: …}, reason: {zh: ……, en: …}}",
)
PART = Record(
    {
        "entries": Field(ListOf(_ENTRY), required=True),
        "wrong": Field(ListOf(Sentence()), required=True),
        "innocent": Field(ListOf(Sentence()), required=True),
    },
    "{entries: [{words: [……], …}], wrong: [……], innocent: [……]}",
)


def watchlist(rule: str, node: Mapping, reading: Reading) -> Watchlist:
    """content/watchlists/<rule>.yaml."""
    parts = []
    for key, value in node.entries:
        language = Id("zh").read(key.text, key, reading)
        values = PART.read(key.text, value, reading)
        if language and values:
            parts.append(_part(language.id, values))
    return Watchlist(rule, tuple(parts))


def _part(language: str, values: Values) -> Watched:
    entries = tuple(_entry(v) for v in values["entries"] or () if v["words"])
    return Watched(language, entries, values["wrong"] or (), values["innocent"] or ())


def _entry(values: Values) -> Entry:
    return Entry(
        values["words"],
        values["except"] or (),
        _both(values["instead"]),
        _both(values["reason"]),
        values.at,
    )


def _both(values: Values | None) -> Bilingual:
    return Bilingual(values["zh"] or "", values["en"] or "") if values else Bilingual("", "")
