"""A site with one more language, as an editor would add it: data and no code."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.command import PROJECT

Write = Callable[[str], str]


def add_language(root: Path, code: str, name: str, locale: str, write: Write) -> None:
    """Gives the root a language whose texts are made of the Chinese ones by `write`.

    The root gets templates of its own, with the interface's words in that language too.
    """
    for folder in ("templates", "assets"):
        shutil.copytree(PROJECT / folder, root / folder)
    data = [*(root / "content").rglob("*.yaml"), root / "templates/strings.yaml"]
    for path in data:
        if path.parent.name != "watchlists":
            value = _with(yaml.safe_load(path.read_text(encoding="utf-8")), code, write)
            if path.name == "site.yaml":
                value["languages"][code] = {"tag": code, "name": name, "locale": locale}
            text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
            path.write_text(text, encoding="utf-8", newline="\n")


def _with(value: Any, code: str, write: Write) -> Any:
    if isinstance(value, list):
        return [_with(item, code, write) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with(item, code, write) for key, item in value.items()}
    if isinstance(value.get("zh"), str):
        found[code] = write(value["zh"])
    return found
