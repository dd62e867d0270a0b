"""The state of every translation of a site: done, stale, unrecorded or missing."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.lag import Lag
from qingyuan.model.location import Location
from qingyuan.model.record import RECORD
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing, State
from qingyuan.model.story import ContentPage, Edition, Story
from qingyuan.model.translation import lags

_FRONT = ("title", "summary", "questions")


def name_of(site: Site, article: Story | ContentPage) -> str:
    """What an editor calls an article: its slug, with the folder where both kinds have it."""
    if not {f"story:{article.slug}", f"page:{article.slug}"} <= site.slugs:
        return article.slug
    return f"{'stories' if isinstance(article, Story) else 'pages'}/{article.slug}"


def standings(site: Site) -> Iterator[Standing]:
    """Every article that has an original, in every other language of the site."""
    for article in site.articles:
        source = article.edition(site.settings.default_language)
        if source is None:
            continue
        for language in site.languages:
            found = _standing(site, article, source, language.code)
            if found:
                yield found


def _standing(
    site: Site, article: Story | ContentPage, source: Edition, language: str
) -> Standing | None:
    """None for the original itself, and where a file is there but could not be read."""
    base = source.at.path.rpartition("/")[0]
    path = f"{base}/{language}.md"
    unread = {f"file:{path}", f"file:{base}/{language}{RECORD}"} & site.unread
    if language == source.language or unread:
        return None
    edition = article.edition(language)
    behind = _lags(site, source, edition) if edition else ()
    if edition is None or edition.is_unwritten:
        state = State.MISSING
    elif edition.record is None or edition.record.source != source.language:
        state = State.UNRECORDED
    else:
        state = State.STALE if behind else State.DONE
    return Standing(name_of(site, article), language, state, behind, source.at.path, Location(path))


def _lags(site: Site, source: Edition, edition: Edition) -> tuple[Lag, ...]:
    """What is behind; front matter that could not be read is not compared."""
    unread = front_unread(site, source)
    return tuple(lag for lag in lags(source, edition) if not (unread and lag.number == 0))


def front_unread(site: Site, edition: Edition) -> bool:
    """Whether a text of an edition's front matter could not be read."""
    return any(f"{field}:{edition.at.path}" in site.unread for field in _FRONT)
