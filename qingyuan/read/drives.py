"""Whether files lie on another machine, whose changes the system does not tell of."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import Any

# File systems by which Linux reaches other machines, or the one that it is a guest of.
_REMOTE = (
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.glusterfs",
    "fuse.sshfs",
    "ncpfs",
    "nfs",
    "smb",
    "vboxsf",
    "virtiofs",
)
_DRIVE_REMOTE = 4


def is_remote(folder: Path) -> bool:
    """Whether a folder (absolute, resolved) is known to lie on another machine."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system(mounts, PurePosixPath(folder)).startswith(_REMOTE)


def file_system(mounts: str, folder: PurePosixPath) -> str:
    """The type of the file system that a folder is on, by Linux's list (proc(5), mountinfo)."""
    found = (0, "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.partition(" ")[0]
        if len(fields) < 5:
            continue
        point = PurePosixPath(fields[4].replace("\\040", " "))
        if folder.is_relative_to(point):
            found = max(found, (len(point.parts), kind), key=lambda entry: entry[0])
    return found[1]


def _is_remote_drive(folder: Path) -> bool:
    """What Windows says of a drive; a share without a letter is another machine's."""
    import ctypes  # noqa: PLC0415 - needed on Windows only

    system: Any = ctypes
    is_share = folder.drive.startswith("\\\\")
    kind = system.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
    return is_share or bool(kind == _DRIVE_REMOTE)
