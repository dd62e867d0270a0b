"""What stories and facts refer to: sources, glossary terms, help contacts."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref


class Paragraph(Struct, frozen=True):
    """A locator in a source: what a fact points to."""

    id: str
    heading: Localized


class Erratum(Struct, frozen=True):
    """An error on a printed page: what it prints, and why that cannot be right."""

    paragraph: Ref
    printed: Localized
    note: Localized


class Source(Struct, frozen=True):
    """A document that facts and stories come from."""

    id: str
    title: Localized
    description: Localized
    author: Localized
    language: Ref
    published: dt.date | None
    paragraphs: tuple[Paragraph, ...]
    errata: tuple[Erratum, ...]
    at: Location

    def paragraph(self, id: str) -> Paragraph | None:  # noqa: A002 - the field's own name
        """The paragraph with this id, or None."""
        return next((p for p in self.paragraphs if p.id == id), None)


class Term(Struct, frozen=True):
    """A glossary entry; `also` are other names that people look for, as a text."""

    id: str
    term: Localized
    definition: Localized
    see: tuple[Ref, ...]
    also: Localized
    at: Location


# So long a help contact counts as made sure of.
VERIFIED_FOR = dt.timedelta(days=180)


class Contact(Struct, frozen=True):
    """A number to call for help, and when somebody last made sure that it works."""

    id: str
    number: str
    name: Localized
    purpose: Localized
    hours: Localized
    audience: tuple[str, ...]
    verified: dt.date
    verified_by: Localized
    at: Location

    @property
    def due(self) -> dt.date:
        """The last day on which it needs no check."""
        return self.verified + VERIFIED_FOR


class Help(Struct, frozen=True):
    """The help contacts, in the order in which readers see them.

    `whole` is False where some of them could not be read.
    """

    note: Localized
    contacts: tuple[Contact, ...]
    whole: bool
    at: Location
