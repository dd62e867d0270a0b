"""What the stylesheet may use: CSS that the oldest browser knows, and more only inside @supports.

`tests/browser_support.json` is an extract of MDN's browser-compat-data (CC0): the properties that
Chrome 109 knows, and what of CSS came later.  To renew it, with npm installed:

    python -m tests.browser_support
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

OLDEST = 109
DATA = Path(__file__).with_suffix(".json")
PACKAGE = "@mdn/browser-compat-data"
# At-rules whose blocks hold rules; of what is a browser's own nothing is asked.
_NESTED = {"layer", "media", "container", "supports"}


def ungated(stylesheet: str) -> list[str]:
    """What a stylesheet asks though the oldest browser lacks it: line, name, since when."""
    known = json.loads(DATA.read_text(encoding="utf-8"))
    rules = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
    return list(_of_rules(rules, known))


def _of_rules(rules: Iterable[Any], known: Mapping[str, Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"{rule.source_line}: {rule.message}"
        elif rule.type == "at-rule":
            yield from _of_at_rule(rule, known)
        elif rule.type == "qualified-rule":
            yield from _of_selector(rule.prelude, known)
            yield from _of_declarations(rule.content, known)


def _of_at_rule(rule: Any, known: Mapping[str, Any]) -> Iterator[str]:
    name = rule.lower_at_keyword
    if name == "supports" and _lacking(rule.prelude, known):
        return
    yield from _newer(rule, f"@{name}", known["at-rules"].get(name))
    for token in _flat(rule.prelude):
        if token.type == "ident" and f"{name} {token.lower_value}" in known["at-rules"]:
            since = known["at-rules"][f"{name} {token.lower_value}"]
            yield from _newer(token, f"@{name} ({token.value})", since)
    if name in _NESTED and rule.content is not None:
        inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        yield from _of_rules(inside, known)


def _lacking(condition: Iterable[Any], known: Mapping[str, Any]) -> bool:
    """Whether a condition of @supports does not hold in the oldest browser."""
    tokens = list(condition)
    words = {token.lower_value for token in tokens if token.type == "ident"}
    asked = [list(_asked(t, known)) for t in tokens if t.type in {"() block", "function"}]
    return "not" not in words and (all if "or" in words else any)(asked)


def _asked(term: Any, known: Mapping[str, Any]) -> Iterator[str]:
    if term.type == "function":
        yield from _of_selector(term.arguments, known)
        return
    declared = tinycss2.parse_one_declaration(term.content)
    if declared.type == "declaration":
        yield from _of_declaration(declared, known)
    elif _lacking(term.content, known):
        yield tinycss2.serialize(term.content)


def _of_selector(prelude: list[Any], known: Mapping[str, Any]) -> Iterator[str]:
    tokens = list(_flat(prelude))
    for before, token in pairwise(tokens):
        if before == ":" and token.type in {"ident", "function"}:
            name = token.lower_value if token.type == "ident" else token.lower_name
            yield from _newer(token, f":{name}", known["selectors"].get(name))


def _of_declarations(content: list[Any], known: Mapping[str, Any]) -> Iterator[str]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for item in found:
        if item.type == "qualified-rule":
            yield f"{item.source_line}: nested rule: Chrome 120"
        elif item.type == "at-rule":
            yield f"{item.source_line}: nested @{item.at_keyword}: Chrome 120"
        elif item.type == "declaration" and not item.name.startswith("-"):
            yield from _of_declaration(item, known)


def _of_declaration(item: Any, known: Mapping[str, Any]) -> Iterator[str]:
    name = item.lower_name
    if name in known["properties"]:
        yield from _newer(item, name, known["properties"][name])
    elif name not in known["known"]:
        yield f"{item.source_line}: {name}: no such property"
    if name == "font-family":  # a font that is not there is passed over
        return
    for token in _flat(item.value):
        word = {"ident": "lower_value", "function": "lower_name"}.get(token.type)
        if word:
            value = getattr(token, word)
            since = known["values"].get(f"{name} {value}")
            if token.type == "function" and since is None:
                since = known["functions"].get(value)
            yield from _newer(token, f"{name}: {value}", since)


def _newer(token: Any, name: str, since: str | None) -> Iterator[str]:
    if since is not None:
        yield f"{token.source_line}: {name}: {since}"


def _flat(tokens: Iterable[Any]) -> Iterator[Any]:
    """Tokens and those inside brackets and functions."""
    for token in tokens:
        yield token
        yield from _flat(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


def extract(data: Mapping[str, Any]) -> dict[str, Any]:
    """Of all that MDN knows of CSS, what says whether the oldest browser has it."""
    css = data["css"]
    properties = {name: _since(entry) for name, entry in css["properties"].items()}
    values = {
        f"{name} {value}": since
        for name, entry in css["properties"].items()
        for value, inner in entry.items()
        if value != "__compat" and (since := _since(inner))
    }
    at_rules: dict[str, str] = {}
    for name, entry in css["at-rules"].items():
        found = {name: entry} | {f"{name} {key}": inner for key, inner in entry.items()}
        at_rules |= {key: since for key, inner in found.items() if (since := _since(inner))}
    return {
        "from": f"{PACKAGE} {data['__meta']['version']}",
        "known": sorted(name for name, since in properties.items() if since is None),
        "properties": {name: since for name, since in properties.items() if since},
        "values": values,
        "at-rules": at_rules,
        "selectors": {
            n: since for n, entry in css["selectors"].items() if (since := _since(entry))
        },
        "functions": dict(sorted(_functions(css["types"]))),
    }


def _functions(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, inner in entry.items():
        if name != "__compat" and isinstance(inner, dict):
            since = _since(inner)
            if since:
                yield name, since
            yield from _functions(inner)


def _since(entry: Mapping[str, Any]) -> str | None:
    """Since which Chrome there is something, where the oldest lacks it; None where it has it."""
    if not isinstance(entry, dict) or "__compat" not in entry:
        return None
    support = entry["__compat"]["support"]["chrome"]
    statements = support if isinstance(support, list) else [support]
    whole = [s for s in statements if not {"flags", "prefix", "alternative_name"} & s.keys()]
    added = whole[0]["version_added"] if whole else False
    number = re.match(r"≤?(\d+)", str(added))
    if number and int(number[1]) <= OLDEST and not (whole and whole[0].get("version_removed")):
        return None
    return f"Chrome {added}" if number else "no Chrome"


def main() -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", PACKAGE, "--silent"], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile("package/data.json")
            assert member is not None
            found = extract(json.load(member))
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    DATA.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
