"""Every list of stories, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from qingyuan.model.digests import digest
from qingyuan.model.page import Page, Seen
from qingyuan.model.story import Story
from qingyuan.render import contexts
from qingyuan.render.lists import ALL, KIND, TOPIC, Listing
from qingyuan.render.planners.desk import Desk


def lists(desk: Desk) -> Iterator[Page]:
    """Every list of stories, page by page."""
    lists = [listing for listing in desk.listings if listing.shown(desk.language)]
    found = [(listing, _filter(desk, listing)) for listing in lists]
    kinds, topics = (
        tuple(current for listing, current in found if listing.of in names)
        for names in ((ALL, KIND), (TOPIC,))
    )
    filters = digest(repr((kinds, topics)))
    for listing, current in found:
        for number, stories in enumerate(listing.pages(desk.language), 1):
            if not desk.lists(stories):
                continue
            make = partial(_list, desk, listing, number, stories, (current, kinds, topics))
            seen = partial(_seen_listed, desk, listing, number, stories, filters)
            path = listing.path(desk.code, number)
            yield desk.page(path, "stories.html", desk.later(make, seen), "content/stories")


def _seen_listed(
    desk: Desk, listing: Listing, number: int, stories: tuple[Story, ...], filters: str
) -> Seen:
    """What a page of a list shows."""
    last = ",".join(str(listing.last(language)) for language in desk.site.languages)
    lists = (("lists " + desk.code, filters), (f"length {listing.of} {listing.id}", last))
    return *lists, (str(number), ""), *desk.glances(stories)


_Filters = tuple[contexts.Filter, tuple[contexts.Filter, ...], tuple[contexts.Filter, ...]]


def _list(
    desk: Desk, listing: Listing, number: int, stories: tuple[Story, ...], filters: _Filters
) -> contexts.ListContext:
    current, kinds, topics = filters
    chrome = desk.maker.chrome(listing.versions(number), "stories")
    paging = listing.paging(desk.language, number)
    return contexts.ListContext(chrome, current, desk.cards(stories), kinds, topics, paging)


def _filter(desk: Desk, listing: Listing) -> contexts.Filter:
    name = desk.site.topics.get(listing.id) if listing.of == TOPIC else None
    return contexts.Filter(
        listing.id or ALL,
        desk.say.text(name) if name else "",
        listing.path(desk.code),
        len(listing.stories[desk.code]),
    )
