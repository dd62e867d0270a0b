"""What a template may see: one frozen context per kind of page, and the values inside it.

A page's bytes follow from its template and its context alone, so a context holds no more than the
page shows.  Texts are already in the page's language.  Numbers and dates are values; the template
writes them with `figure`, `number`, `date`, `period` (see `render.templates`).  Paths are relative
to the site's root: a template puts `chrome.root` before them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.body import Body, Heading
from qingyuan.model.language import Language
from qingyuan.model.period import Period
from qingyuan.model.quantity import Qualifier
from qingyuan.model.story import Hidden
from qingyuan.render.charts import Bar
from qingyuan.render.kits import QuestionView

Words = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class Link(Struct, frozen=True):
    """A link: `lang` is set where the target's title is in another language than the page.

    `hidden` is set where readers do not see the target, and the link is to say so.
    """

    label: str
    path: str
    lang: str | None = None
    hidden: Hidden | None = None


class MenuItem(Struct, frozen=True):
    """An entry of the menu; `key` is the page's name (stories, facts, ...).

    It is `current` on the pages that belong to it, and `here` on the one that it leads to.
    """

    key: str
    label: str
    path: str
    current: bool
    here: bool


class LanguageLink(Struct, frozen=True):
    """The same page in a language; `available` is False where it is only a fallback.

    It is `hidden` where that language has no such page: then this is the way to its home page.
    """

    code: str
    tag: str
    name: str
    path: str
    current: bool
    available: bool
    hidden: bool


class ContactView(Struct, frozen=True):
    """A help contact, and the last day on which it is not `overdue`."""

    id: str
    number: str
    name: str
    purpose: str
    hours: str
    audience: tuple[str, ...]
    verified: dt.date
    verified_by: str
    due: dt.date
    overdue: bool


class Share(Struct, frozen=True):
    """What other programs show of a link to a page: absolute address of a picture, what it is.

    Locales are those of the page and of its translations, as Open Graph writes them (zh_CN).
    """

    image: str
    alt: str
    locale: str
    others: tuple[str, ...]


class SchoolView(Struct, frozen=True):
    """The school whose edition it is; empty where it gave nothing."""

    name: str
    logo: str
    contact: str
    icp: str
    public_security: str


class PinyinView(Struct, frozen=True):
    """Paths of the switch for pinyin and of what it loads: common readings, reviewed ones."""

    script: str
    readings: str
    reviewed: str


class Frame(Struct, frozen=True):
    """What of the chrome many pages have in common: all that the parts named by `frame` see."""

    language: Language
    root: str
    title: str
    tagline: str
    menu: tuple[MenuItem, ...]
    help_note: str
    contacts: tuple[ContactView, ...]
    feed: str | None
    school: SchoolView | None
    slotted: bool
    pinyin: PinyinView | None


class Chrome(Struct, frozen=True):
    """What surrounds every page; `overdue_script` where something on it can become overdue.

    Where it is `slotted`, what is a school's own is left open (`render.slots`).
    """

    language: Language
    path: str
    root: str
    title: str
    tagline: str
    description: str
    menu: tuple[MenuItem, ...]
    languages: tuple[LanguageLink, ...]
    help_note: str
    contacts: tuple[ContactView, ...]
    stylesheet: str
    icon: str
    overdue_script: str
    scripts: tuple[str, ...]
    canonical: str | None
    alternates: tuple[tuple[str, str], ...]
    feed: str | None
    words: Words
    share: Share | None = None
    school: SchoolView | None = None
    slotted: bool = False
    pinyin: PinyinView | None = None

    @property
    def frame(self) -> Frame:
        """What of it other pages have as well."""
        return Frame(
            self.language,
            self.root,
            self.title,
            self.tagline,
            self.menu,
            self.help_note,
            self.contacts,
            self.feed,
            self.school,
            self.slotted,
            self.pinyin,
        )


class FigureView(Struct, frozen=True):
    """A fact in one language, with all that its wording needs."""

    id: str
    label: str
    value: Decimal
    qualifier: Qualifier
    unit: tuple[tuple[str, str], ...]
    locale: str
    lang: str
    place: str
    period: Period
    as_of: dt.date | None
    source_title: str
    source_path: str
    paragraph: str
    paragraph_heading: str
    note: str
    usable: bool
    reason: str
    key: bool
    path: str
    rounding: int | None = None
    stories: tuple[Link, ...] = ()
    review_by: dt.date | None = None
    overdue: bool = False


class TermView(Struct, frozen=True):
    """A glossary entry; `others` are its names in the other languages as (tag, term).

    `also` are other names in the same language.
    """

    id: str
    term: str
    definition: str
    path: str
    others: tuple[tuple[str, str], ...] = ()
    see: tuple[Link, ...] = ()
    also: str = ""


class ErratumView(Struct, frozen=True):
    """An error on a source's page, as printed, and why it cannot be right."""

    paragraph: str
    printed: str
    note: str


class SourceView(Struct, frozen=True):
    """A source, with the paragraphs that are used here as (id, heading)."""

    id: str
    title: str
    description: str
    author: str
    published: dt.date | None
    paragraphs: tuple[tuple[str, str], ...]
    errata: tuple[ErratumView, ...]
    path: str


class Target(Struct, frozen=True):
    """What `[[story:…]]` or `[[page:…]]` points at.

    `lang` is set where the target is in another language only; `path` is empty where a school's
    edition leaves the target out.
    """

    kind: str
    slug: str
    title: str
    path: str
    lang: str | None


