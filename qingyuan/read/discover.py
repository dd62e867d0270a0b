"""Which files there are: content by its place and name, templates, assets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from qingyuan.model.blob import Blob, GoneError, sha256
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.record import RECORD
from qingyuan.model.stamp import Stamp
from qingyuan.model.watchlist import LISTED
from qingyuan.read.names import CODE, better_slug, suggest_id
from qingyuan.read.problems import CONTENT_MISSING, FILE_NAME, FILE_UNREADABLE, SLUG_FORM
from qingyuan.read.text import decode

TOP_FILES = ("site", "places", "topics", "units", "sources", "glossary", "help", "pinyin")
# Without settings there is no site, and without help contacts none that may be published.
REQUIRED = ("content/site.yaml", "content/help.yaml")
DATA_FOLDERS = ("charts", "facts", "schools", "timelines")
FOLDERS = (*DATA_FOLDERS, "pages", "stories", "watchlists")
BESIDE = (".avif", ".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".pdf", ".png", ".svg", ".webp")
_SCHOOLS = "content/schools/"
LOGOS = (".png", ".svg", ".webp")
# An edition, or the record that `accept` writes beside it.
EDITION = re.compile(rf"({CODE.pattern})(?:\.md|{re.escape(RECORD)})")

# Left behind by systems and editors' programs; never content.
_JUNK = re.compile(
    r"\..*|~\$.*|.*~|.*\.(?:tmp|bak|swp|crdownload)|Thumbs\.db|desktop\.ini|README(?:\..*)?",
    re.IGNORECASE,
)


def discover(project: Project, known: Mapping[str, Stamp]) -> tuple[Discovered, list[Problem]]:
    """Every file of the project; problems for what can't be read or has no place.

    A file that is as its stamp says is not read until somebody asks for its bytes.
    """
    problems: list[Problem] = []
    content = project.root / "content"
    shelf = _Shelf(project, known, problems)
    if not content.is_dir():
        return Discovered((), (), (), ()), [
            CONTENT_MISSING.at(Location("content"), path="content/")
        ]
    problems += [
        CONTENT_MISSING.at(Location(name), path=name)
        for name in REQUIRED
        if not (project.root / name).exists()
    ]
    sources: list[SourceFile] = []
    beside: list[SourceFile] = []
    logos: list[SourceFile] = []
    unread: list[str] = []
    for path in _files(content, "content", problems):
        name = path.relative_to(project.root).as_posix()
        problem = _misplaced(name)
        if problem:
            problems.append(problem)
        elif (blob := shelf.blob(path, name)) is None:
            unread.append(name)
        else:
            pictures = logos if name.startswith(_SCHOOLS) else beside
            (pictures if path.suffix.lower() in BESIDE else sources).append(SourceFile(name, blob))
    sources += _shipped_lists(project, {*unread, *(file.path for file in sources)}, shelf)
    templates = []
    for name, blob in shelf.all(_own_or_shipped(project, "templates"), "templates"):
        if name == "strings.yaml":
            sources.append(SourceFile("templates/strings.yaml", blob))
        else:
            text, found = decode(f"templates/{name}", blob.data)
            problems += found
            templates += [(name, text)] if text is not None else []
    assets = shelf.all(_own_or_shipped(project, "assets"), "assets")
    return Discovered(
        tuple(sources),
        tuple(beside),
        tuple(templates),
        tuple(SourceFile(name, blob) for name, blob in assets),
        tuple(unread),
        tuple(logos),
        shelf.stamps,
    ), problems


class _Shelf:
    """The files as they lie on disk."""

    def __init__(
        self, project: Project, known: Mapping[str, Stamp], problems: list[Problem]
    ) -> None:
        self.known = known if project.started is not None else {}
        self.started = project.started
        self.problems = problems
        self.stamps: dict[str, Stamp] = {}

    def blob(self, path: Path, name: str) -> Blob | None:
        """A file's bytes; None, with a problem, where it can't be read."""
        where = str(path)
        try:
            stat = path.stat()
            stamp = self.known.get(where)
            if stamp and stamp.fits(stat):
                self.stamps[where] = stamp
                return Blob.fetched(stamp.digest, partial(_unchanged, path, stamp.digest))
            blob = Blob.of(path.read_bytes())
        except OSError as wrong:
            reason = wrong.strerror or str(wrong)
            self.problems.append(FILE_UNREADABLE.at(Location(name), reason=reason))
            return None
        stamp = Stamp.of(stat, blob.digest)
        if self.started is not None and stamp.settled(self.started):
            self.stamps[where] = stamp
        return blob

    def all(self, folder: Path, name: str) -> list[tuple[str, Blob]]:
        """Every file below a folder that can be read, by its path from there."""
        found = []
        for path in _files(folder, name, self.problems):
            inner = path.relative_to(folder).as_posix()
            blob = self.blob(path, f"{name}/{inner}")
            found += [(inner, blob)] if blob else []
        return found


def _own_or_shipped(project: Project, name: str) -> Path:
    own = project.root / name
    return own if own.is_dir() else project.shipped / name


def _unchanged(path: Path, digest: str) -> bytes:
    """The bytes of a file that has this digest.  Raises GoneError where they are others by now."""
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise GoneError(str(path)) from wrong
    if sha256(data) != digest:
        raise GoneError(str(path))
    return data


def _shipped_lists(project: Project, own: set[str], shelf: _Shelf) -> Iterator[SourceFile]:
    """The project's watch lists, for those that the root has none of."""
    for rule in LISTED:
        name = f"content/watchlists/{rule}.yaml"
        path = project.shipped / name
        if name not in own and path.is_file():
            blob = shelf.blob(path, name)
            if blob:
                yield SourceFile(name, blob)


def _files(folder: Path, name: str, problems: list[Problem]) -> list[Path]:
    """All files below a folder but junk, sorted by their path with forward slashes."""
    return sorted(
        _below(folder, name, problems), key=lambda path: path.relative_to(folder).as_posix()
    )


def _below(folder: Path, name: str, problems: list[Problem]) -> Iterator[Path]:
    """Files in no order; a folder that can't be listed, or a link to one, is reported."""
    try:
        entries = [entry for entry in folder.iterdir() if not _JUNK.fullmatch(entry.name)]
    except OSError as wrong:
        problems.append(FILE_UNREADABLE.at(Location(name), reason=wrong.strerror or str(wrong)))
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, f"{name}/{entry.name}", problems)
        else:
            yield entry


def _misplaced(name: str) -> Problem | None:
    """The problem with a file's place or name; None where it has its place."""
    parts = PurePosixPath(name).parts[1:]
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
        return _unknown(name, parts[1], [f"{stem}/{own[0]}", f"{stem}/zh.md"])
    problem = _slug(Location(f"content/{parts[0]}/{parts[1]}"), parts[1], "story-1")
    is_beside = PurePosixPath(name).suffix.lower() in BESIDE
    is_known = len(parts) == 3 and (parts[2] in own or EDITION.fullmatch(parts[2]))
    if problem or is_beside or is_known:
        return problem
    known = ["zh.md", "en.md", *own, *(f"*{ending}" for ending in BESIDE)]
    return _unknown(name, "/".join(parts[2:]), known)


def _name(name: str, known: list[str]) -> Problem | None:
    file = PurePosixPath(name).name
    return None if file in known else _unknown(name, file, [*known, *(f"{f}/" for f in FOLDERS)])


def _unknown(path: str, name: str, known: list[str]) -> Problem:
    near = (name.removesuffix(".txt"), known)
    return FILE_NAME.at(Location(path), near=near, name=name, known=" · ".join(known))
