"""A whole site as one zip file: the same bytes wherever and whenever it is made.

Entries are in the order in which they are given, all with one time and the same rights; the last is
`SHA256SUMS`, for `sha256sum -c`.  It is made in memory, by whoever has the time, maybe on another
machine, and written here.  The file gets its name only when it is whole.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.page import Output
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.model.report import Pack
from qingyuan.publish.problems import PACK_PATH, PACK_WRITE

SUMS = "SHA256SUMS"
# Windows has 260 for a whole path; this leaves 110 for the folder where it is unpacked.
LONGEST = 150
_PLAIN = regex(rf"[A-Za-z0-9._/-]{{1,{LONGEST}}}")
_TIME = (1980, 1, 1, 0, 0, 0)
# Two thirds of the usual level's time, for a zip that is larger by 2.5 %.
_LEVEL = 4
_UNIX, _RIGHTS = 3, 0o100644 << 16
# What is compressed in itself, and would only take time.
_PACKED = (".avif", ".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".png", ".webp", ".woff2")


class Zipped(Struct, frozen=True):
    """A zip in memory, and how many files it has."""

    data: bytes
    files: int


def unfit(paths: Iterable[str]) -> list[Problem]:
    """Paths that can't be unpacked on every system."""
    return [
        PACK_PATH.at(Location(path), length=str(len(path)), most=str(LONGEST))
        for path in paths
        if not _PLAIN.fullmatch(path)
    ]


def zipped(files: Iterable[Output]) -> Zipped:
    """The entries, then their sums."""
    sums: list[str] = []
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in files:
            sums.append(f"{hashlib.sha256(file.data).hexdigest()}  {file.path}\n")
            archive.writestr(_entry(file.path), file.data, compresslevel=_LEVEL)
        archive.writestr(_entry(SUMS), "".join(sums).encode(), compresslevel=_LEVEL)
    return Zipped(data.getvalue(), len(sums) + 1)


def pack(target: Path, made: Zipped) -> Pack | Problem:
    """Writes a zip, whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(made.data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as wrong:
        reason = f"{wrong.strerror or wrong} ({wrong.filename or target})"
        return PACK_WRITE.at(Location(str(target)), reason=reason)
    return Pack(str(target), made.files, len(made.data), hashlib.sha256(made.data).hexdigest())


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _TIME)
    entry.create_system = _UNIX
    entry.external_attr = _RIGHTS
    packed = path.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return entry
