"""What is written beside what editors write: records of translations, and what they begin."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def keep(path: Path, text: str) -> None:
    """Writes a record, whole or not at all.  Raises OSError.

    What is left of a write that was cut off has a name that nobody takes for content.
    """
    new = path.with_name(f"{path.name}.tmp")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)


def keep_new(root: Path, files: Mapping[str, str]) -> None:
    """Writes files that are not there yet, all or none: one, or those of a new folder.

    Raises OSError, FileExistsError where one of them is there by now.
    """
    import shutil  # noqa: PLC0415 - takes two milliseconds, and builds begin nothing

    paths = {root / name: text for name, text in files.items()}
    folder = next(iter(paths)).parent
    if len(paths) == 1 and folder.is_dir():
        for path, text in paths.items():
            if path.exists():
                raise FileExistsError(17, "", str(path))
            keep(path, text)
        return
    if folder.exists():
        raise FileExistsError(17, "", str(folder))
    # Nobody takes a name with a dot before it for content.
    staged = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        for path, text in paths.items():
            (staged / path.name).write_text(text, encoding="utf-8", newline="\n")
        staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
