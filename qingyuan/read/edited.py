"""Which texts were edited since all files were last looked at, told by their stat.

Those of articles, and templates.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from msgspec import Struct

from qingyuan.model.folder import folder_of, is_in_folder
from qingyuan.model.project import Project
from qingyuan.model.stamp import Stamp
from qingyuan.read.discover import (
    DESIGN,
    EDITION,
    JUNK,
    LISTS,
    STRINGS,
    TEMPLATES,
    design_folder,
)


class Edited(Struct, frozen=True):
    """The folders of articles whose texts, or translations' records, are others; and templates."""

    folders: frozenset[str]
    templates: frozenset[str]


class _OtherwiseError(Exception):
    """Something else than a text was edited, or there are other files."""


def edited(project: Project, stamps: Mapping[str, Stamp], loose: Collection[str]) -> Edited | None:
    """What was edited of texts and templates.

    None where anything else is not as it was: other files, or more of them, or fewer.  `loose` are
    the files that were there too, but were too new to be known by their `stamps`: they count as
    edited.  Nothing edited means that `discover` would find what it found when it gave the stamps.
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
        if not all(path in stamps or path in loose for path in others):
            return None
        design = f"{design_folder(project, TEMPLATES)}{os.sep}"
        names = {path: path.removeprefix(design) for path in others}
        templates = {path for path, name in names.items() if name not in {path, STRINGS}}
        texts = {_folder(project, path) for path in others if path not in templates}
        return Edited(frozenset(texts), frozenset(names[path] for path in templates))
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


def _folder(project: Project, path: str) -> str:
    """The folder of a text that was edited.  Raises _OtherwiseError where it is no text."""
    name = path.removeprefix(f"{project.root}{os.sep}").replace(os.sep, "/")
    inner = name.split("/")[3:]
    if not (is_in_folder(name) and len(inner) == 1 and EDITION.fullmatch(inner[0])):
        raise _OtherwiseError
    return folder_of(name)
