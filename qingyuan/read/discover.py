"""Which files there are: content by its place and name, templates, assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered, Project, SourceFile
from qingyuan.model.record import RECORD
from qingyuan.model.watchlist import LISTED
from qingyuan.read.problems import CONTENT_MISSING, FILE_NAME, FILE_UNREADABLE
from qingyuan.read.schema import CODE, suggest_id
from qingyuan.read.slugs import wrong_slug
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


def discover(project: Project) -> tuple[Discovered, list[Problem]]:
    """Reads every file of the project once; problems for what can't be read or has no place."""
    problems: list[Problem] = []
    content = project.root / "content"
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
        elif (data := _bytes(path, name, problems)) is None:
            unread.append(name)
        else:
            pictures = logos if name.startswith(_SCHOOLS) else beside
            (pictures if path.suffix.lower() in BESIDE else sources).append(SourceFile(name, data))
    sources += _shipped_lists(project, {*unread, *(file.path for file in sources)}, problems)
    templates_folder = _own_or_shipped(project, "templates")
    templates = []
    for path in _files(templates_folder, "templates", problems):
        name = path.relative_to(templates_folder).as_posix()
        data = _bytes(path, f"templates/{name}", problems)
        if data is not None and name == "strings.yaml":
            sources.append(SourceFile("templates/strings.yaml", data))
        elif data is not None:
            text, found = decode(f"templates/{name}", data)
            problems += found
            templates += [(name, text)] if text is not None else []
    assets_folder = _own_or_shipped(project, "assets")
    assets = []
    for path in _files(assets_folder, "assets", problems):
        name = path.relative_to(assets_folder).as_posix()
        data = _bytes(path, f"assets/{name}", problems)
        if data is not None:
            assets.append(SourceFile(name, data))
    return Discovered(
        tuple(sources),
        tuple(beside),
        tuple(templates),
        tuple(assets),
        tuple(unread),
        tuple(logos),
    ), problems


def _own_or_shipped(project: Project, name: str) -> Path:
    own = project.root / name
    return own if own.is_dir() else project.shipped / name


def _shipped_lists(
    project: Project, own: set[str], problems: list[Problem]
) -> Iterator[SourceFile]:
    """The project's watch lists, for those that the root has none of."""
    for rule in LISTED:
        name = f"content/watchlists/{rule}.yaml"
        path = project.shipped / name
        if name not in own and path.is_file():
            data = _bytes(path, name, problems)
            if data is not None:
                yield SourceFile(name, data)


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


def _bytes(path: Path, name: str, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as wrong:
        problems.append(FILE_UNREADABLE.at(Location(name), reason=wrong.strerror or str(wrong)))
        return None


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


def _data_file(name: str, file: str) -> Problem | None:
    stem, _, ending = file.partition(".")
    is_logo = name.startswith(_SCHOOLS) and PurePosixPath(name).suffix.lower() in LOGOS
    if (ending == "yaml" or is_logo) and "/" not in stem:
        return wrong_slug(Location(name), stem, "facts-1")
    known = LOGOS if name.startswith(_SCHOOLS) else ()
    return _unknown(name, file, [f"{suggest_id(stem)}.yaml", *(f"*{e}" for e in known)])


def _article_file(name: str, parts: tuple[str, ...]) -> Problem | None:
    """The problem with a file below stories/ or pages/."""
    own = ("story.yaml", "lesson.yaml") if parts[0] == "stories" else ("page.yaml",)
    if len(parts) == 2:
        stem = suggest_id(parts[1].partition(".")[0])
        return _unknown(name, parts[1], [f"{stem}/{own[0]}", f"{stem}/zh.md"])
    problem = wrong_slug(Location(f"content/{parts[0]}/{parts[1]}"), parts[1], "story-1")
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
