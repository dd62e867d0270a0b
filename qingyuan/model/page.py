"""Pages of the site to be: values that `render` plans and performs and `publish` writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgspec import Struct

from qingyuan.model.blob import Blob
from qingyuan.model.digests import digest

# The name of each part ("fact leaflets-2022"), and its digest.
Named = tuple[tuple[str, str], ...]
# The part of a page's own, where its context is all that is known of what it is made of.
OWN = "own"


class Parts(Struct, frozen=True):
    """Parts that several pages are made of, and the digest of them all, told once."""

    named: Named
    digest: str

    @classmethod
    def of(cls, named: Named) -> Parts:
        """These parts in one."""
        return cls(named, digest(repr(named)))


# What a page is made of.
Seen = tuple[tuple[str, str] | Parts, ...]


def flat(seen: Seen) -> Named:
    """Every part by itself."""
    found: list[tuple[str, str]] = []
    for part in seen:
        if isinstance(part, Parts):
            found += part.named
        else:
            found.append(part)
    return tuple(found)


class Later(Struct, frozen=True):
    """A context that is made when a page is performed, and what is `seen`: all it is made of.

    Both are asked for where they are needed: a preview of one page has no need of all the others.
    """

    seen: Callable[[], Seen]
    make: Callable[[], Struct]

    @classmethod
    def of(cls, make: Callable[[], Struct], path: str) -> Later:
        """A context that tells itself what it is made of; made once."""
        made = cache(make)
        return cls(lambda: ((f"{OWN} {path}", digest(repr(made()))),), made)


class Page(Struct, frozen=True):
    """One output file made by a template, or by a writer where `template` is None.

    `path` is relative to the output folder; `language` is None for what belongs to all languages;
    the context is a frozen struct whose fields are all that the template sees.  A writer is told
    by the context's type (`render.downloads`).  `document` is the number of the first document in a
    file of the search's texts; `code` is what the QR code on the page says, if it has one.
    """

    path: str
    template: str | None
    source: Struct
    language: str | None
    origin: str
    document: int | None = None
    code: str = ""

    @property
    def context(self) -> Struct:
        """All that the template sees."""
        return self.source.make() if isinstance(self.source, Later) else self.source

    @property
    def seen(self) -> Seen:
        """What the context is made of."""
        if isinstance(self.source, Later):
            return self.source.seen()
        return ((f"{OWN} {self.path}", digest(repr(self.source))),)

    def __reduce__(self) -> tuple[type[Page], tuple[object, ...]]:
        """To another process the context goes as it is made here."""
        own = (self.path, self.template, self.context, self.language, self.origin)
        return Page, (*own, self.document, self.code)


class Output(Struct, frozen=True):
    """The bytes of one file of the site."""

    path: str
    blob: Blob

    @classmethod
    def of(cls, path: str, data: bytes) -> Output:
        """The file with these bytes."""
        return cls(path, Blob.of(data))

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.blob.data
