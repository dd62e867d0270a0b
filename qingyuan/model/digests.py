"""Digests of what results are made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from qingyuan.model.project import SourceFile


def digest(*parts: str | bytes) -> str:
    """SHA-256 over parts, each with its length before it, so that no two lists look alike."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def of_files(files: Iterable[SourceFile]) -> str:
    """The digest of files: their paths and what is in them."""
    return digest(*(part for file in files for part in (file.path, file.blob.digest)))
