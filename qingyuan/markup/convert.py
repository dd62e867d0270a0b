"""Markdown text to a Body: a pure function of one file's text."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from qingyuan.markup import embeds
from qingyuan.markup.markdown_html import WORD, to_html
from qingyuan.markup.problems import (
    ANCHOR_TWICE,
    BOX_UNKNOWN,
    EMBED_FORM,
    HEADING_ONE,
    HEADING_SKIP,
    LINK_ANCHOR,
)
from qingyuan.markup.sanitise import clean
from qingyuan.markup.text import Text
from qingyuan.model.body import (
    BOXES,
    EMBEDS,
    SLOT_CLOSE,
    SLOT_OPEN,
    Body,
    FileUse,
    Heading,
    Prose,
    Slot,
    Word,
)
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, listed

_ALIGN = re.compile(r' style="text-align: (left|right|center);"')
_BOX = re.compile(r"^[ \t]*!!![ \t]*(\w[\w-]*)", re.MULTILINE)
_CODE_ELEMENT = re.compile(r"<code\b.*?</code>", re.DOTALL)
_HEADING = re.compile(r'<h([1-6])\b(?:[^>]*? id="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_HEADING_LINE = re.compile(
    r"^ {0,3}(#{1,6})(?=[^#])|^(?=\S[^\n]*\n {0,3}(?:=+|-+)[ \t]*$)", re.MULTILINE
)
_ID = re.compile(r'<[a-z][a-z0-9]*\b[^>]*? id="([^"]*)"')
_LITERAL = re.compile(rf"\[\[\s*(?:{'|'.join(EMBEDS)})\s*[:：\]]")
_REFERENCE = re.compile(r'(<(a|img)\b[^>]*? (?:href|src)=")([^"]*)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_WRAPPED_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def convert(path: str, first_line: int, raw: str) -> tuple[Body, tuple[Problem, ...]]:
    """The body of the Markdown text that begins on `first_line` of the file at `path`."""
    text = Text.of(path, first_line, raw)
    return _Conversion(text).run()


class _Conversion:
    """One body on its way."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.slots: list[Slot] = []
        self.problems: list[Problem] = []

    def run(self) -> tuple[Body, tuple[Problem, ...]]:
        self._boxes()
        source = embeds.replace(self.text, self.slots, self.problems)
        dirty = _ALIGN.sub(r' class="align-\1"', to_html(source))
        markup = clean(dirty, self.text, self.problems)
        self._left_over(markup)
        ids = tuple(html.unescape(found) for found in _ID.findall(markup))
        self._ids(ids)
        markup = self._references(markup, ids)
        headings = self._headings(markup)
        markup = WORD.sub(lambda match: self._slot(Word(match[1])), markup)
        markup = _WRAPPED_TABLE.sub(self._table, markup)
        prose = Prose(embeds.blanked(self.text), self.text.at(0))
        return Body(markup, tuple(self.slots), headings, ids, prose), tuple(self.problems)

    def _slot(self, slot: Slot) -> str:
        self.slots.append(slot)
        return f"{SLOT_OPEN}{len(self.slots) - 1}{SLOT_CLOSE}"

    def _table(self, match: re.Match[str]) -> str:
        """A table in a box of its own that scrolls sideways, also by keyboard."""
        label = self._slot(Word("table-label"))
        return (
            f'<div class="qy-table" tabindex="0" role="group" aria-label="{label}">{match[0]}</div>'
        )

    def _boxes(self) -> None:
        if "!!!" not in self.text.masked:
            return
        for match in _BOX.finditer(self.text.masked):
            kind = match[1].lower()
            if kind not in BOXES:
                at = self.text.at(match.start(1))
                known = " · ".join(BOXES)
                self.problems.append(
                    BOX_UNKNOWN.at(at, near=(kind, BOXES), kind=match[1], known=known)
                )

    def _left_over(self, markup: str) -> None:
        """An embed that only the mask took for code must not stay as typed."""
        if "[[" not in markup or "\\[[" in self.text.raw:
            return
        for match in _LITERAL.finditer(_CODE_ELEMENT.sub("", markup)):
            offset = max(self.text.raw.find(match[0]), 0)
            self.problems.append(EMBED_FORM.at(self.text.at(offset), typed=match[0]))

    def _ids(self, ids: tuple[str, ...]) -> None:
        seen: set[str] = set()
        for known in ids:
            if known in seen:
                at = self.text.find(f"#{known}", ids.count(known) - 1)
                self.problems.append(ANCHOR_TWICE.at(at, id=known))
            seen.add(known)

    def _references(self, markup: str, ids: tuple[str, ...]) -> str:
        """Files beside the text become slots; anchors are checked; addresses stay."""
        seen: dict[str, int] = {}

        def local(match: re.Match[str]) -> str:
            target = html.unescape(match[3])
            if _SCHEME.match(target) or SLOT_OPEN in target:
                return match[0]
            nth = seen[target] = seen.get(target, -1) + 1
            if target.startswith("#"):
                anchor = unquote(target[1:])
                if anchor not in ids:
                    at = self.text.find(target, nth)
                    known = listed(i for i in ids if not i.startswith(("fn:", "fnref:")))
                    self.problems.append(
                        LINK_ANCHOR.at(at, near=(anchor, ids), anchor=anchor, known=known or "—")
                    )
                return match[0]
            at = self._target(target, nth)
            return f'{match[1]}{self._slot(FileUse(unquote(target), match[2] == "img", at))}"'

        return _REFERENCE.sub(local, markup)

    def _target(self, target: str, nth: int) -> Location:
        """Where a link's target was typed; it may have been typed with escapes or without."""
        typed = target if target in self.text.masked else unquote(target)
        return self.text.find(typed, nth)

    def _headings(self, markup: str) -> tuple[Heading, ...]:
        found = _HEADING.findall(markup)
        lines = [match.start() for match in _HEADING_LINE.finditer(self.text.masked)]
        places = (
            [self.text.at(offset) for offset in lines]
            if len(lines) == len(found)
            else [self.text.find(_TAG.sub("", label)[:20]) for _, _, label in found]
        )
        headings = tuple(
            Heading(int(level), html.unescape(anchor), _TAG.sub("", label), at)
            for (level, anchor, label), at in zip(found, places, strict=True)
        )
        above = 1
        for heading in headings:
            if heading.level == 1:
                self.problems.append(HEADING_ONE.at(heading.at))
            elif heading.level > above + 1:
                marks = "#" * (above + 1)
                self.problems.append(
                    HEADING_SKIP.at(
                        heading.at, above=str(above), below=str(heading.level), marks=marks
                    )
                )
            above = heading.level
        return headings
