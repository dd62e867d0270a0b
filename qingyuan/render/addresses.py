"""Feeds and the sitemap: what needs absolute addresses, and is made only where one is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qingyuan.model.language import Language
from qingyuan.model.page import Later, Page
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import contexts, paths
from qingyuan.render.lists import Listing
from qingyuan.render.versions import DEFAULT, Versions

_FEED_LENGTH = 20


def feed(site: Site, language: Language, stories: tuple[Story, ...]) -> Iterator[Page]:
    """An Atom feed of the newest stories that exist in the language."""
    address = site.settings.address
    own = [story for story in stories if story.edition(language.code)][:_FEED_LENGTH]
    if not address or not own:
        return
    code = language.code
    entries = tuple(
        contexts.FeedEntry(
            f"{address}/{paths.story(code, story.slug)}",
            story.best(code).title,
            story.best(code).summary,
            f"{address}/{paths.of(story, code)}",
            story.date,
        )
        for story in own
    )
    context = contexts.FeedContext(
        language.tag,
        site.settings.title[code],
        site.settings.tagline[code],
        f"{address}/{paths.feed(code)}",
        f"{address}/{paths.page(code, 'home')}",
        max(story.date for story in own),
        entries,
    )
    yield Page(paths.feed(code), "feed.xml", context, None, "content/stories")


def sitemap(
    site: Site, stories: tuple[Story, ...], lists: Callable[[], tuple[Listing, ...]]
) -> Iterator[Page]:
    """Every page that exists in a language of its own, with its translations; and where that is.

    The day of a page is the one that its editors gave it.
    """
    if not site.settings.address:
        return
    listed = Later.of(lambda: _listed(site, stories, lists()), "sitemap.xml")
    yield Page("sitemap.xml", "sitemap.xml", listed, None, "content/site.yaml")
    robots = contexts.RobotsContext(f"{site.settings.address}/sitemap.xml")
    yield Page("robots.txt", "robots.txt", robots, None, "content/site.yaml")


def _listed(
    site: Site, stories: tuple[Story, ...], lists: tuple[Listing, ...]
) -> contexts.SitemapContext:
    articles: tuple[Story | ContentPage, ...] = (*site.pages, *stories)
    dated = [(Versions.of(site, article), article.date) for article in articles]
    groups = [
        *(Versions.generated(site, name) for name in site.generated if name != "stories"),
        *(
            listing.versions(number + 1)
            for listing in lists
            for number in range(max(map(listing.last, site.languages)))
        ),
        *(Versions.kit(site, s, sheet) for s in stories if s.lesson for sheet in paths.SHEETS),
    ]
    found = [(group.alternates, day) for group, day in (*dated, *((g, None) for g in groups))]
    entries = [(url, day, group) for group, day in found for tag, url in group if tag != DEFAULT]
    return contexts.SitemapContext(tuple(sorted(entries, key=lambda entry: entry[0])))
