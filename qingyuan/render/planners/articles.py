"""Home, about, help, for schools, and whatever page an editor adds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from qingyuan.model.page import Page
from qingyuan.render import contexts, views
from qingyuan.render.kits import KitLinks
from qingyuan.render.planners.desk import Desk
from qingyuan.render.versions import Versions

_FRONT_FIGURES = 6


_FRONT_STORIES = 7


def articles(desk: Desk) -> Iterator[Page]:
    """Home, about, help, for schools, and any page that an editor adds."""
    for page in filter(desk.wants, desk.pages):
        edition = page.best(desk.code)
        sight = desk.sights.of(page)
        view = desk.article(sight)
        chrome = desk.maker.chrome(Versions.of(desk.site, page), page.slug)
        context: Struct
        if page.slug == "home":
            cards = desk.cards(desk.site.home_stories(desk.language)[:_FRONT_STORIES])
            context = contexts.HomeContext(chrome, view, cards, _front_figures(desk))
        else:
            context = contexts.PageContext(chrome, page.slug, view, _kit_list(desk, page.slug))
        template = "home.html" if page.slug == "home" else "page.html"
        yield desk.page(chrome.path, template, context, edition.at.path)


def _kit_list(desk: Desk, slug: str) -> tuple[KitLinks, ...]:
    """All lesson kits, on the page for schools."""
    found = map(desk.say.kit_links, desk.stories if slug == "schools" else ())
    return tuple(links for links in found if links)


def _front_figures(desk: Desk) -> tuple[views.FigureView, ...]:
    """The first key figure of each theme, and no more than a reader takes in at a glance."""
    keys = (
        next((fact for fact in theme.facts if fact.key and fact.usable), None)
        for theme in desk.site.themes
    )
    return tuple(desk.say.figure(fact) for fact in keys if fact)[:_FRONT_FIGURES]
