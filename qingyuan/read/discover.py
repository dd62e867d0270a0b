"""Which files there are: content by its place and name, templates, assets."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from operator import attrgetter
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from qingyuan.model.blob import Blob, GoneError, sha256
from qingyuan.model.location import Location
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.record import RECORD
from qingyuan.model.regex import regex
from qingyuan.model.stamp import Stamp
from qingyuan.model.watchlist import LISTED
from qingyuan.read.names import CODE, better_slug, suggest_id
from qingyuan.read.problems import (
    CONTENT_MISSING,
    FILE_NAME,
    FILE_PLACE,
    FILE_UNREADABLE,
    SLUG_FORM,
)
from qingyuan.read.text import decode

TOP_FILES = ("site", "places", "topics", "units", "sources", "glossary", "help", "pinyin")
# Without settings there is no site, and without help contacts none that may be published.
REQUIRED = ("content/site.yaml", "content/help.yaml")
DATA_FOLDERS = ("charts", "facts", "schools", "timelines")
FOLDERS = (*DATA_FOLDERS, "pages", "stories", "watchlists")
BESIDE = (".avif", ".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".pdf", ".png", ".svg", ".webp")
_SCHOOLS = "content/schools/"
# What has a folder for each article.
_ARTICLES = frozenset({"content/stories", "content/pages"})
LOGOS = (".png", ".svg", ".webp")
TEMPLATES = "templates"
DESIGN = (TEMPLATES, "assets")
# Among the templates, but read like content.
STRINGS = "strings.yaml"
LISTS = tuple(f"content/watchlists/{rule}.yaml" for rule in LISTED)
# An edition, or the record that `accept` writes beside it.
EDITION = regex(rf"({CODE.pattern})(?:\.md|{re.escape(RECORD)})")

# Left behind by systems and editors' programs; never content.
JUNK = regex(
    r"\..*|~\$.*|.*~|.*\.(?:tmp|bak|swp|crdownload)|Thumbs\.db|desktop\.ini|README(?:\..*)?",
    re.IGNORECASE,
)


def discover(
    project: Project,
    known: Mapping[str, Stamp],
    memory: Memory,
    touched: Collection[Path] | None = None,
) -> tuple[Discovered, list[Problem]]:
    """Every file of the project; problems for what can't be read or has no place.

    A file that is as its stamp says is not read until somebody asks for its bytes.  Folders in
    which nothing was `touched` since `memory` has them are not looked at again; with None, all are.
    """
    content = project.root / "content"
    if not content.is_dir():
        return Discovered((), (), (), ()), [
            CONTENT_MISSING.at(Location("content"), path="content/")
        ]
    looking = _Looking(project, known, memory, touched)
    own = looking.content(str(content))
    lists = looking.shipped_lists({*own.unread, *(file.path for file in own.sources)})
    missing = [
        CONTENT_MISSING.at(Location(name), path=name)
        for name in REQUIRED
        if not (project.root / name).exists()
    ]
    found, problems = looking.with_design([own, lists])
    return found, [*missing, *problems]


def discover_some(
    project: Project, known: Mapping[str, Stamp], memory: Memory, folders: Iterable[str]
) -> tuple[Discovered, list[Problem]]:
    """The files of some articles' folders, and the design; no others are looked at."""
    looking = _Looking(project, known, memory, None)
    return looking.with_design([looking.below(str(project.root / name), name) for name in folders])


def known_file(project: Project, name: str, stamps: Mapping[str, Stamp]) -> SourceFile:
    """A file that is as its stamp says, by its name from the root.  Raises KeyError."""
    path = str(project.root / name)
    digest = stamps[path].digest
    return SourceFile(name, Blob.fetched(digest, partial(_unchanged, path, digest)))


def design_folder(project: Project, name: str) -> str:
    """The folder of templates or assets: the root's own, or else as shipped."""
    own = project.root / name
    return str(own if own.is_dir() else project.shipped / name)


