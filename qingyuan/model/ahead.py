"""What changes on which day: a pure function of the site, as of its day."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.coming import AHEAD, Coming, Sort
from qingyuan.model.site import Site
from qingyuan.model.standings import name_of
from qingyuan.model.story import ContentPage, Story


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
