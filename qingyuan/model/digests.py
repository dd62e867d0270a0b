"""Digests of what results are made from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from qingyuan.model.project import Discovered

_ARTICLES = ("content/stories/", "content/pages/")


def digest(*parts: str | bytes) -> str:
    """SHA-256 over parts, each with its length before it, so that no two lists look alike."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The digests of a site's files.

    `articles` are those of all files in an article's folder, by the folder; `data` is that of
    everything else that is parsed; `design` that of templates and assets; `all` takes in every file
    there is.
    """

    articles: Mapping[str, str]
    data: str
    design: str
    all: str

    @classmethod
    def of(cls, files: Discovered) -> Ledger:
        """The ledger of the files that were found."""
        folders: defaultdict[str, list[str]] = defaultdict(list)
        data: list[str] = []
        for file in (*files.sources, *files.beside):
            own = file.path.startswith(_ARTICLES)
            folder = "/".join(file.path.split("/", 3)[:3]) if own else ""
            (folders[folder] if own else data).extend((file.path, file.blob.digest))
        data += [*files.unread, *(part for f in files.logos for part in (f.path, f.blob.digest))]
        articles = {folder: digest(*found) for folder, found in folders.items()}
        design = digest(
            *(part for template in files.templates for part in template),
            *(part for file in files.assets for part in (file.path, file.blob.digest)),
        )
        kept = digest(*data)
        every = digest(kept, design, *(part for entry in articles.items() for part in entry))
        return cls(articles, kept, design, every)
