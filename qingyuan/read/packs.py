"""A pack, zipped or unpacked, file by file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from qingyuan.model.verification import NoPackError

# What browsing a folder leaves in it.
_LEFT_BEHIND = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Path in the pack, and the bytes, sorted.  Raises NoPackError, OSError."""
    if path.is_dir():
        names = sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())
        yield from (
            (name, (path / name).read_bytes())
            for name in names
            if name.rpartition("/")[2] not in _LEFT_BEHIND
        )
        return
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if not name.endswith("/"))
            yield from ((name, archive.read(name)) for name in names)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as wrong:
        raise NoPackError(str(wrong)) from wrong
