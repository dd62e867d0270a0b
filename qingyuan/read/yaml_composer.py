"""What libyaml finds in a text, put together to nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import yaml

from qingyuan.model.location import Breaks, Location
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.read.problems import (
    YAML_COMMA,
    YAML_COMMENT,
    YAML_DUPLICATE,
    YAML_REFERENCE,
    YAML_SYNTAX,
)
from qingyuan.read.yaml_nodes import Mapping, Node, Scalar, Sequence
from qingyuan.read.yaml_places import breaks
from qingyuan.read.yaml_slips import (
    WIDE,
    Complaint,
    Slip,
    explain,
    no_space,
    quoted,
    wide_colon,
    wide_sign,
)

# Words after a space and #, without the space that a remark has.
_SWALLOWED = regex(r"[ \t]+(#[^\s#].*)")
# Deeper than anything an editor writes, and well above Python's own limit.
_DEEPEST = 100

# libyaml where the wheel has it (all platforms of the lock), else the slower Python parser.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def composed(path: str, text: str, first_line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    """The document's root node, and the problems; None where there is no readable document."""
    node, problems = _Composer(path, text, first_line).compose()
    return node, tuple(problems)


class _Mark(Protocol):
    """A mark of libyaml's or of the Python parser's."""

    line: int
    column: int


class _Composer:
    """One pass over libyaml's events."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.first_line = first_line
        self.problems: list[Problem] = []

    def compose(self) -> tuple[Node | None, list[Problem]]:
        start = Location(self.path, self.first_line, 1)
        try:
            events = [
                event
                for event in yaml.parse(self.text, Loader=_LOADER)
                if not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent))
            ]
        except yaml.MarkedYAMLError as wrong:
            return None, [self._problem(explain(self._complaint(wrong)), start)]
        except yaml.YAMLError as wrong:
            return None, [_unreadable(start, str(wrong), str(wrong))]
        starts = [e for e in events if isinstance(e, yaml.DocumentStartEvent)]
        if len(starts) > 1:
            at = self._at(starts[1].start_mark)
            return None, [_unreadable(at, "多了一行“---”", "a line --- too many")]
        deepest = _deepest(events)
        if deepest:
            at = self._at(deepest.start_mark)
            return None, [_unreadable(at, "括号或层次太深", "nested too deeply")]
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
        if mark.line >= len(self.lines):  # libyaml's end of a text without a last line end
            return Location(
                self.path, self.first_line + len(self.lines) - 1, len(self.lines[-1]) + 1
            )
        return Location(self.path, self.first_line + mark.line, mark.column + 1)

    def _complaint(self, wrong: yaml.MarkedYAMLError) -> Complaint:
        mark, start = wrong.problem_mark or wrong.context_mark, wrong.context_mark
        at = self._at(mark)
        line, column = at.line - self.first_line, at.column - 1
        since = (start.line, start.column) if start else (line, column)
        problem, context = wrong.problem or "", wrong.context or ""
        return Complaint(self.lines, line, column, since, problem, context)

    def _problem(self, slip: Slip, start: Location) -> Problem:
        """The problem of a slip in the text that begins at `start`."""
        column = slip.column + (1 if slip.line else start.column)
        return slip.kind.at(
            Location(self.path, start.line + slip.line, column), near=None, **slip.values
        )

    def _node(self, event: yaml.Event, stream: Iterator[yaml.Event]) -> Node:
        at = self._at(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(YAML_REFERENCE.at(at, sign="*"))
            return Scalar("", at, plain=True)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None or tag is not None:
            self.problems.append(YAML_REFERENCE.at(at, sign="!" if anchor is None else "&"))
        if isinstance(event, yaml.ScalarEvent):
            if event.implicit[0]:
                self._swallowed(event)
            return Scalar(event.value, at, event.implicit[0], self._breaks(event, at))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(stream), yaml.SequenceEndEvent):
                items.append(self._node(inner, stream))
            return Sequence(tuple(items), at)
        return self._mapping(at, stream)

    def _breaks(self, event: yaml.ScalarEvent, at: Location) -> Breaks:
        before = self.first_line - 1
        style = event.style or ""
        found = breaks(self.lines, at.line - 1 - before, at.column - 1, style, event.value)
        if not before:
            return found
        return tuple((offset, line + before, column) for offset, line, column in found)

    def _mapping(self, at: Location, stream: Iterator[yaml.Event]) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Location] = {}
        while not isinstance(first := next(stream), yaml.MappingEndEvent):
            key = self._node(first, stream)
            second = next(stream)
            value = self._node(second, stream)
            if not isinstance(key, Scalar):
                reason = ("字段名不能放在括号里", "a field's name can't be in brackets")
                self.problems.append(_unreadable(key.at, *reason))
                continue
            entry: tuple[Scalar, Node] | None = (key, value)
            if isinstance(first, yaml.ScalarEvent) and first.implicit[0]:
                entry = self._entry(key, value, first, second, entries)
            if entry is None:
                continue
            name = entry[0].text
            if name in seen:
                line = str(seen[name].line)
                self.problems.append(YAML_DUPLICATE.at(key.at, key=name, line=line))
            else:
                seen[name] = key.at
                entries.append(entry)
        return Mapping(tuple(entries), at)

    def _entry(
        self,
        key: Scalar,
        value: Node,
        first: yaml.Event,
        second: yaml.Event,
        before: list[tuple[Scalar, Node]],
    ) -> tuple[Scalar, Node] | None:
        """An entry, mended where its key has a slip; None for a piece that a comma cut off.

        Between braces libyaml takes a text without a colon for a key without a value.
        """
        if key.text[:1] in WIDE:
            self.problems.append(self._problem(wide_sign(0, 0, key.text[0]), key.at))
            return None
        if self._at(second.start_mark) != self._at(first.end_mark):
            return key, value
        slip = wide_colon(key.text) or no_space(key.text)
        if slip:
            self.problems.append(self._problem(slip, key.at))
            name, _, text = slip.values["example"].partition(": ")
            place = Location(self.path, key.at.line, key.at.column + slip.column + 1)
            return Scalar(name, key.at, plain=True), Scalar(text, place, plain=True)
        name, last = (before[-1][0].text, before[-1][1]) if before else ("…", None)
        whole = f"{last.text}, {key.text}" if isinstance(last, Scalar) else key.text
        self.problems.append(YAML_COMMA.at(key.at, example=f"{name}: {quoted(whole)}"))
        return None

    def _swallowed(self, event: yaml.ScalarEvent) -> None:
        """Warns where the end of a text was taken for a remark."""
        end = self._at(event.end_mark)
        line = self.lines[end.line - self.first_line]
        match = _SWALLOWED.match(line, end.column - 1)
        if match:
            at = Location(self.path, end.line, match.start(1) + 1)
            example = quoted(event.value + match[0])
            self.problems.append(YAML_COMMENT.at(at, sign=match[1].split()[0], example=example))


def _unreadable(at: Location, zh: str, en: str) -> Problem:
    return YAML_SYNTAX.at(at, reason_zh=zh, reason_en=en)


def _deepest(events: list[yaml.Event]) -> yaml.Event | None:
    """The first event below the depth that is read."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return event
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None
