"""The one thing that is written beside what editors write: records of translations."""

from __future__ import annotations

from pathlib import Path


def keep(path: Path, text: str) -> None:
    """Writes a record, whole or not at all.  Raises OSError.

    What is left of a write that was cut off has a name that nobody takes for content.
    """
    new = path.with_name(f"{path.name}.tmp")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)
