"""The folders of articles: the files that each story or page is made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from qingyuan.model.digests import digest, of_files
from qingyuan.model.memory import Memory
from qingyuan.model.project import Discovered, SourceFile

_ARTICLES = ("content/stories/", "content/pages/")


class Folder(Struct, frozen=True):
    """The files in the folder of a story or page, by its path, content/stories/ludian.

    `sources` are parsed, `beside` are pictures and downloads, `unread` are the paths of those that
    could not be opened; `digest` is that of all of them.
    """

    path: str
    sources: tuple[SourceFile, ...]
    beside: tuple[SourceFile, ...]
    unread: tuple[str, ...]
    digest: str

    @classmethod
    def of(
        cls,
        path: str,
        sources: tuple[SourceFile, ...],
        beside: tuple[SourceFile, ...],
        unread: tuple[str, ...],
    ) -> Folder:
        """The folder with these files."""
        return cls(path, sources, beside, unread, digest(of_files((*sources, *beside)), *unread))

    @property
    def name(self) -> tuple[str, str]:
        """Whether it is of stories or of pages, and the article's name: what folders go by."""
        _, kind, slug = self.path.split("/")
        return kind, slug


def is_in_folder(path: str) -> bool:
    """Whether a file belongs to an article."""
    return path.startswith(_ARTICLES)


def folder_of(path: str) -> str:
    """The path of the article's folder that a file is in."""
    return "/".join(path.split("/", 3)[:3])


def folders_of(files: Discovered, memory: Memory) -> tuple[Folder, ...]:
    """The folders of all articles, by their names; the same objects where their files are."""
    sources, beside = _by_folder(files.sources), _by_folder(files.beside)
    unread: dict[str, list[str]] = {}
    for path in files.unread:
        if is_in_folder(path):
            unread.setdefault(folder_of(path), []).append(path)
    found = []
    for path in sorted({*sources, *beside, *unread}):
        own = (tuple(sources.get(path, ())), tuple(beside.get(path, ())))
        gone = memory.same(("unread", path), tuple(unread.get(path, ())))
        make = partial(Folder.of, path, *own, gone)
        found.append(memory.recall(("files of", path), (*own[0], *own[1], gone), make))
    return tuple(found)


def _by_folder(files: Iterable[SourceFile]) -> dict[str, list[SourceFile]]:
    found: dict[str, list[SourceFile]] = {}
    for file in files:
        if is_in_folder(file.path):
            found.setdefault(folder_of(file.path), []).append(file)
    return found
