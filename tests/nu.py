"""The Nu HTML checker, where Java is: found, or got by npm, and run on files.

Its jar is 30 MB, so it is not kept in the repository.  `QINGYUAN_VNU` may name one.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.command import PROJECT

VERSION = "26.9.27"
# As the npm registry gives it (npm view vnu-jar@VERSION dist.integrity).
INTEGRITY = (
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
_KEPT = PROJECT / ".qingyuan" / f"vnu-{VERSION}.jar"
_INSIDE = "package/build/dist/vnu.jar"


@functools.cache
def jar() -> Path | None:
    """The checker; None where there is no Java, or neither a jar nor a way to get one."""
    if shutil.which("java") is None:
        return None
    named = os.environ.get("QINGYUAN_VNU")
    if named:
        return Path(named)
    return _KEPT if _KEPT.exists() else _from_npm()


def _from_npm() -> Path | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"vnu-jar@{VERSION}", "--ignore-scripts", "--silent"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        packed = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or packed is None:
            return None
        digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
        assert digest == INTEGRITY, "npm gave another file than the one that was looked at"
        with tarfile.open(packed) as archive:
            member = archive.extractfile(_INSIDE)
            assert member is not None
            _KEPT.parent.mkdir(exist_ok=True)
            # Two processes may get it at once.
            unfinished = _KEPT.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(member.read())
            unfinished.replace(_KEPT)
    return _KEPT


def findings(checker: Path, folder: Path) -> Iterator[str]:
    """What the checker says of the HTML files of a folder: file, line, message, extract."""
    command = ["java", "-jar", str(checker), "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, "--skip-non-html", str(folder)], capture_output=True, check=True
    )
    for message in json.loads(done.stderr)["messages"]:
        place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
        yield f"{place} {message['message']} {message.get('extract', '')}"
