"""The digests of all that a site is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.digests import digest, of_files
from qingyuan.model.folder import Folder, is_in_folder
from qingyuan.model.memory import Memory
from qingyuan.model.project import Discovered


class Ledger(Struct, frozen=True):
    """The digests of a site's files.

    `articles` are those of all files in an article's folder, by the folder; `data` is that of
    everything else that is parsed; `templates` and `assets` are those of the design.
    """

    articles: Mapping[str, str]
    data: str
    templates: str
    assets: str

    @classmethod
    def of(cls, files: Discovered, folders: Iterable[Folder], memory: Memory) -> Ledger:
        """The ledger of the files that were found."""
        data = [f for f in (*files.sources, *files.beside) if not is_in_folder(f.path)]
        kept = digest(of_files((*data, *files.logos)), *files.unread)
        design = memory.recall(
            "ledger of the design",
            (files.templates, *files.assets),
            lambda: (
                digest(*(part for text in files.templates for part in text)),
                of_files(files.assets),
            ),
        )
        return cls({folder.path: folder.digest for folder in folders}, kept, *design)

    @property
    def all(self) -> str:
        """The digest of every file there is."""
        articles = (part for entry in self.articles.items() for part in entry)
        return digest(self.data, self.templates, self.assets, *articles)

    def with_articles(self, anew: Mapping[str, str]) -> Ledger:
        """The ledger with these digests of folders in place of what they were."""
        return replace(self, articles={**self.articles, **anew})
