"""A body as plain text, section by section: what a search looks through."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qingyuan.model.body import SLOT, Body, Embed, token
from qingyuan.model.regex import regex
from qingyuan.render.figures import figure
from qingyuan.render.prose import Prose
from qingyuan.render.views import Binding, ChartView, TimelineView
from qingyuan.render.wording import Wording
from qingyuan.search import Section

_START = regex(
    r'<h[1-6]\b[^>]*\bid="(?P<id>[^"]*)"[^>]*>(?P<heading>.*?)</h[1-6]>'
    r'|<li id="(?P<note>fn:[^"]*)">',
    re.DOTALL,
)
# References to footnotes and the ways back, what is said beside links: no part of the text.
_SIGNS = regex(
    r'<a class="footnote-(?:backref|ref)"[^>]*>.*?</a>|<span class="qy-out">.*?</span>', re.DOTALL
)
_INLINE = regex(r"</?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = regex(r"<[^>]*>")


def sections(body: Body, binding: Binding, prose: Prose) -> tuple[Section, ...]:
    """The opening and what follows each heading, with the footnotes; slots filled.

    What a page shows in another language in place of a stale passage is left out.
    """
    markup = body.html
    for box in binding.stale.boxes if binding.stale else ():
        if box.slot is not None:
            edge = token(box.slot)
            markup = markup.replace(f"{edge}{body.inside(box.slot)}{edge}", "")
    return tuple(_cut(_SIGNS.sub("", markup), body, binding, prose))


def _cut(markup: str, body: Body, binding: Binding, prose: Prose) -> Iterator[Section]:
    def text(part: str) -> str:
        return _text(part, body, binding, prose)

    anchor, heading, at = "", "", 0
    for start in _START.finditer(markup):
        yield Section(anchor, heading, text(markup[at : start.start()]))
        anchor, heading = start["id"] or start["note"], text(start["heading"] or "")
        at = start.end()
    yield Section(anchor, heading, text(markup[at:]))


def _text(markup: str, body: Body, binding: Binding, prose: Prose) -> str:
    """Words alone, a space between them: a block on a line, signs of HTML as themselves."""
    plain = _TAG.sub("\n", _INLINE.sub("", markup))
    plain = SLOT.sub(lambda match: _block(body, match, binding), plain)
    filled = html.unescape(prose.plain(body, plain, binding))
    lines = (" ".join(line.split()) for line in filled.split("\n"))
    return "\n".join(filter(None, lines))


def _block(body: Body, match: re.Match[str], binding: Binding) -> str:
    """A chart, a timeline or questions in words; any other slot as it is."""
    slot = body.slots[int(match[1])]
    if isinstance(slot, Embed) and slot.kind == "questions":
        return html.escape("\n".join(binding.questions))
    if isinstance(slot, Embed) and slot.kind == "chart":
        return html.escape(_chart(next(c for c in binding.charts if c.id == slot.target)))
    if isinstance(slot, Embed) and slot.kind == "timeline":
        return html.escape(_timeline(next(t for t in binding.timelines if t.id == slot.target)))
    return match[0]


def _chart(view: ChartView) -> str:
    say = Wording(view.locale, view.words)
    rows = (
        " ".join([row.label, *(figure(bar.figure, say) for bar in row.bars)])
        for panel in view.panels
        for row in panel.rows
    )
    return "\n".join([view.title, view.description, *rows, view.note])


def _timeline(view: TimelineView) -> str:
    say = Wording(view.locale, view.words)
    events = (f"{say.period(event.date)} {event.text}" for event in view.events)
    return "\n".join([view.title, view.description, *events, view.note])