class BarView(Struct, frozen=True):
    """A figure and its bar; `series` is empty where the chart has only one."""

    series: str
    figure: FigureView
    bar: Bar


class RowView(Struct, frozen=True):
    """The bars of one label; `share` is its per cent of the whole, rounded, in a share chart."""

    label: str
    bars: tuple[BarView, ...]
    share: Decimal | None


class PanelView(Struct, frozen=True):
    """Rows on one axis."""

    title: str
    rows: tuple[RowView, ...]


class OriginView(Struct, frozen=True):
    """A source with those of its paragraphs that something rests on."""

    title: str
    path: str
    paragraphs: tuple[str, ...]


class ChartView(Struct, frozen=True):
    """A chart in one language, words and all.

    `stack` and `total` are those of a share; `widened` where a bar is not to scale; `scales` where
    panels have scales of their own; `wheres` are the places and periods of its figures; `path` is
    that of its data as a file.
    """

    id: str
    type: str
    title: str
    description: str
    note: str
    locale: str
    words: Words
    series: tuple[str, ...]
    panels: tuple[PanelView, ...]
    stack: tuple[Bar, ...]
    total: FigureView | None
    widened: bool
    scales: bool
    wheres: tuple[tuple[str, Period], ...]
    origins: tuple[OriginView, ...]
    path: str


class EventView(Struct, frozen=True):
    """An event of a timeline."""

    date: Period
    text: str
    source: str
    paragraph: str


class SpanView(Struct, frozen=True):
    """The days between two events, counted by the calendar."""

    label: str
    start: dt.date
    end: dt.date
    days: int


class TimelineView(Struct, frozen=True):
    """A timeline in one language, events in the order of time; `path` as in a chart."""

    id: str
    title: str
    description: str
    note: str
    locale: str
    words: Words
    events: tuple[EventView, ...]
    spans: tuple[SpanView, ...]
    origins: tuple[OriginView, ...]
    path: str


class OriginalBox(Struct, frozen=True):
    """A box of the original in place of a translated one, which has the edges `slot`.

    `slot` is None where the original gained it since, in what is `section` in the translation;
    `body` is None where the original has lost it.
    """

    section: int
    slot: int | None
    body: Body | None
    binding: Binding


class Stale(Struct, frozen=True):
    """Where a translation lags behind its original, whose language and path these are.

    `sections` are numbers of the translation's own.
    """

    language: Language
    path: str
    sections: tuple[int, ...]
    boxes: tuple[OriginalBox, ...]


class CopyView(Struct, frozen=True):
    """A smaller copy of a picture, and how many pixels wide it is."""

    path: str
    width: int


class ImageView(Struct, frozen=True):
    """A picture as a page shows it: `width` and `height` are those it has where there is room.

    `path` is for browsers that don't know what the `copies` are; `modern` where those have another
    format than it.
    """

    path: str
    width: int
    height: int
    copies: tuple[CopyView, ...]
    modern: bool

    def sized(self, width: str, height: str) -> ImageView:
        """In the size that an editor typed, one side or both, with the proportions kept."""
        if width.isdecimal() and int(width):
            wide = int(width)
        elif height.isdecimal() and int(height):
            wide = round(self.width * int(height) / self.height)
        else:
            return self
        return replace(self, width=wide, height=max(1, round(self.height * wide / self.width)))


class Binding(Struct, frozen=True):
    """What fills the slots of one body, in the body's own language.

    Help contacts alone are in the page's language: who needs them reads that.  `stale` is None
    where nothing is out of date; `locale` and `words` are given where the body's language is not
    the page's.
    """

    figures: tuple[FigureView, ...] = ()
    terms: tuple[TermView, ...] = ()
    targets: tuple[Target, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    contacts: tuple[ContactView, ...] = ()
    help_note: str = ""
    charts: tuple[ChartView, ...] = ()
    timelines: tuple[TimelineView, ...] = ()
    locale: str = ""
    words: Words = ()
    stale: Stale | None = None
    images: tuple[tuple[str, ImageView], ...] = ()
    quiz: tuple[QuestionView, ...] = ()


class Card(Struct, frozen=True):
    """A story in a list; `hidden` where readers do not see it."""

    title: str
    summary: str
    path: str
    kind: str
    date: dt.date
    place: str
    topics: tuple[Link, ...]
    lang: str | None
    hidden: Hidden | None = None


class PersonView(Struct, frozen=True):
    """Somebody a story is about."""

    name: str
    role: str
    anonymised: bool


class ConsentView(Struct, frozen=True):
    """On what ground a testimony is told."""

    basis: str
    scope: str
    date: dt.date | None


class PictureView(Struct, frozen=True):
    """A lead picture."""

    image: ImageView
    alt: str
    credit: str


class ArticleView(Struct, frozen=True):
    """The text of a story or page.

    `language` is the text's own; `fallback` is True where the page's language has no edition and
    this one stands in.  `toc` are the headings to list.  It is `hidden` where readers do not see
    it.
    """

    title: str
    summary: str
    language: Language
    fallback: bool
    body: Body
    binding: Binding
    toc: tuple[Heading, ...]
    sources: tuple[SourceView, ...]
    date: dt.date | None
    review_by: dt.date | None
    overdue: bool
    hidden: Hidden | None = None
