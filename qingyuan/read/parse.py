"""One file to what it says: a pure function of its path and bytes."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from qingyuan.model.blob import Deferred
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.model.project import SourceFile
from qingyuan.model.record import RECORD
from qingyuan.read import articles, data_files, lessons, pinyin, records, schools, watchlists
from qingyuan.read.problems import EMPTY
from qingyuan.read.schema import Reading, fields_of
from qingyuan.read.text import decode
from qingyuan.read.yaml_nodes import Mapping
from qingyuan.read.yaml_reader import parse as parse_yaml

_DATA = {
    "site": data_files.site,
    "places": data_files.names,
    "topics": data_files.names,
    "units": data_files.units,
    "sources": data_files.sources,
    "glossary": data_files.glossary,
    "help": data_files.help_contacts,
    "pinyin": pinyin.readings,
    "strings": data_files.words,
}
# What every file of a folder holds.
_FOLDERS = {
    "charts": data_files.chart,
    "facts": data_files.theme,
    "schools": schools.school,
    "timelines": data_files.timeline,
    "watchlists": watchlists.watchlist,
}
# How a file begins, for one that holds something else.
_EXAMPLES = {
    "charts": "title: {zh: ……, en: …}",
    "facts": "title: {zh: ……, en: …}",
    "help": "note: {zh: ……, en: …}",
    "lesson": "audience: [high]",
    "schools": "name: {zh: ……, en: …}",
    "page": "date: 2022-10-21",
    "pinyin": "昭通: zhāo tōng",
    "site": "title: {zh: ……, en: …}",
    "story": "date: 2022-10-21",
    "timelines": "title: {zh: ……, en: …}",
    "watchlists": "zh: {entries: [……], wrong: [……], innocent: [……]}",
}
_ENTRY = "recovery: {zh: ……, en: …}"


class Parsed(Struct, frozen=True):
    """What a file says, and what is wrong with it; `value` None where nothing could be read."""

    path: str
    value: Any
    problems: tuple[Problem, ...]


def parse(file: SourceFile) -> Parsed:
    """Parses a file that `discover` found."""
    text, problems = decode(file.path, file.data)
    if text is None:
        return Parsed(file.path, None, tuple(problems))
    parts = PurePosixPath(file.path).parts
    story = parts[1] == "stories"
    if file.path.endswith(".md"):
        draft, found = articles.edition(file.path, text, story=story)
        return Parsed(file.path, draft, (*problems, *found))
    if file.path.endswith(RECORD):
        record, found = records.record(file.path, text)
        return Parsed(file.path, Deferred.of(record) if record else None, (*problems, *found))
    node, found = parse_yaml(file.path, text)
    reading = Reading([*problems, *found])
    if node is None and not found:
        # Nothing but remarks: as good as empty.
        reading.report(EMPTY, Location(file.path, 1, 1))
    example = _EXAMPLES.get(parts[1] if parts[1] in _FOLDERS else PurePosixPath(parts[-1]).stem)
    fields = fields_of(parts[-1], node, example or _ENTRY, reading)
    value = _data(parts, fields, reading) if fields else None
    return Parsed(file.path, value, tuple(reading.problems))


def _data(parts: tuple[str, ...], node: Mapping, reading: Reading) -> Any:  # noqa: ANN401 - each file's own
    stem = PurePosixPath(parts[-1]).stem
    if parts[1] in _FOLDERS:
        return _FOLDERS[parts[1]](stem, node, reading)
    if stem == "lesson":
        return lessons.lesson(node, reading)
    if len(parts) > 2:
        return articles.shared_file(node, reading, story=parts[1] == "stories")
    return _DATA[stem](node, reading)
