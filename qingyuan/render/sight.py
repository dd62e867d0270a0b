"""What the pages of an article may see of the site, and the digest of that.

A page's key is the digest of what it is made from.  To tell it without making the page, the planner
says what an article refers to; the page is then made from a site that has that and nothing else, so
that nothing can be forgotten in the key: a figure that is not in it is not there to be shown.

Other stories are seen as in a list: their titles and addresses, never their texts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.blob import Blob, Deferred
from qingyuan.model.digests import digest
from qingyuan.model.fact import Fact
from qingyuan.model.ledger import Ledger
from qingyuan.model.page import Parts
from qingyuan.model.site import Site
from qingyuan.model.story import Content, ContentPage, Edition, Hidden, Story

# A part of what is seen.
Part = tuple[str, str]
_Value = TypeVar("_Value")

# No text: whoever asks for it is told that it is gone.
_CLOSED: Deferred[Content] = Deferred(Blob("closed", None, None))
_DAY = dt.timedelta(days=1)


class Sight(Struct, frozen=True):
    """A site with what one article's pages may see; `seen` names it, each part with a digest."""

    whole: Site
    article: Story | ContentPage
    stories: tuple[Story, ...]
    pages: tuple[ContentPage, ...]
    facts: frozenset[str] | None
    day: dt.date
    seen: Parts

    @property
    def hidden(self) -> Hidden | None:
        """Why readers do not see the article on the day that it really is."""
        return self.article.hidden(self.whole.today)

    @property
    def by_slug(self) -> dict[str, Story]:
        """The stories that the article links to."""
        return {story.slug: _glance(story) for story in self.stories}

    @property
    def site(self) -> Site:
        """The site.  The day is the earliest one on which all that is past today is past."""
        site, article = self.whole, self.article
        pages = tuple(page if page is article else _glance(page) for page in self.pages)
        left_out = tuple(_glance(s) for s in self.stories if s in self.whole.left_out)
        seen = replace(site, stories=(), pages=pages, left_out=left_out, today=self.day)
        if self.facts is None:
            return seen
        return replace(seen, facts=_those(site.facts, self.facts), charts={}, timelines={})


class Sights:
    """The sights of one site's articles."""

    def __init__(self, site: Site, ledger: Ledger) -> None:
        self.site = site
        self.ledger = ledger
        self.pages = {page.slug: page for page in site.pages}
        self.stories = {story.slug: story for story in (*site.public_stories, *site.left_out)}
        self.left_out = frozenset(story.slug for story in site.left_out)
        self.named = {
            group: {name: digest(repr(value)) for name, value in values.items()}
            for group, values in (
                ("place", site.places),
                ("topic", site.topics),
                ("source", site.sources),
                ("term", site.terms),
            )
        }
        self.facts = {name: self._fact(fact) for name, fact in site.facts.items()}
        # By the articles themselves, which are kept with what is known of them.
        self._sights: dict[int, Sight] = {}
        self._glances: dict[tuple[int, str], tuple[Story | ContentPage, Part]] = {}
        self.day = _first_day(site)

    def of(self, article: Story | ContentPage) -> Sight:
        """What the pages of an article may see."""
        known = self._sights.get(id(article))
        if known is None:
            known = self._sights[id(article)] = self._sight(article)
        return known

    def _sight(self, article: Story | ContentPage) -> Sight:
        embeds = [embed for edition in article.editions for embed in edition.embeds]
        used: dict[str, list[str]] = {}
        for embed in embeds:
            used.setdefault(embed.kind, []).append(embed.target)
        linked = [self.stories[slug] for slug in dict.fromkeys(used.get("story", ()))]
        names = dict.fromkeys(used.get("page", ()))
        pages = [self.pages[slug] for slug in names if slug in self.pages]
        pages += [] if isinstance(article, Story) or article in pages else [article]
        # Charts and timelines are drawn from many figures: their pages see all of the data.
        all_data = "chart" in used or "timeline" in used
        facts = frozenset(used.get("fact", ()))
        review = article.review_by
        day = review + _DAY if review and self.day <= review < self.site.today else self.day
        others: tuple[Story | ContentPage, ...] = (
            *linked,
            *(page for page in pages if page is not article),
        )
        seen = (
            ("files " + article.folder, self.ledger.articles[article.folder]),
            *([("data", self.ledger.data)] if all_data else []),
            *(("fact " + name, self.facts[name]) for name in sorted(facts)),
            *self._names(article, used.get("term", ())),
            *(self.glance(o, known.code) for o in others for known in self.site.languages),
            ("day " + article.folder, f"{day.isoformat()} {article.hidden(self.site.today)!r}"),
        )
        told = None if all_data else facts
        return Sight(self.site, article, tuple(linked), tuple(pages), told, day, Parts.of(seen))

    def _names(self, article: Story | ContentPage, terms: Iterable[str]) -> Iterator[Part]:
        """The sources, terms, topics and the place that an article names."""
        yield from (self._name("source", use.source.id) for use in article.sources)
        for name in dict.fromkeys(terms):
            yield self._name("term", name)
            yield from (self._name("term", ref.id) for ref in self.site.terms[name].see)
        if isinstance(article, Story):
            yield self._name("place", article.place.id)
            yield from (self._name("topic", ref.id) for ref in article.topics)

    def _name(self, group: str, name: str) -> Part:
        return f"{group} {name}", self.named[group][name]

    def glance(self, article: Story | ContentPage, code: str) -> Part:
        """What lists and links show of an article to readers of a language."""
        known = self._glances.get((id(article), code))
        if known is None:
            edition = article.edition(code)
            slug = (edition and edition.slug) or article.slug
            own = (slug, article.date, edition is None, _shown(article.best(code)))
            story = article if isinstance(article, Story) else None
            hidden = article.hidden(self.site.today)
            listed = (story.kind, story.slug in self.left_out, hidden) if story else ()
            names = tuple(self._names(story, ())) if story else ()
            part = (f"link {code} {article.folder}", digest(repr((own, listed, names))))
            known = self._glances[id(article), code] = (article, part)
        return known[1]

    def _fact(self, fact: Fact) -> str:
        unit = self.site.units[fact.unit.id]
        place, source = self.site.places[fact.place.id], self.named["source"][fact.source.id]
        past = fact.review_by is not None and self.site.today > fact.review_by
        return digest(repr((fact, unit, place, past)), source)


def _shown(edition: Edition) -> tuple[str, str, str, str]:
    return edition.language, edition.title, edition.summary, edition.slug


def _glance(article: _Article) -> _Article:
    """An article as lists and links know it."""
    editions = tuple(replace(closed(edition), embeds=(), files=()) for edition in article.editions)
    return replace(article, editions=editions)


def closed(edition: Edition) -> Edition:
    """An edition without its text, and what only its own page shows of that."""
    return replace(edition, text=_CLOSED, accepted=None, ids=(), questions=())


_Article = TypeVar("_Article", Story, ContentPage)


def _those(values: Mapping[str, _Value], names: frozenset[str]) -> Mapping[str, _Value]:
    return MappingProxyType({name: values[name] for name in values if name in names})


def _first_day(site: Site) -> dt.date:
    """The earliest day on which all of the data that is past today is past."""
    days = [fact.review_by for fact in site.facts.values()]
    days += [contact.due for contact in site.help.contacts]
    past = [day for day in days if day and day < site.today]
    return max(past) + _DAY if past else dt.date.min
