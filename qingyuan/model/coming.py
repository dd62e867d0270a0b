"""What changes on which day: a pure function of the site, as of its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual
from qingyuan.model.site import Site
from qingyuan.model.standing import name_of
from qingyuan.model.story import ContentPage, Story

# Half of the time for which a help contact counts as made sure of, and about a school term: long
# enough to ask a reviewer, short enough for every entry to be somebody's work soon.
AHEAD = dt.timedelta(days=90)


class Sort(StrEnum):
    """PUBLISH and EXPIRE change the site on their day; of the others it is the last day in time."""

    PUBLISH = "publish"
    EXPIRE = "expire"
    REVIEW = "review"
    FIGURE = "figure"
    CONTACT = "contact"
    WAIVER = "waiver"


_WHAT = {
    Sort.PUBLISH: Bilingual("这一天发布", "is published on this day"),
    Sort.EXPIRE: Bilingual("这一天撤下", "is taken off on this day"),
    Sort.REVIEW: Bilingual("最晚这一天复核", "to be reviewed by this day"),
    Sort.FIGURE: Bilingual("数字最晚这一天复核", "figure to be checked by this day"),
    Sort.CONTACT: Bilingual("求助电话最晚这一天再核对", "help contact to be verified by this day"),
    Sort.WAIVER: Bilingual("豁免到这一天为止", "waiver ends with this day"),
}


class Coming(Struct, frozen=True):
    """Something that changes, or is due, on a day; `name` is what editors call it."""

    day: dt.date
    sort: Sort
    name: str
    at: Location

    @property
    def what(self) -> Bilingual:
        """What happens, in a few words."""
        return _WHAT[self.sort]

    @property
    def order(self) -> tuple[dt.date, Location, str, str]:
        """By day, then by place."""
        return self.day, self.at, self.sort.value, self.name


def coming(site: Site) -> tuple[Coming, ...]:
    """What comes from the site's day on until AHEAD, by day.

    What is overdue is no longer coming: a problem tells about that.
    """
    last = site.today + AHEAD
    found = dict.fromkeys((*_articles(site), *_data(site)))
    return tuple(
        sorted((c for c in found if site.today <= c.day <= last), key=lambda entry: entry.order)
    )


def _articles(site: Site) -> Iterator[Coming]:
    """Of stories and pages; a draft has no days before it is none any more, but is reviewed."""
    for article in site.articles:
        name = name_of(site, article)
        if isinstance(article, Story) and not article.draft:
            yield from _days(site, article, name)
        if article.review_by:
            yield Coming(article.review_by, Sort.REVIEW, name, article.at)
        yield from _waivers(article, name)


def _days(site: Site, story: Story, name: str) -> Iterator[Coming]:
    """The days on which the site changes: one of today has done so already."""
    if story.publish and story.publish > site.today:
        yield Coming(story.publish, Sort.PUBLISH, name, story.at)
    if story.expire and story.expire > site.today:
        yield Coming(story.expire, Sort.EXPIRE, name, story.at)


def _waivers(article: Story | ContentPage, name: str) -> Iterator[Coming]:
    for holder in (article, *article.editions):
        for waiver in holder.waivers:
            if waiver.until:
                yield Coming(waiver.until, Sort.WAIVER, f"{name} {waiver.rule}", waiver.at)


def _data(site: Site) -> Iterator[Coming]:
    for fact in site.facts.values():
        if fact.review_by:
            yield Coming(fact.review_by, Sort.FIGURE, fact.id, fact.at)
    for contacts in (site.help.contacts, *(school.contacts for school in site.schools)):
        for contact in contacts:
            yield Coming(contact.due, Sort.CONTACT, contact.number, contact.at)
