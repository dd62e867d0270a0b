"""The site as one value: everything the editors wrote, bound together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.chart import Chart, Timeline
from qingyuan.model.fact import Fact, Theme
from qingyuan.model.language import Language, Localized, Wording
from qingyuan.model.location import Location
from qingyuan.model.quantity import Unit
from qingyuan.model.reference import Help, Source, Term
from qingyuan.model.school import School
from qingyuan.model.story import ContentPage, Edition, Story
from qingyuan.model.unwritten import Unfinished
from qingyuan.model.watchlist import Watchlist

# Without them a site can't be used, so no language goes without.
REQUIRED_PAGES = ("home", "about", "help", "schools")
_ARTICLES = ("content/stories/", "content/pages/")
# Kinds of embeds whose targets `Site.slugs` has.
_NAMED = frozenset({"story", "page"})


class Part(Enum):
    """What of a site is to be looked at."""

    WHOLE = "whole"
    ARTICLE = "article"
    DATA = "data"


class Settings(Struct, frozen=True):
    """content/site.yaml."""

    title: Localized
    tagline: Localized
    description: Localized
    default_language: str
    languages: tuple[Language, ...]
    address: str | None
    at: Location

    def language(self, code: str) -> Language:
        """The language with this code; KeyError where the site has none such."""
        for language in self.languages:
            if language.code == code:
                return language
        raise KeyError(code)


class Site(Struct, frozen=True, dict=True):
    """Settings, stories, pages, facts and what they refer to.

    The mappings are built once by `read.assemble` and never written to again.  `unread` names
    what exists but has problems of its own: "fact:leaflets-2022", or "fact:*" for a whole file;
    `logos` are the names of the schools' pictures, `readings` the words whose pinyin was
    reviewed, with a syllable for each character; `slugs` are what a link can name, as
    story:ludian and page:help.  `part` is what of it is to be looked at: rules that read texts do
    so article by article, so that an article that has not changed need not be looked at again.

    `unfinished` are facts, terms and schools that are drafts.  Where `everything` is to be seen,
    while somebody writes, drafts and what is not of this day count as public.

    An edition for a school (`model.selection`) has stories that are `left_out` and may have another
    `first_language` on its root page; `slotted` leaves its frame open (`render.slots`).
    """

    settings: Settings
    today: dt.date
    stories: tuple[Story, ...]
    pages: tuple[ContentPage, ...]
    themes: tuple[Theme, ...]
    units: Mapping[str, Unit]
    places: Mapping[str, Localized]
    topics: Mapping[str, Localized]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    help: Help
    words: Mapping[str, Wording]
    facts: Mapping[str, Fact]
    charts: Mapping[str, Chart]
    timelines: Mapping[str, Timeline]
    watchlists: tuple[Watchlist, ...]
    unread: frozenset[str] = frozenset()
    schools: tuple[School, ...] = ()
    logos: tuple[str, ...] = ()
    left_out: tuple[Story, ...] = ()
    first_language: str = ""
    school: School | None = None
    slotted: bool = False
    readings: tuple[tuple[str, str], ...] = ()
    slugs: frozenset[str] = frozenset()
    part: Part = Part.WHOLE
    unfinished: tuple[Unfinished, ...] = ()
    everything: bool = False

    def only(self, article: Story | ContentPage) -> Site:
        """The site with one article, to look at that and not at what is around it.

        Of what could not be read it knows the data, and what belongs to this article; of the names
        of others, those that it links to and its own.
        """
        unread, slugs = self.known_to(article)
        stories = (article,) if isinstance(article, Story) else ()
        pages = () if isinstance(article, Story) else (article,)
        return replace(
            self, stories=stories, pages=pages, unread=unread, slugs=slugs, part=Part.ARTICLE
        )

    def known_to(self, article: Story | ContentPage) -> tuple[frozenset[str], frozenset[str]]:
        """What of `unread` and `slugs` concerns an article."""
        own = f"{article.folder}/"
        unread = frozenset(
            name
            for name in self.unread
            if not name.partition(":")[2].startswith(_ARTICLES) or own in name
        )
        embeds = (embed for edition in article.editions for embed in edition.embeds)
        named = {f"{e.kind}:{e.target}" for e in embeds if e.kind in _NAMED}
        named |= {f"story:{article.slug}", f"page:{article.slug}"}
        return unread, frozenset(named & self.slugs)

    def without_articles(self) -> Site:
        """The site's data, to look at these."""
        return replace(self, stories=(), pages=(), part=Part.DATA)

    def to_show(self, *, everything: bool) -> Site:
        """The site as pages are made of it: with all that is begun, or without drafts of pages."""
        if everything:
            return replace(self, everything=True)
        pages = tuple(page for page in self.pages if page.is_public(self.today))
        return replace(self, pages=pages, everything=False)

    def may_exist(self, kind: str, id: str) -> bool:  # noqa: A002 - the field's own name
        """Whether something of this id exists but could not be read.

        What refers to it is then not called unknown: its own problem is reported already.
        """
        return f"{kind}:{id}" in self.unread or f"{kind}:*" in self.unread

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site, the default one first."""
        return self.settings.languages

    @property
    def articles(self) -> tuple[Story | ContentPage, ...]:
        """Stories and pages."""
        return (*self.stories, *self.pages)

    def shows(self, article: Story | ContentPage, language: Language) -> bool:
        """Whether a language has a page for an article, be it in another language."""
        if not language.hides:
            return True
        required = isinstance(article, ContentPage) and article.slug in REQUIRED_PAGES
        return required or article.edition(language.code) is not None

    @property
    def generated(self) -> tuple[str, ...]:
        """Pages that templates make from data; they can be linked like any other."""
        drawn = self.timelines or any(name.startswith("timeline:") for name in self.unread)
        return ("stories", "facts", "glossary", *(("timeline",) if drawn else ()))

    @cached_property
    def public_stories(self) -> tuple[Story, ...]:
        """The stories that readers may see today, the newest first."""
        if self.everything:
            return self.stories
        return tuple(story for story in self.stories if story.is_public(self.today))

    def home_stories(self, language: Language) -> tuple[Story, ...]:
        """The public stories as a home page has them: none that may upset comes first.

        The newest other one does, if there is any (rule S13).
        """
        stories = tuple(story for story in self.public_stories if self.shows(story, language))
        first = next((story for story in stories if not story.is_sensitive), None)
        return (first, *(s for s in stories if s is not first)) if first else stories

    def editions(self) -> Iterator[Edition]:
        """Every edition of every story and page."""
        for article in self.articles:
            yield from article.editions