class _Part(Struct, frozen=True):
    """What is in some folder, as in Discovered, and what is wrong with it; sorted by path."""

    sources: tuple[SourceFile, ...] = ()
    beside: tuple[SourceFile, ...] = ()
    logos: tuple[SourceFile, ...] = ()
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    loose: tuple[str, ...] = ()


class _Seen(Struct):
    """The stamps of files that were looked at, and the paths of those that can't have one yet."""

    stamps: dict[str, Stamp] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


class _Looking:
    """A look at the files as they lie on disk.

    Paths are strings: a Path for each of thousands of files takes longer than asking for its stat.
    """

    def __init__(
        self,
        project: Project,
        known: Mapping[str, Stamp],
        memory: Memory,
        touched: Collection[Path] | None,
    ) -> None:
        self.project = project
        self.started = project.started
        self.known = known if project.started is not None else {}
        self.memory = memory
        self.touched = None if touched is None else [str(path) for path in touched]

    def content(self, folder: str) -> _Part:
        """Everything below content/: an article's folder at a time, then what is beside those."""
        problems: list[Problem] = []
        parts: list[_Part] = []
        files: list[tuple[str, str]] = []
        todo = [(folder, "content")]
        for outer, outer_name in todo:
            for path, name, is_folder in self._entries(outer, outer_name, problems):
                if not is_folder:
                    files.append((path, name))
                elif name in _ARTICLES:
                    todo.append((path, name))
                else:
                    parts.append(self._looked(path, partial(self.below, path, name)))
        parts += [self._placed(files), _Part(problems=tuple(problems))]
        return _joined(parts)

    def design(self, name: str) -> _Part:
        """templates/ or assets/, of the root or else as shipped."""
        folder = design_folder(self.project, name)
        return self._looked(folder, partial(self._below_design, folder, name))

    def shipped_lists(self, own: Collection[str]) -> _Part:
        """The project's watch lists, for those that the root has none of."""
        paths = [(self.project.shipped / name, name) for name in LISTS if name not in own]
        return self._placed([(str(path), name) for path, name in paths if path.is_file()])

    def _looked(self, folder: str, look: Callable[[], _Part]) -> _Part:
        """What is in a folder; where nothing was touched there, as it was."""
        if self.touched is not None and not any(_concerns(p, folder) for p in self.touched):
            held: _Part | None = self.memory.held(("folder", folder))
            if held is not None:
                return held
        return self.memory.hold(("folder", folder), look())

    def with_design(self, parts: list[_Part]) -> tuple[Discovered, list[Problem]]:
        """Parts of the content as found, with templates and assets."""
        own = _joined(parts)
        templates, assets = map(self.design, DESIGN)
        make = partial(_texts, templates)
        strings, texts, unreadable = self.memory.recall("texts", (templates,), make)
        return Discovered(
            (*own.sources, *strings),
            own.beside,
            texts,
            assets.sources,
            own.unread,
            own.logos,
            {**own.stamps, **templates.stamps, **assets.stamps},
            (*own.loose, *templates.loose, *assets.loose),
        ), [*own.problems, *templates.problems, *unreadable, *assets.problems]

    def below(self, folder: str, name: str) -> _Part:
        """The folder of an article, by its name from the root."""
        problems: list[Problem] = []
        part = self._placed(self._files(folder, name, problems))
        return replace(part, problems=(*problems, *part.problems))

    def _files(self, folder: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
        """All files below a folder but junk, as (path, name) with forward slashes in the name."""
        for path, inner, is_folder in self._entries(folder, name, problems):
            if is_folder:
                yield from self._files(path, inner, problems)
            else:
                yield path, inner

    def _entries(
        self, folder: str, name: str, problems: list[Problem]
    ) -> list[tuple[str, str, bool]]:
        """Path, name and whether it is a folder, of all in a folder but junk, sorted by name.

        A folder that can't be listed is reported; a link to one is, as a file that can't be read.
        What has a stamp was no junk.
        """
        known = self.known
        try:
            with os.scandir(folder) as entries:
                found = [
                    (entry.path, f"{name}/{entry.name}", entry.is_dir(follow_symlinks=False))
                    for entry in entries
                    if entry.path in known or not JUNK.fullmatch(entry.name)
                ]
        except OSError as wrong:
            problems.append(FILE_UNREADABLE.at(Location(name), reason=wrong.strerror or str(wrong)))
            return []
        return sorted(found)

    def _placed(self, files: Iterable[tuple[str, str]]) -> _Part:
        """Files of content/, those that have no place there left out."""
        sources: list[SourceFile] = []
        beside: list[SourceFile] = []
        logos: list[SourceFile] = []
        unread: list[str] = []
        problems: list[Problem] = []
        seen = _Seen()
        for path, name in files:
            # What has a stamp had its place when it was read.
            problem = None if path in self.known else _misplaced(name)
            if problem:
                problems.append(problem)
                continue
            file = self._file(path, name, problems, seen)
            if file is None:
                unread.append(name)
            elif not name.lower().endswith(BESIDE):
                sources.append(file)
            else:
                (logos if name.startswith(_SCHOOLS) else beside).append(file)
        found = (tuple(sources), tuple(beside), tuple(logos), tuple(unread))
        return _Part(*found, tuple(problems), seen.stamps, tuple(seen.loose))

    def _below_design(self, folder: str, name: str) -> _Part:
        """Every file below a folder that can be read, by its path from there."""
        problems: list[Problem] = []
        seen = _Seen()
        found = [
            self._file(path, inner, problems, seen, name.removesuffix(inner))
            for path, name in sorted(self._files(folder, name, problems))
            for inner in [name.partition("/")[2]]
        ]
        sources = tuple(file for file in found if file)
        stamps, loose = seen.stamps, tuple(seen.loose)
        return _Part(sources, problems=tuple(problems), stamps=stamps, loose=loose)

    def _file(
        self,
        path: str,
        name: str,
        problems: list[Problem],
        seen: _Seen,
        below: str = "",
    ) -> SourceFile | None:
        """A file by its name `below` a folder; None, with a problem, where it can't be read.

        As long as its bytes are the same it is the same object, so that what was made of it is
        known again.
        """
        try:
            stat = os.stat(path)  # noqa: PTH116 - see the class
            stamp = self.known.get(path)
            if stamp and stamp.fits(stat):
                seen.stamps[path] = stamp
                blob = Blob.fetched(stamp.digest, partial(_unchanged, path, stamp.digest))
                return self.memory.same(("file", path), SourceFile(name, blob))
            blob = Blob.of(Path(path).read_bytes())
        except OSError as wrong:
            reason = wrong.strerror or str(wrong)
            problems.append(FILE_UNREADABLE.at(Location(f"{below}{name}"), reason=reason))
            return None
        stamp = Stamp.of(stat, blob.digest)
        if self.started is not None and stamp.settled(self.started):
            seen.stamps[path] = stamp
        else:
            seen.loose.append(path)
        return self.memory.same(("file", path), SourceFile(name, blob))


_Texts = tuple[tuple[SourceFile, ...], tuple[tuple[str, str], ...], tuple[Problem, ...]]


def _texts(templates: _Part) -> _Texts:
    """strings.yaml, which is read like content, if it is there; the templates; what is wrong."""
    strings: list[SourceFile] = []
    texts: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for file in templates.sources:
        if file.path == STRINGS:
            strings.append(SourceFile(f"{TEMPLATES}/{STRINGS}", file.blob))
        else:
            text, found = decode(f"templates/{file.path}", file.data)
            problems += found
            texts += [(file.path, text)] if text is not None else []
    return tuple(strings), tuple(texts), tuple(problems)


def _joined(parts: Iterable[_Part]) -> _Part:
    """All parts in one, sorted by path."""
    sources: list[SourceFile] = []
    beside: list[SourceFile] = []
    logos: list[SourceFile] = []
    unread: list[str] = []
    problems: list[Problem] = []
    stamps: dict[str, Stamp] = {}
    loose: list[str] = []
    for part in parts:
        sources += part.sources
        beside += part.beside
        logos += part.logos
        unread += part.unread
        problems += part.problems
        stamps.update(part.stamps)
        loose += part.loose
    for files in (sources, beside, logos):
        files.sort(key=attrgetter("path"))
    found = (tuple(sources), tuple(beside), tuple(logos), tuple(sorted(unread)))
    return _Part(*found, tuple(problems), stamps, tuple(loose))


def _concerns(path: str, folder: str) -> bool:
    """Whether a touched path is the folder, in it, or above it."""
    inner = path.startswith(folder) and path[len(folder) :][:1] in {"", "/", os.sep}
    return inner or (folder.startswith(path) and folder[len(path) :][:1] in {"/", os.sep})


def _unchanged(path: str, digest: str) -> bytes:
    """The bytes of a file that has this digest.  Raises GoneError where they are others by now."""
    try:
        data = Path(path).read_bytes()
    except OSError as wrong:
        raise GoneError(path) from wrong
    if sha256(data) != digest:
        raise GoneError(path)
    return data


def _misplaced(name: str) -> Problem | None:
    """The problem with a file's place or name; None where it has its place."""
    parts = tuple(name.split("/")[1:])
    if len(parts) == 1:
        return _name(name, [f"{stem}.yaml" for stem in TOP_FILES])
    if parts[0] in DATA_FOLDERS:
        return _data_file(name, "/".join(parts[1:]))
    if parts[0] == "watchlists":
        known = [f"{rule}.yaml" for rule in LISTED]
        file = "/".join(parts[1:])
        return None if file in known else _unknown(name, file, known)
    if parts[0] in FOLDERS:
        return _article_file(name, parts)
    return _unknown(name, f"{parts[0]}/", [f"{folder}/" for folder in FOLDERS])


@cache
def _slug(at: Location, slug: str, fallback: str) -> Problem | None:
    better = better_slug(slug, fallback)
    return SLUG_FORM.at(at, slug=slug, suggestion=better) if better else None


def _data_file(name: str, file: str) -> Problem | None:
    stem, _, ending = file.partition(".")
    is_logo = name.startswith(_SCHOOLS) and PurePosixPath(name).suffix.lower() in LOGOS
    if (ending == "yaml" or is_logo) and "/" not in stem:
        return _slug(Location(name), stem, "facts-1")
    known = LOGOS if name.startswith(_SCHOOLS) else ()
    return _unknown(name, file, [f"{suggest_id(stem)}.yaml", *(f"*{e}" for e in known)])


def _article_file(name: str, parts: tuple[str, ...]) -> Problem | None:
    """The problem with a file below stories/ or pages/."""
    own = ("story.yaml", "lesson.yaml") if parts[0] == "stories" else ("page.yaml",)
    if len(parts) == 2:
        stem = suggest_id(parts[1].partition(".")[0])
        if parts[1].endswith((".md", ".txt")):
            folder = f"content/{parts[0]}/{stem}"
            return FILE_PLACE.at(Location(name), near=None, name=parts[1], folder=folder)
        return _unknown(name, parts[1], [f"{stem}/{own[0]}", f"{stem}/zh.md"])
    is_known = len(parts) == 3 and (parts[2] in own or EDITION.fullmatch(parts[2]))
    problem = _slug(Location(f"content/{parts[0]}/{parts[1]}"), parts[1], "story-1")
    if problem or is_known or name.lower().endswith(BESIDE):
        return problem
    known = ["zh.md", "en.md", *own, *(f"*{ending}" for ending in BESIDE)]
    return _unknown(name, "/".join(parts[2:]), known)


def _name(name: str, known: list[str]) -> Problem | None:
    file = PurePosixPath(name).name
    return None if file in known else _unknown(name, file, [*known, *(f"{f}/" for f in FOLDERS)])


def _unknown(path: str, name: str, known: list[str]) -> Problem:
    near = (name.removesuffix(".txt"), known)
    return FILE_NAME.at(Location(path), near=near, name=name, known=" · ".join(known))
