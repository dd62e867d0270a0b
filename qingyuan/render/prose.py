"""Filling the slots of a body: figures, terms, links, blocks, files, words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from markupsafe import Markup
from msgspec.structs import replace

from qingyuan.model.body import (
    BLOCK_EMBEDS,
    SLOT,
    SLOT_OPEN,
    Body,
    Box,
    Embed,
    FileUse,
    SectionMark,
    Word,
    token,
)
from qingyuan.model.regex import regex
from qingyuan.render.environment import written
from qingyuan.render.figures import figure
from qingyuan.render.slots import either
from qingyuan.render.timelines import Drawing, draw
from qingyuan.render.views import (
    Binding,
    ChartView,
    ContactView,
    FigureView,
    OriginalBox,
    Stale,
    Target,
    TermView,
    TimelineView,
)
from qingyuan.render.wording import Wording

_IMG = regex(r'<img\b((?:[^<>"]|"[^"]*")*)>')
_ATTRIBUTE = regex(r'([a-z-]+)="([^"]*)"')
_BLOCK = regex(rf"<p>\s*({SLOT.pattern})\s*</p>")
_ID = regex(r'<[a-z][a-z0-9]*\b[^>]*? id="([^"]*)"')
_LINK = regex(r"<a\b[^>]*>.*?</a>", re.DOTALL)
_TAG_WITH_SLOT = regex(r'<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>', re.IGNORECASE)


class Embeds(Protocol):
    """The macros of embeds.html: the markup of what fills slots."""

    fact: Callable[..., str]
    term: Callable[..., str]
    link: Callable[..., str]
    unlinked: Callable[..., str]
    questions: Callable[..., str]
    quiz: Callable[..., str]
    chart: Callable[..., str]
    timeline: Callable[..., str]
    help: Callable[..., str]
    stale: Callable[..., str]
    original: Callable[..., str]
    picture: Callable[..., str]


class Prose:
    """Binds bodies for one page in the language `tag`; `root` leads to the site's root.

    `address` is that of the site, ending in a slash, where it is known: paper shows it.
    `contacts` stands for the help contacts where they are left open; so are links to stories then.
    """

    def __init__(
        self, root: str, tag: str, wording: Wording, address: str = "", contacts: str = ""
    ) -> None:
        self.open = bool(contacts)
        self.root = root
        self.address = address
        self.contacts = contacts
        self.tag = tag
        self.wording = wording

    def body(self, body: Body, binding: Binding, embeds: Embeds) -> Markup:
        """The body with every slot filled.

        A slot inside a tag (an alternative text, an address) or a link is filled with plain text,
        a block takes the place of its paragraph.
        """
        markup = self._lagging(body, binding.stale, embeds) if binding.stale else body.html
        markup = _IMG.sub(lambda m: self._picture(body, m, binding, embeds), markup)
        if SLOT_OPEN not in markup:
            return Markup(markup)  # noqa: S704 - sanitised by markup
        markup = _BLOCK.sub(lambda m: self._block(body, m, binding, embeds), markup)
        markup = _TAG_WITH_SLOT.sub(lambda m: self.plain(body, m[0], binding), markup)
        markup = _LINK.sub(lambda m: self.plain(body, m[0], binding), markup)
        markup = SLOT.sub(lambda m: self._inline(body, int(m[1]), binding, embeds), markup)
        return Markup(markup)  # noqa: S704 - sanitised by markup, filled by escaping macros

    def _lagging(self, body: Body, stale: Stale, embeds: Embeds) -> str:
        """The body's HTML with notices at its stale sections and the original's guarded boxes."""
        markup = body.html
        for box in stale.boxes:
            if box.slot is None or token(box.slot) not in markup:
                continue
            before, _, rest = markup.partition(token(box.slot))
            _, _, after = rest.partition(token(box.slot))
            kept = "".join(
                f'<span id="{id_}"></span>' for id_ in _ID.findall(body.inside(box.slot))
            )
            markup = before + kept + self._original(box, stale, embeds) + after
        for number in stale.sections:
            if SectionMark(number) in body.slots:
                mark = token(body.slots.index(SectionMark(number)))
                notice = str(embeds.stale(self.wording.t("stale-section")))
                gained = (b for b in stale.boxes if b.section == number and b.slot is None)
                originals = (self._original(box, stale, embeds) for box in gained)
                markup = markup.replace(mark, "".join([notice, *originals]))
        return markup

    def _original(self, box: OriginalBox, stale: Stale, embeds: Embeds) -> str:
        """A box as the original has it; its figures and terms are not listed on this page."""
        language = self.wording.language_name(stale.language.tag)
        body, binding = box.body, box.binding
        if body is None:
            return str(embeds.stale(self.wording.t("stale-box-gone", language=language)))
        plain = SLOT.sub(lambda m: self._unlisted(body, m, binding), body.html)
        content = self.body(replace(body, html=plain), binding, embeds)
        note = self.wording.t("stale-box", language=language)
        return str(embeds.original(note, stale.language.tag, content))

    def _unlisted(self, body: Body, match: re.Match[str], binding: Binding) -> str:
        """A figure or term as plain text, any other slot as it is."""
        slot = body.slots[int(match[1])]
        if isinstance(slot, Embed) and slot.kind in {"fact", "term"}:
            return html.escape(self._text(body, int(match[1]), binding))
        return match[0]

    def label(self, body: Body, label: str, binding: Binding) -> Markup:
        """A heading's text without tags, slots filled with plain text."""
        return Markup(self.plain(body, label, binding))  # noqa: S704 - as above

    def _picture(self, body: Body, match: re.Match[str], binding: Binding, embeds: Embeds) -> str:
        """A picture beside the text with its copies; what the editor typed of it stays."""
        typed = dict(_ATTRIBUTE.findall(match[1]))
        slot = SLOT.fullmatch(typed.pop("src", ""))
        use = body.slots[int(slot[1])] if slot else None
        if not isinstance(use, FileUse):
            return match[0]
        image = dict(binding.images)[use.name]
        image = image.sized(typed.pop("width", ""), typed.pop("height", ""))
        rest = "".join(f' {name}="{value}"' for name, value in typed.items())
        return embeds.picture(image, Markup(rest), self.root)  # noqa: S704 - as it was sanitised

    def plain(self, body: Body, markup: str, binding: Binding) -> str:
        """A piece of HTML, slots filled with plain text."""
        if SLOT_OPEN not in markup:  # most tags by far
            return markup
        return SLOT.sub(lambda m: html.escape(self._text(body, int(m[1]), binding)), markup)

    def _text(self, body: Body, index: int, binding: Binding) -> str:
        """A slot as plain text."""
        slot = body.slots[index]
        if not isinstance(slot, Embed):
            return self._no_embed(slot, binding)
        if slot.kind == "fact":
            view = _by_id(binding.figures, slot.target)
            return figure(view, self._say(binding), slot.option)
        if slot.kind == "free":
            return slot.target
        if slot.kind in {"term", "story", "page"}:
            return slot.option or self._title(slot, binding)
        return ""

    def _no_embed(self, slot: FileUse | Word | SectionMark | Box, binding: Binding) -> str:
        """A word, an address; marks say nothing where all is up to date."""
        if isinstance(slot, Word):
            return self._say(binding).t(slot.key)
        return self.root + dict(binding.files)[slot.name] if isinstance(slot, FileUse) else ""

    def _title(self, slot: Embed, binding: Binding) -> str:
        """What a term or a page is called."""
        if slot.kind == "term":
            return _by_id(binding.terms, slot.target).term
        return self._target(slot, binding).title

    def _inline(self, body: Body, index: int, binding: Binding, embeds: Embeds) -> str:
        slot = body.slots[index]
        if not isinstance(slot, Embed):
            return written(self._no_embed(slot, binding))
        if slot.kind == "free":
            return written(slot.target)
        if slot.kind in BLOCK_EMBEDS:
            return self._blocks(slot, binding, embeds)
        text = self._text(body, index, binding)
        if slot.kind == "fact":
            return embeds.fact(text, slot.target, _by_id(binding.figures, slot.target).label)
        if slot.kind == "term":
            return embeds.term(text, slot.target)
        return self._link(slot, text, binding, embeds)

    def _link(self, slot: Embed, text: str, binding: Binding, embeds: Embeds) -> str:
        """A link to a story or a page."""
        target = self._target(slot, binding)
        lang = None if slot.option else target.lang  # an editor's own words
        plain = str(embeds.unlinked(text, lang))
        if not target.path:
            return plain
        anchor = f"#{slot.anchor}" if slot.anchor else ""
        note = self._other_language(target, self._say(binding))
        path = f"{target.path}{anchor}"
        address = self.address and f"{self.address}{path}"
        link = str(embeds.link(text, f"{self.root}{path}", lang, target.lang, note, address))
        return either(slot.target, link, plain) if self.open and slot.kind == "story" else link

    def _block(self, body: Body, match: re.Match[str], binding: Binding, embeds: Embeds) -> str:
        slot = body.slots[int(match[2])]
        if isinstance(slot, Embed) and slot.kind in BLOCK_EMBEDS:
            return self._blocks(slot, binding, embeds)
        return match[0]

    def _blocks(self, slot: Embed, binding: Binding, embeds: Embeds) -> str:
        if slot.kind == "questions":
            return embeds.questions(binding.questions)
        if slot.kind == "quiz":
            return embeds.quiz(binding.quiz, self._say(binding).t)
        if slot.kind == "chart":
            view = _by_id(binding.charts, slot.target)
            own = Wording(view.locale, view.words)
            return embeds.chart(view, own, partial(figure, say=own), self.root)
        if slot.kind == "timeline":
            timeline = _by_id(binding.timelines, slot.target)
            say = Wording(timeline.locale, timeline.words)
            return embeds.timeline(timeline, say, drawing(timeline, say), self.root)
        labels = {contact.id: self.verified(contact) for contact in binding.contacts}
        words = {
            "verified": labels,
            "hours": self.wording.t("help-hours"),
            "overdue": self.wording.t("help-overdue"),
        }
        contacts = binding.contacts
        return embeds.help(self.tag, binding.help_note, contacts, words, self.contacts)

    def verified(self, contact: ContactView) -> str:
        """When and by whom a contact was last made sure of."""
        date = self.wording.date(contact.verified)
        return self.wording.t("help-verified", date=date, by=contact.verified_by)

    def _say(self, binding: Binding) -> Wording:
        """The words of the body's language."""
        if not binding.words:
            return self.wording
        return Wording(binding.locale, binding.words, self.wording.languages)

    @staticmethod
    def _other_language(target: Target, say: Wording) -> str:
        """What is said beside a link whose target exists in another language only."""
        if not target.lang:
            return ""
        return say.t("other-language", language=say.language_name(target.lang))

    @staticmethod
    def _target(slot: Embed, binding: Binding) -> Target:
        return next(t for t in binding.targets if (t.kind, t.slug) == (slot.kind, slot.target))


def drawing(view: TimelineView, say: Wording) -> Drawing:
    """The drawing of a timeline, with its texts."""
    spans = [
        (span.start, span.end, f"{span.label}\u2002{say.t('timeline-days', n=span.days)}")
        for span in view.spans
    ]
    return draw([(event.date.first, event.date.last) for event in view.events], spans, say.year)


_View = TypeVar("_View", FigureView, TermView, ChartView, TimelineView)


def _by_id(views: tuple[_View, ...], id: str) -> _View:  # noqa: A002 - the field's own name
    return next(view for view in views if view.id == id)
