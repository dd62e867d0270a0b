"""YAML text to nodes that know where they stand.

Every scalar stays the text that was typed: YAML 1.1 would turn `no`, `12:30`, `1_000` and
`2022-10-17` into other things, and a figure into a binary float.  The schema decides the type.
Anchors, aliases and tags are refused, which also bounds the size of what comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.read.problems import (
    YAML_COLON,
    YAML_DUPLICATE,
    YAML_REFERENCE,
    YAML_SYNTAX,
    YAML_TAB,
    YAML_WIDE_COLON,
)

# libyaml where the wheel has it (all platforms of the lock), else the slower Python parser.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as typed; `plain` when it had no quotes."""

    text: str
    at: Location
    plain: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order of the file, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Location


Node = Scalar | Sequence | Mapping


def parse(path: str, text: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The document's root node, and the problems; None where there is no readable document."""
    return _Composer(path, text, first_line).compose()


class _Mark(Protocol):
    """A mark of libyaml's or of the Python parser's."""

    line: int
    column: int


class _Composer:
    """One pass over libyaml's events."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.problems: list[Problem] = []

    def compose(self) -> tuple[Node | None, list[Problem]]:
        try:
            events = [
                event
                for event in yaml.parse(self.text, Loader=_LOADER)
                if not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent))
            ]
        except yaml.MarkedYAMLError as wrong:
            return None, [self._syntax(wrong)]
        except yaml.YAMLError as wrong:
            at = Location(self.path, self.first_line, 1)
            return None, [YAML_SYNTAX.at(at, reason=str(wrong))]
        starts = [e for e in events if isinstance(e, yaml.DocumentStartEvent)]
        if len(starts) > 1:
            reason = "---"
            return None, [YAML_SYNTAX.at(self._at(starts[1].start_mark), reason=reason)]
        stream = iter(events)
        next(stream, None)
        first = next(stream, None)
        if first is None or isinstance(first, yaml.DocumentEndEvent):
            return None, self.problems
        node = self._node(first, stream)
        return node, self.problems

    def _at(self, mark: _Mark | None) -> Location:
        if mark is None:
            return Location(self.path, self.first_line, 1)
        return Location(self.path, self.first_line + mark.line, mark.column + 1)

    def _node(self, event: yaml.Event, stream: Iterator[yaml.Event]) -> Node:
        at = self._at(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(YAML_REFERENCE.at(at, sign="*"))
            return Scalar("", at, plain=True)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None or tag is not None:
            self.problems.append(YAML_REFERENCE.at(at, sign="!" if anchor is None else "&"))
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, at, plain=event.implicit[0])
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(stream), yaml.SequenceEndEvent):
                items.append(self._node(inner, stream))
            return Sequence(tuple(items), at)
        return self._mapping(at, stream)

    def _mapping(self, at: Location, stream: Iterator[yaml.Event]) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Location] = {}
        while not isinstance(inner := next(stream), yaml.MappingEndEvent):
            key = self._node(inner, stream)
            value = self._node(next(stream), stream)
            if not isinstance(key, Scalar):
                self.problems.append(YAML_SYNTAX.at(key.at, reason="[ ] { } ?"))
            elif key.text in seen:
                line = str(seen[key.text].line)
                self.problems.append(YAML_DUPLICATE.at(key.at, key=key.text, line=line))
            else:
                seen[key.text] = key.at
                entries.append((key, value))
        return Mapping(tuple(entries), at)

    def _syntax(self, wrong: yaml.MarkedYAMLError) -> Problem:
        """The usual slips by name; anything else in the parser's own words."""
        mark = wrong.problem_mark or wrong.context_mark
        if mark is None:
            return YAML_SYNTAX.at(Location(self.path, self.first_line, 1), reason=str(wrong))
        lines = self.text.split("\n")
        line = lines[mark.line] if mark.line < len(lines) else ""
        at = self._at(mark)
        if line[: len(line) - len(line.lstrip())].count("\t"):
            return YAML_TAB.at(Location(at.path, at.line, line.index("\t") + 1))
        for number in (mark.line, mark.line - 1):
            key, wide, value = (lines[number] if 0 <= number < len(lines) else "").partition("：")
            if wide and ": " not in key and not key.rstrip().endswith(":"):
                there = Location(self.path, self.first_line + number, len(key) + 1)
                return YAML_WIDE_COLON.at(there, example=f"{key.strip()}: {value.strip()}")
        problem = wrong.problem or ""
        if "mapping values are not allowed" in problem:
            key, _, value = line.strip().partition(": ")
            return YAML_COLON.at(at, example=f'{key}: "{value.strip()}"')
        context = f"{wrong.context}, " if wrong.context else ""
        return YAML_SYNTAX.at(at, reason=f"{context}{problem}")
