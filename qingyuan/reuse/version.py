"""What makes one engine's results differ from another's."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

# How a library says its version to whoever lists the folder that it is installed in (the Core
# metadata specifications of packaging.python.org; eggs are what Debian's own packages are).
_INSTALLED = (".dist-info", ".egg-info")


@cache
def engine_version() -> str:
    """A digest of the engine's own code, Python's version and those of all installed libraries.

    Their names tell the versions: to read them by `importlib.metadata` takes twenty milliseconds,
    a tenth of a build that has nothing to do.
    """
    # zlib is the system's, and what it packs is not the same bytes in every version.
    digest = hashlib.sha256(repr((sys.version_info[:3], zlib.ZLIB_RUNTIME_VERSION)).encode())
    for path in sorted(_modules(str(Path(__file__).parent.parent))):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see _modules
            digest.update(file.read())
    digest.update(repr(sorted(_libraries())).encode())
    return digest.hexdigest()


def _modules(folder: str) -> Iterator[str]:
    """The paths of all modules below a folder.

    Strings, and no `rglob`: every build asks, and a Path for each takes as long as to read it.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.is_dir(follow_symlinks=False):
                yield from _modules(entry.path)


def _libraries() -> Iterator[str]:
    for folder in sys.path:
        with suppress(OSError):  # what is on the path need not be there
            names = os.listdir(folder or ".")  # noqa: PTH208 - see _modules
            yield from (name for name in names if name.endswith(_INSTALLED))
