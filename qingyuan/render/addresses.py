"""Feeds and the sitemap: what needs absolute addresses, and is made only where one is known."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.language import Language
from qingyuan.model.page import Page
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import paths, views

_FEED_LENGTH = 20


def feed(site: Site, language: Language, stories: tuple[Story, ...]) -> Iterator[Page]:
    """An Atom feed of the newest stories that exist in the language."""
    address = site.settings.address
    own = [story for story in stories if story.edition(language.code)][:_FEED_LENGTH]
    if not address or not own:
        return
    code = language.code
    entries = tuple(
        views.FeedEntry(
            story.best(code).title,
            story.best(code).summary,
            f"{address}/{paths.story(code, story.slug)}",
            story.date,
        )
        for story in own
    )
    context = views.FeedContext(
        language.tag,
        site.settings.title[code],
        site.settings.tagline[code],
        f"{address}/{code}/feed.xml",
        f"{address}/{paths.page(code, 'home')}",
        max(story.date for story in own),
        entries,
    )
    yield Page(f"{code}/feed.xml", "feed.xml", context, None, "content/stories")


def sitemap(site: Site, stories: tuple[Story, ...]) -> Iterator[Page]:
    """Every page that exists in a language of its own, with its translations."""
    address = site.settings.address
    if not address:
        return
    entries = []
    articles: tuple[Story | ContentPage, ...] = (*site.pages, *stories)
    for article in articles:
        make = paths.story if isinstance(article, Story) else paths.page
        own = [language for language in site.languages if article.edition(language.code)]
        alternates = tuple((o.tag, f"{address}/{make(o.code, article.slug)}") for o in own)
        entries += [(url, alternates) for _, url in alternates]
    for name in ("stories", "facts", "glossary"):
        alternates = tuple((o.tag, f"{address}/{paths.page(o.code, name)}") for o in site.languages)
        entries += [(url, alternates) for _, url in alternates]
    context = views.SitemapContext(tuple(sorted(entries)))
    yield Page("sitemap.xml", "sitemap.xml", context, None, "content/site.yaml")
