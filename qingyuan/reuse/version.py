"""What makes one engine's results differ from another's."""

from __future__ import annotations

import hashlib
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
    package = Path(__file__).parent.parent
    # zlib is the system's, and what it packs is not the same bytes in every version.
    digest = hashlib.sha256(repr((sys.version_info[:3], zlib.ZLIB_RUNTIME_VERSION)).encode())
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    digest.update(repr(sorted(_libraries())).encode())
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    for folder in sys.path:
        with suppress(OSError):  # what is on the path need not be there
            names = (entry.name for entry in Path(folder).iterdir())
            yield from (name for name in names if name.endswith(_INSTALLED))
