"""Digests of what results are made from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from msgspec import Struct

from qingyuan.model.memory import Memory
from qingyuan.model.project import Discovered, SourceFile

_ARTICLES = ("content/stories/", "content/pages/")


def digest(*parts: str | bytes) -> str:
    """SHA-256 over parts, each with its length before it, so that no two lists look alike."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


class Ledger(Struct, frozen=True):
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
    def of(cls, files: Discovered, memory: Memory) -> Ledger:
        """The ledger of the files that were found."""
        folders: defaultdict[str, list[SourceFile]] = defaultdict(list)
        data: list[SourceFile] = []
        for file in (*files.sources, *files.beside):
            if file.path.startswith(_ARTICLES):
                folders["/".join(file.path.split("/", 3)[:3])].append(file)
            else:
                data.append(file)
        articles = {
            folder: memory.recall(("ledger", folder), tuple(found), partial(_of_all, found))
            for folder, found in folders.items()
        }
        kept = digest(_of_all((*data, *files.logos)), *files.unread)
        design = memory.recall(
            "ledger of the design",
            (files.templates, *files.assets),
            lambda: digest(
                *(part for text in files.templates for part in text), _of_all(files.assets)
            ),
        )
        every = digest(kept, design, *(part for entry in articles.items() for part in entry))
        return cls(articles, kept, design, every)


def _of_all(files: Iterable[SourceFile]) -> str:
    return digest(*(part for file in files for part in (file.path, file.blob.digest)))
