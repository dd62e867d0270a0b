"""Which texts of articles were edited since all files were last looked at, told by their stat."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from qingyuan.model.folder import folder_of, is_in_folder
from qingyuan.model.project import Project
from qingyuan.model.stamp import Stamp
from qingyuan.read.discover import DESIGN, EDITION, JUNK, LISTS, design_folder


class _OtherwiseError(Exception):
    """Something else than a text was edited, or there are other files."""


def edited(
    project: Project, stamps: Mapping[str, Stamp], loose: Collection[str]
) -> frozenset[str] | None:
    """The folders of articles in which texts, or their translations' records, are others now.

    None where anything else is not as it was: other files, or more of them, or fewer.  `loose` are
    the files that were there too, but were too new to be known by their `stamps`: they count as
    edited.  No folder means that `discover` would find what it found when it gave the stamps.
    """
    if project.started is None or not stamps:
        return None
    folders = [str(project.root / "content"), *(design_folder(project, name) for name in DESIGN)]
    lent = [project.shipped / name for name in LISTS if str(project.root / name) not in stamps]
    lists = [str(path) for path in lent if path.is_file()]
    others: list[str] = []
    try:
        seen = sum(_compared(folder, stamps, others) for folder in folders)
        same = all(stamps[path].fits(os.stat(path)) for path in lists)  # noqa: PTH116 - see discover
        if not same or seen + len(lists) != len(stamps) + len(loose):
            return None
        return frozenset(_folder(project, path, stamps, loose) for path in others)
    except (OSError, KeyError, _OtherwiseError):
        return None


def _compared(folder: str, stamps: Mapping[str, Stamp], others: list[str]) -> int:
    """How many files are below a folder; those that are not as their stamp says go to `others`."""
    count = 0
    todo = [folder]
    for outer in todo:
        with os.scandir(outer) as entries:
            for entry in entries:
                path = entry.path
                stamp = stamps.get(path)
                # What has a stamp was a file and no junk, and is so as long as that fits.
                if stamp and stamp.fits(os.stat(path)):  # noqa: PTH116 - see discover
                    count += 1
                elif JUNK.fullmatch(entry.name):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    todo.append(path)
                else:
                    others.append(path)
                    count += 1
    return count


def _folder(
    project: Project, path: str, stamps: Mapping[str, Stamp], loose: Collection[str]
) -> str:
    """The folder of a text that was edited.  Raises _OtherwiseError where it is no known text."""
    name = path.removeprefix(f"{project.root}{os.sep}").replace(os.sep, "/")
    inner = name.split("/")[3:]
    known = path in stamps or path in loose
    if not (known and is_in_folder(name) and len(inner) == 1 and EDITION.fullmatch(inner[0])):
        raise _OtherwiseError
    return folder_of(name)
