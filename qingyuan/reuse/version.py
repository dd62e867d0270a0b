"""What makes one engine's results differ from another's."""

from __future__ import annotations

import hashlib
import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = (
    "Babel",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "PyYAML",
    "nh3",
    "pillow",
)


@cache
def engine_version() -> str:
    """A digest of the engine's own code, Python's version and the libraries' versions."""
    package = Path(__file__).parent.parent
    # zlib is the system's, and what it packs is not the same bytes in every version.
    digest = hashlib.sha256(repr((sys.version_info[:3], zlib.ZLIB_RUNTIME_VERSION)).encode())
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            digest.update(f"{name} -".encode())
    return digest.hexdigest()
