"""Markdown text to a Body: a pure function of one file's text."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from qingyuan.markup import embeds, features, layout, marks, outward, sections, slips, waivers
from qingyuan.markup.markdown_html import WORD, to_html
from qingyuan.markup.problems import (
    ANCHOR_TWICE,
    EMBED_FORM,
    HEADING_ONE,
    HEADING_SKIP,
    LINK_ANCHOR,
    LINK_EMPTY,
)
from qingyuan.markup.text import Text
from qingyuan.model.body import (
    EMBEDS,
    SLOT,
    SLOT_OPEN,
    Body,
    Feature,
    FileUse,
    Heading,
    Prose,
    Slot,
    Word,
    token,
)
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, Severity, listed
from qingyuan.model.regex import regex

_CODE_ELEMENT = regex(r"<code\b.*?</code>", re.DOTALL)
_HEADING = regex(r'<h([1-6])\b(?:[^>]*? id="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
# A line that can be a heading, also in a quotation, a list or a box.
_HEADING_LINE = regex(
    r"^[ \t>]*(?:[-*+] +)?(?P<at>)(?:#{1,6}(?P<hashes>[^#\n][^\n]*)"
    r"|(?P<underlined>\S[^\n]*)(?=\n[ \t>]*(?:=+|-+)[ \t]*$))",
    re.MULTILINE,
)
_UNDERLINE = regex(r"\n[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_HASHES = regex(r"#{1,6}(?P<hashes>[^#\n][^\n]*)")
_BEFORE_HASHES = regex(r"[ \t>]*(?:[-*+] +)?")
_NOT_WORDS = regex(rf"\{{[^{{}}]*\}}|\[\[.*?\]\]|【【.*?】】|［［.*?］］|{SLOT.pattern}|[\W_]+")
# Without these nothing but single signs is taken out.
_OPENING = frozenset("{[【［" + SLOT_OPEN)
_FEW = 8
_ID = regex(r'<[a-z][a-z0-9]*\b[^>]*? id="([^"]*)"')
_LITERAL = regex(rf"\[\[\s*(?:{'|'.join(EMBEDS)})\s*[:：\]]")
_REFERENCE = regex(r'(<(a|img)\b[^>]*? (?:href|src)=")([^"]*)"')
_SCHEME = regex(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TAG = regex(r"<[^>]*>")
_WRAPPED_TABLE = regex(r"<table>.*?</table>", re.DOTALL)


def convert(path: str, first_line: int, raw: str) -> tuple[Body, tuple[Problem, ...]]:
    """The body of the Markdown text that begins on `first_line` of the file at `path`."""
    text = Text.of(path, first_line, raw)
    return _Conversion(text).run()


def _heading_lines(masked: str) -> Iterator[tuple[int, str]]:
    """Where lines that can be headings begin, behind what stands before them, and their words."""
    if _UNDERLINE.search(masked):
        for line in _HEADING_LINE.finditer(masked):
            yield line.start("at"), line["hashes"] or line["underlined"]
        return
    for hashes in _HASHES.finditer(masked):
        line_start = masked.rfind("\n", 0, hashes.start()) + 1
        if _BEFORE_HASHES.fullmatch(masked, line_start, hashes.start()):
            yield hashes.start(), hashes["hashes"]


class _Conversion:
    """One body on its way."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.slots: list[Slot] = []
        self.typed: list[str] = []
        self.problems: list[Problem] = []
        self.addresses: list[Feature] = []

    def run(self) -> tuple[Body, tuple[Problem, ...]]:
        self.problems += slips.find(self.text)
        self.problems += layout.find(self.text)
        source = embeds.replace(self.text, self.slots, self.typed, self.problems)
        markup, is_clean = to_html(source)
        if not is_clean:
            from qingyuan.markup.sanitise import clean  # noqa: PLC0415 - few texts need it

            markup = clean(markup, self.text, self.problems)
        if self.slots:
            markup = _CODE_ELEMENT.sub(self._as_typed, markup)
        self._left_over(markup)
        ids = tuple(html.unescape(found) for found in _ID.findall(markup))
        self._ids(ids)
        markup = self._references(markup, ids)
        headings = self._headings(markup)
        markup = outward.mark(markup, self._slot)
        markup = WORD.sub(lambda match: self._slot(Word(match[1])), markup)
        markup = _WRAPPED_TABLE.sub(self._table, markup)
        prose = Prose(embeds.blanked(self.text), self.text.at(0))
        cut = sections.cut(self.text, headings)
        markup = marks.place(markup, cut, self._slot)
        waived = waivers.find(self.text, self.problems)
        shared = (*self.addresses, *features.find(self.text, markup))
        sound = all(problem.severity is not Severity.ERROR for problem in self.problems)
        body = Body(
            markup, tuple(self.slots), headings, ids, prose, cut, waived, shared, sound=sound
        )
        return body, tuple(self.problems)

    def _slot(self, slot: Slot) -> str:
        self.slots.append(slot)
        return token(len(self.slots) - 1)

    def _table(self, match: re.Match[str]) -> str:
        """A table in a box of its own that scrolls sideways, also by keyboard."""
        label = self._slot(Word("table-label"))
        return (
            f'<div class="qy-table" tabindex="0" role="group" aria-label="{label}">{match[0]}</div>'
        )

    def _as_typed(self, code: re.Match[str]) -> str:
        """Code with its embeds as typed: the mask does not know code by indents."""

        def typed(match: re.Match[str]) -> str:
            index = int(match[1])
            self.slots[index] = Word("")  # nothing any more, but its number stays its own
            return html.escape(self.typed[index], quote=False)

        return SLOT.sub(typed, code[0])

    def _left_over(self, markup: str) -> None:
        """An embed that only the mask took for code must not stay as typed."""
        if "[[" not in markup:
            return
        left = len(_LITERAL.findall(_CODE_ELEMENT.sub("", markup)))
        known = len(_LITERAL.findall(self.text.masked))
        known -= sum(1 for typed in self.typed if _LITERAL.match(typed))
        masked = [
            match
            for match in _LITERAL.finditer(self.text.raw)
            if not _LITERAL.match(self.text.masked, match.start())
        ]
        for match in masked[: max(left - known, 0)]:
            at = self.text.at(match.start())
            self.problems.append(EMBED_FORM.at(at, typed=match[0]))

    def _ids(self, ids: tuple[str, ...]) -> None:
        seen: Counter[str] = Counter()
        for known in ids:
            if seen[known]:
                at = self.text.anchor(known, seen[known])
                self.problems.append(ANCHOR_TWICE.at(at, id=known))
            seen[known] += 1

    def _references(self, markup: str, ids: tuple[str, ...]) -> str:
        """Files beside the text become slots; anchors are checked; addresses stay."""
        seen: dict[str, int] = {}

        def local(match: re.Match[str]) -> str:
            target = html.unescape(match[3])
            if SLOT_OPEN in target:
                return match[0]
            nth = seen[target] = seen.get(target, -1) + 1
            at = self.text.link(target, nth)
            if match[2] == "a" and _SCHEME.match(target):
                self.addresses.append(Feature("link", target, at))
                return match[0]
            if target.strip() in {"", "#"}:
                self.problems.append(LINK_EMPTY.at(at))
                return match[0]
            if target.startswith("#fnref:"):
                return match[0]
            if target.startswith("#"):
                anchor = unquote(target[1:])
                if anchor not in ids:
                    known = listed(i for i in ids if not i.startswith(("fn:", "fnref:")))
                    self.problems.append(
                        LINK_ANCHOR.at(at, near=(anchor, ids), anchor=anchor, known=known or "—")
                    )
                return match[0]
            return f'{match[1]}{self._slot(FileUse(unquote(target), match[2] == "img", at))}"'

        return _REFERENCE.sub(local, markup)

    def _headings(self, markup: str) -> tuple[Heading, ...]:
        found = _HEADING.findall(markup)
        labels = [_TAG.sub("", label) for _, _, label in found]
        ids = [html.unescape(anchor) for _, anchor, _ in found]
        headings = tuple(
            Heading(int(level), anchor, label, at, self.text.has_id(anchor, at.line))
            for (level, _, _), anchor, label, at in zip(
                found, ids, labels, self._places(labels), strict=True
            )
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

    def _places(self, labels: list[str]) -> list[Location]:
        """Where headings were typed: each on the next line that begins with its words."""
        lines = list(_heading_lines(self.text.masked)) if labels else []
        places = []
        for label in labels:
            shown = html.unescape(label)
            words = _NOT_WORDS.sub("", shown)[:_FEW]
            is_plain = _OPENING.isdisjoint(shown)
            for index, (start, line) in enumerate(lines):
                same = is_plain and line.strip() == shown
                typed = words if same else _NOT_WORDS.sub("", line)
                if typed[:_FEW] == words or (words and typed.startswith(words)):
                    places.append(self.text.at(start))
                    del lines[: index + 1]
                    break
            else:
                places.append(self.text.find(html.unescape(SLOT.split(label)[0])[:20]))
        return places
