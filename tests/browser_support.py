"""What the oldest browser knows of CSS, after MDN's browser-compat-data.

    python -m tests.browser_support [VERSION]

writes browser_support.json anew from the npm package @mdn/browser-compat-data: for each feature of
CSS the first version of Chrome that has it as it is written, without a prefix or a switch.  A
feature is named by its place in the data (`properties/text-wrap/balance`), null for none yet.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKAGE = "@mdn/browser-compat-data"
FILE = Path(__file__).with_name("browser_support.json")


def first_version(support: Any) -> int | None:
    """The first Chrome with a feature, from what the data say of it."""
    statements = support if isinstance(support, list) else [support]
    versions = [
        int(float(statement["version_added"].lstrip("≤")))
        for statement in statements
        if isinstance(statement["version_added"], str)
        and statement["version_added"] != "preview"
        and not {"flags", "prefix", "alternative_name", "version_removed"} & statement.keys()
    ]
    return min(versions, default=None)


def features(node: dict[str, Any], place: str = "") -> Iterator[tuple[str, int | None]]:
    """Every feature below a place of the data."""
    for name, below in node.items():
        if name == "__compat":
            continue
        if "__compat" in below:
            yield f"{place}{name}", first_version(below["__compat"]["support"]["chrome"])
        yield from features(below, f"{place}{name}/")


def packaged(version: str) -> dict[str, Any]:
    """The data of a version of the package, fetched by npm."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", f"{PACKAGE}@{version}"], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as opened:
            file = opened.extractfile("package/data.json")
            assert file is not None
            data: dict[str, Any] = json.load(file)
            return data


def extract(data: dict[str, Any]) -> str:
    """What the tests need of the data, a line for each feature."""
    known = dict(sorted(features(data["css"])))
    about = {"source": f"{PACKAGE} {data['__meta']['version']}, CC0-1.0", "chrome": known}
    return json.dumps(about, ensure_ascii=False, indent=0) + "\n"


def known() -> dict[str, int | None]:
    """Feature → first version of Chrome that has it."""
    chrome: dict[str, int | None] = json.loads(FILE.read_text(encoding="utf-8"))["chrome"]
    return chrome


if __name__ == "__main__":
    text = extract(packaged(sys.argv[1] if len(sys.argv) > 1 else "latest"))
    FILE.write_text(text, encoding="utf-8", newline="\n")
