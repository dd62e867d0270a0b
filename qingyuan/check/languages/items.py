"""What of an edition has a counterpart in every other: pictures, links, boxes, notes, tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import PurePosixPath

from msgspec import Struct

from qingyuan.check.languages.pairing import Item, item
from qingyuan.model.body import BLOCK_EMBEDS, WITHOUT_TARGET, Body, Embed, Feature, FileUse
from qingyuan.model.problem import Bilingual
from qingyuan.model.regex import regex
from qingyuan.model.site import Site

_ADDRESS_PART = regex(r"(?<=[/.=])([^/.=&?#]+)(?=[/.&?#]|$)")
# How addresses and file names say that something is Chinese or English, besides its code.
_USUAL = ("cn", "chinese", "english")

Items = dict[str, list[Item]]


class Sorter(Struct, frozen=True):
    """Sorts what stands in a body.

    `words` are those that name a language in a file's name, `known` is what embeds can point at.
    Something that does not exist gets an empty key: it has a problem of its own.
    """

    words: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, site: Site) -> Sorter:
        """One that knows the languages of the site."""
        names = {name for language in site.languages for name in (language.code, language.tag)}
        words = {name.lower() for name in names}
        words |= {*(word.partition("-")[0] for word in words), *_USUAL}
        known = {
            *site.slugs,
            *(f"page:{name}" for name in site.generated),
            *(f"chart:{name}" for name in site.charts),
            *(f"timeline:{name}" for name in site.timelines),
            *WITHOUT_TARGET,
        }
        ordered = sorted(words, key=lambda word: (-len(word), word))
        return cls(tuple(ordered), frozenset(known))

    def items(self, body: Body, files: tuple[str, ...]) -> Items:
        """By their sort: image, link, box, footnote, table, block."""
        found: Items = defaultdict(list)
        for feature in body.features:
            if feature.sort in _FEATURES:
                found[feature.sort].append(_FEATURES[feature.sort](feature))
            elif feature.sort == "link":
                key = self._same_address(feature.name)
                found["link"].append(item(key, feature.name, feature.at))
        for file in body.files:
            found["image" if file.image else "link"].append(self._file(file, files))
        for embed in body.embeds:
            if embed.kind in {"story", "page"}:
                found["link"].append(self._embed(embed))
            elif embed.kind in BLOCK_EMBEDS:
                found["block"].append(self._embed(embed))
        return found

    def _embed(self, embed: Embed) -> Item:
        typed = f"{embed.kind}:{embed.target}" if embed.target else embed.kind
        return item(typed if typed in self.known else "", f"[[{typed}]]", embed.at)

    def _file(self, file: FileUse, files: tuple[str, ...]) -> Item:
        """map-zh.png and map-en.png are one picture in two languages."""
        path = PurePosixPath(file.name.partition("#")[0].partition("?")[0])
        if str(path) not in files:
            return item("", file.name, file.at)
        for word in self.words:
            for mark in "-_.":
                if path.stem.lower().endswith(f"{mark}{word}"):
                    key = path.stem[: -len(word) - 1] + path.suffix
                    return item(key, file.name, file.at)
        return item(str(path), file.name, file.at)

    def _same_address(self, address: str) -> str:
        """Without what says which language it is in: /zh/, en.example.org, ?lang=en."""

        def kept(part: re.Match[str]) -> str:
            word = part[1].lower().replace("_", "-")
            return "" if {word, word.partition("-")[0]} & {*self.words} else part[1]

        return _ADDRESS_PART.sub(kept, address).rstrip("/")


def _box(box: Feature) -> Item:
    return item(box.name, f"!!! {box.name}", box.at)


def _footnote(note: Feature) -> Item:
    return item(note.name, f"[^{note.name}]", note.at)


def _table(table: Feature) -> Item:
    rows = table.name
    return Item(rows, Bilingual(f"{rows} 行的表格", f"a table of {rows} rows"), table.at)


_FEATURES: dict[str, Callable[[Feature], Item]] = {
    "box": _box,
    "footnote": _footnote,
    "table": _table,
}
