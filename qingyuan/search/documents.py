"""What a search finds, as it is published: a file of one or several documents."""

from __future__ import annotations

import json

from msgspec import Struct
from msgspec.structs import astuple

from qingyuan.search.fold import pairs


class Section(Struct, frozen=True):
    """A part of a document that a result can lead to by its anchor."""

    anchor: str
    heading: str
    text: str


class Document(Struct, frozen=True):
    """A story, a page, a term, a figure; `label` says which, `note` is shown beside it.

    `minor` where its title counts no more than a heading, as a figure among hundreds.
    """

    title: str
    path: str
    label: str
    note: str
    summary: str
    sections: tuple[Section, ...]
    minor: bool = False


_OPEN, _CLOSE = "qySearch.texts(", ");\n"


def written(first: int, documents: tuple[Document, ...]) -> bytes:
    """The documents that begin with a number, as a script that hands them over.

    With them go the characters of theirs that are looked up as others.
    """
    listed = [_listed(document) for document in documents]
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    return f"{_OPEN}{first},{json.dumps(pairs(text), ensure_ascii=False)},\n{text}{_CLOSE}".encode()


def _listed(document: Document) -> tuple[object, ...]:
    """A document's fields in their order, its sections' as well."""
    *first, sections, minor = astuple(document)
    return (*first, [astuple(section) for section in sections], minor)


def read(data: bytes) -> tuple[int, tuple[Document, ...]]:
    """The same back from the script: the first one's number, and the documents."""
    head, _, text = data.decode().removesuffix(_CLOSE).partition("\n")
    first = int(head.removeprefix(_OPEN).partition(",")[0])
    return first, tuple(
        Document(title, path, label, note, summary, tuple(Section(*part) for part in parts), minor)
        for title, path, label, note, summary, parts, minor in json.loads(text)
    )
