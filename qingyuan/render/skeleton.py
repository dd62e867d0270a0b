"""A page without the literal texts of its templates, and the page that they make of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from qingyuan.model.blob import Blob, sha256
from qingyuan.model.page import Output
from qingyuan.render import han
from qingyuan.render.literals import MARK


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
        cls, path: str, text: str, tags: tuple[str, ...], texts: Mapping[str, str], literals: str
    ) -> Skeleton:
        """That of a text as it was rendered, with the texts that belong into it."""
        made = sha256(_filled(text, tags, texts))
        return cls(path, Blob.of(text.encode("utf-8", "surrogatepass")), tags, literals, made)

    def filled(self, texts: Mapping[str, str]) -> bytes:
        """The page with these texts.  Raises GoneError where its own are lost."""
        return _filled(self.blob.data.decode("utf-8", "surrogatepass"), self.tags, texts)

    def output(self, texts: Mapping[str, str], digest: str) -> Output:
        """The page with these texts, whose digest is known; put together when it is asked for."""
        return Output(self.path, Blob.fetched(digest, partial(self.filled, texts)))


def _filled(text: str, tags: tuple[str, ...], texts: Mapping[str, str]) -> bytes:
    parts = text.split(MARK)
    parts[1::2] = map(texts.__getitem__, parts[1::2])
    return han.mark("".join(parts), tags).encode("utf-8")


def filled(texts: Mapping[str, str], skeleton: Skeleton) -> str:
    """The digest of a page with these texts."""
    return sha256(skeleton.filled(texts))
