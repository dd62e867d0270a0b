"""What a build is given: folders, the day, and the files found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from qingyuan.model.blob import Blob
from qingyuan.model.stamp import Stamp

# Without it there is no site.
SETTINGS = "content/site.yaml"


class Project(Struct, frozen=True):
    """Where to read, where to publish, and which day it is.

    `root` holds content/; `shipped` is the project's own folder, whose templates/ and assets/
    serve where the root has none.  A `preview` shows what is not translated yet.  `started` is when
    the build began, in nanoseconds, or None where stat does not tell that a file was changed.  With
    `everything`, drafts and what is not of this day are shown, marked: for a session, which
    publishes nothing.
    """

    root: Path
    shipped: Path
    output: Path
    today: dt.date
    force: bool = False
    preview: bool = False
    started: int | None = None
    everything: bool = False


class SourceFile(Struct, frozen=True):
    """A file: path relative to the root, and its bytes."""

    path: str
    blob: Blob

    @classmethod
    def of(cls, path: str, data: bytes) -> SourceFile:
        """The file with these bytes."""
        return cls(path, Blob.of(data))

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.blob.data


class Discovered(Struct, frozen=True):
    """All files of a root, sorted by path.

    `sources` are parsed; `beside` are pictures and downloads, with the path of each from
    the root; `templates` are (name, text); `assets` are the design's own files;
    `unread` are paths of content that could not be opened; `logos` are the schools'.  `stamps` are
    those of all files on disk that the next build may trust, `loose` the paths of those that it
    has to read again.
    """

    sources: tuple[SourceFile, ...]
    beside: tuple[SourceFile, ...]
    templates: tuple[tuple[str, str], ...]
    assets: tuple[SourceFile, ...]
    unread: tuple[str, ...] = ()
    logos: tuple[SourceFile, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
