"""Contexts: all that a template, or a writer, sees of a site.

Frozen structs; what they are made of is in `views`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from qingyuan.render.kits import Code, KitLinks, KitView
from qingyuan.render.views import (
    ArticleView,
    Card,
    Chrome,
    ConsentView,
    ContactView,
    FigureView,
    Link,
    PersonView,
    PictureView,
    SchoolView,
    SourceView,
    TermView,
    TimelineView,
    Words,
)


class WorkerContext(Struct, frozen=True):
    """worker.js: the design's `files`, their `version`, and what is said `offline` by language."""

    version: str
    files: tuple[str, ...]
    offline: dict[str, str]


class RootLanguage(Struct, frozen=True):
    """A language on the root page."""

    code: str
    tag: str
    direction: str
    name: str
    title: str
    tagline: str
    description: str
    enter: str
    path: str
    last: str
    help_title: str
    help_note: str
    help_more: str
    help_path: str
    contacts: tuple[ContactView, ...]
    overdue: str
    slot: str = ""


class RootContext(Struct, frozen=True):
    """index.html, the choice of language; `filings` stands for a school's, where left open."""

    languages: tuple[RootLanguage, ...]
    stylesheet: str
    icon: str
    overdue_script: str
    scripts: tuple[str, ...]
    alternates: tuple[tuple[str, str], ...]
    school: SchoolView | None = None
    filings: str = ""


class HomeContext(Struct, frozen=True):
    """A language's front page."""

    chrome: Chrome
    article: ArticleView
    stories: tuple[Card, ...]
    figures: tuple[FigureView, ...]


class StoryContext(Struct, frozen=True):
    """A story."""

    chrome: Chrome
    article: ArticleView
    kind: str
    place: str
    topics: tuple[Link, ...]
    audience: tuple[str, ...]
    people: tuple[PersonView, ...]
    consent: ConsentView | None
    content_note: str
    picture: PictureView | None
    reviewer: str
    previous: Link | None
    next: Link | None
    related: tuple[Card, ...]
    kit: KitLinks | None = None
    code: Code | None = None


class MoreContext(Struct, frozen=True):
    """What comes after a story, for pages in which that is left open."""

    chrome: Chrome
    previous: Link | None
    next: Link | None
    related: tuple[Card, ...]


class PageContext(Struct, frozen=True):
    """A page that stands for itself: about, help, for schools; `kits` are for schools only."""

    chrome: Chrome
    slug: str
    article: ArticleView
    kits: tuple[KitLinks, ...] = ()


class KitContext(Struct, frozen=True):
    """A page of a lesson kit: the teacher's, the handout or the poster.

    `article` is the story without its text: its title, and whether it stands in for a translation
    or lags behind.
    """

    chrome: Chrome
    article: ArticleView
    kit: KitView
    pages: KitLinks
    code: Code | None


class Filter(Struct, frozen=True):
    """The way to a list of stories; `label` is empty where the interface has a word for its id."""

    id: str
    label: str
    path: str
    count: int


class PageLink(Struct, frozen=True):
    """A page of a list."""

    number: int
    path: str


class Paging(Struct, frozen=True):
    """The ways from page `number` of a list to the others; in `steps` None stands for a gap."""

    number: int
    last: int
    previous: PageLink | None
    next: PageLink | None
    steps: tuple[PageLink | None, ...]


class ListContext(Struct, frozen=True):
    """A page of a list of stories.

    `current` is the list itself, among `kinds` or `topics`; `paging` is None where all its stories
    are on this page.
    """

    chrome: Chrome
    current: Filter
    stories: tuple[Card, ...]
    kinds: tuple[Filter, ...]
    topics: tuple[Filter, ...]
    paging: Paging | None


class ThemeView(Struct, frozen=True):
    """A section of the facts page."""

    id: str
    title: str
    description: str
    figures: tuple[FigureView, ...]


class Download(Struct, frozen=True):
    """A file that a page offers: its form (csv, json) and its path."""

    form: str
    path: str


class TimelinesContext(Struct, frozen=True):
    """All timelines, each with the stories and pages that show it."""

    chrome: Chrome
    timelines: tuple[tuple[TimelineView, tuple[Link, ...]], ...]


class FactsContext(Struct, frozen=True):
    """All figures by theme, the sources they come from, and the same as files.

    `timelines` is the path of their page, where there are any.
    """

    chrome: Chrome
    themes: tuple[ThemeView, ...]
    sources: tuple[SourceView, ...]
    downloads: tuple[Download, ...]
    timelines: str | None


class FactRecord(Struct, frozen=True):
    """A fact as data: its figure in one language, and the ids of what it refers to.

    `ratio` is (part, whole), `change` (before, after), both empty where the fact has none.
    """

    figure: FigureView
    theme: str
    unit: str
    place: str
    source: str
    parts: tuple[str, ...]
    ratio: tuple[str, ...]
    change: tuple[str, ...]
    review_by: dt.date | None


class UnitRecord(Struct, frozen=True):
    """A unit as data: its wording by plural category, in one language."""

    id: str
    dimension: str
    factor: Decimal
    wording: tuple[tuple[str, str], ...]


class FactsTable(Struct, frozen=True):
    """facts.csv: a row a fact; `words` are those of its head and of its fixed values."""

    locale: str
    records: tuple[FactRecord, ...]
    words: Words


class FactsData(Struct, frozen=True):
    """facts.json; `address` is that of the site, where it is known."""

    language: str
    locale: str
    words: Words
    title: str
    address: str | None
    themes: tuple[tuple[str, str, str], ...]
    records: tuple[FactRecord, ...]
    units: tuple[UnitRecord, ...]
    sources: tuple[SourceView, ...]


class GlossaryContext(Struct, frozen=True):
    """All terms, sorted as the language sorts."""

    chrome: Chrome
    terms: tuple[TermView, ...]


class NotFoundContext(Struct, frozen=True):
    """404.html of a language."""

    chrome: Chrome


class PartContext(Struct, frozen=True):
    """A part of a school's pages."""

    chrome: Chrome
    code: Code | None


class MovedContext(Struct, frozen=True):
    """An old address, and the page that it leads to."""

    chrome: Chrome
    target: Link


class FeedEntry(Struct, frozen=True):
    """A story in the feed, with absolute addresses; its `id` stays when its page moves."""

    id: str
    title: str
    summary: str
    url: str
    date: dt.date


class FeedContext(Struct, frozen=True):
    """An Atom feed (RFC 4287) of a language."""

    tag: str
    title: str
    subtitle: str
    url: str
    home: str
    updated: dt.date
    entries: tuple[FeedEntry, ...]


class SitemapContext(Struct, frozen=True):
    """sitemap.xml: each address, its day if it has one, its alternates as (hreflang, address)."""

    entries: tuple[tuple[str, dt.date | None, tuple[tuple[str, str], ...]], ...]


class RobotsContext(Struct, frozen=True):
    """robots.txt."""

    sitemap: str


class ServingContext(Struct, frozen=True):
    """The files of a pack that are no part of the site.

    `prefix` is the path of the site on its server, with a slash at both ends; `policy` is what the
    pages themselves state.
    """

    titles: tuple[str, ...]
    languages: tuple[str, ...]
    first: str
    prefix: str
    policy: str
