"""What a build is given: folders, the day, and the files found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """Where to read, where to publish, and which day it is.

    `root` holds content/; `shipped` is the project's own folder, whose templates/ and assets/
    serve where the root has none.  A `preview` shows what is not translated yet.
    """

    root: Path
    shipped: Path
    output: Path
    today: dt.date
    force: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: path relative to the root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Discovered:
    """All files of a root, sorted by path.

    `sources` are parsed; `beside` are pictures and downloads, with the path of each from
    the root; `templates` are (name, text); `assets` are the design's own files;
    `unread` are paths of content that could not be opened; `logos` are the schools'.
    """

    sources: tuple[SourceFile, ...]
    beside: tuple[SourceFile, ...]
    templates: tuple[tuple[str, str], ...]
    assets: tuple[SourceFile, ...]
    unread: tuple[str, ...] = ()
    logos: tuple[SourceFile, ...] = ()
