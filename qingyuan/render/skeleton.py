"""A page without the literal texts of its templates, and the page that they make of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from qingyuan.model.blob import Blob, sha256
from qingyuan.model.page import Output
from qingyuan.render import han
from qingyuan.render.literals import MARK

_MARK = MARK.encode("utf-8", "surrogatepass")


class Skeleton(Struct, frozen=True):
    """A rendered page with the names of literal texts in their place.

    `tags` are the languages of the site where Han are to be marked in it.  With the texts whose
    digest is `literals` it was a page of the digest `made`.
    """

    path: str
    blob: Blob
    tags: tuple[str, ...]
    literals: str
    made: str

    @classmethod
    def of(
        cls,
        path: str,
        text: str,
        tags: tuple[str, ...],
        texts: Mapping[bytes, bytes],
        literals: str,
    ) -> Skeleton:
        """That of a text as it was rendered, with the texts that belong into it."""
        data = text.encode("utf-8", "surrogatepass")
        return cls(path, Blob.of(data), tags, literals, sha256(_filled(data, tags, texts)))

    def filled(self, texts: Mapping[bytes, bytes]) -> bytes:
        """The page with these texts.  Raises GoneError where its own are lost."""
        return _filled(self.blob.data, self.tags, texts)

    def output(self, texts: Mapping[bytes, bytes], digest: str) -> Output:
        """The page with these texts, whose digest is known; put together when it is asked for."""
        return Output(self.path, Blob.fetched(digest, partial(self.filled, texts)))


def filled(texts: Mapping[bytes, bytes], skeleton: Skeleton) -> str:
    """The digest of a page with these texts."""
    return sha256(skeleton.filled(texts))


def _filled(data: bytes, tags: tuple[str, ...], texts: Mapping[bytes, bytes]) -> bytes:
    """Every second of the parts between marks is a name."""
    parts = data.split(_MARK)
    parts[1::2] = map(texts.__getitem__, parts[1::2])
    page = b"".join(parts)
    if not tags:
        return page
    text = page.decode("utf-8")
    marked = han.mark(text, tags)
    return page if marked is text else marked.encode("utf-8")
