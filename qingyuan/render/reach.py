"""How far an edit of texts reaches: what others show of an article, and which pages that is."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.body import Embed
from qingyuan.model.ledger import Ledger
from qingyuan.model.location import NOWHERE
from qingyuan.model.page import Page
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Edition, Story
from qingyuan.render import addresses, moved
from qingyuan.render.chrome import Design
from qingyuan.render.lists import listings
from qingyuan.render.media import Media
from qingyuan.render.planners import OF_TEXTS, OF_TITLES
from qingyuan.render.planners.desk import desks_of
from qingyuan.render.planners.stories import near
from qingyuan.render.sight import Sights, closed

# The pages of figures and timelines list who has them in a text.
_LISTED = frozenset({"fact", "chart", "timeline"})


class Shown(Struct, frozen=True):
    """Articles whose texts are others now, and those of them whose titles or summaries are."""

    texts: tuple[Story | ContentPage, ...]
    titles: tuple[Story | ContentPage, ...]


def pages_of(shown: Shown, site: Site, design: Design, ledger: Ledger, media: Media) -> list[Page]:
    """The pages that show texts, and those that may show titles, as a plan has them.

    With them comes the page of the search in every language.
    """
    lists = cache(lambda: listings(site))
    pages: list[Page] = []
    for desk in desks_of(Sights(site, ledger), lists, media, design):
        desk.titled = {id(article) for article in shown.titles}
        around = {id(story) for article in shown.titles for story in near(desk, article)}
        desk.wanted = {id(article) for article in shown.texts} | desk.titled | around
        pages += (page for planner in OF_TEXTS for page in planner(desk))
        if shown.titles:
            pages += (page for planner in OF_TITLES for page in planner(desk))
            pages += addresses.feed(site, desk.language, desk.all_stories)
            pages += (claim.page for claim in moved.claims(desk.maker, shown.titles))
    return pages


def outside(article: Story | ContentPage) -> Story | ContentPage:
    """What others than its own pages show of an article, or follow from: if equal, so are they."""
    return replace(article, editions=tuple(map(_outside, article.editions)), waivers=())


def _outside(edition: Edition) -> Edition:
    used = (embed for embed in edition.embeds if embed.kind in _LISTED)
    embeds = dict.fromkeys(Embed(e.kind, e.target, "", "", NOWHERE) for e in used)
    files = dict.fromkeys(replace(use, at=NOWHERE) for use in edition.files)
    return replace(
        closed(edition),
        at=NOWHERE,
        waivers=(),
        embeds=tuple(embeds),
        files=tuple(files),
        size=(0, 0),
    )
