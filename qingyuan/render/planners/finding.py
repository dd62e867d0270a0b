"""The search, the readings of Chinese characters, and the page where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from qingyuan.model.page import Later, Page
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import contexts, paths, pinyin, slots
from qingyuan.render.planners.desk import Desk
from qingyuan.render.searching import SearchArticle, Searching


def search(desk: Desk) -> Iterator[Page]:
    """The search's page and its texts."""
    searching = Searching(desk.say, desk.stories, desk.pages, desk.listings)
    script = desk.maker.design.search_script

    def article(article: Story | ContentPage, number: int) -> Later:
        make = partial(_search_article, desk, article, searching, number)
        return desk.later(make, partial(desk.alone, article, "search", str(number)))

    yield from searching.pages(desk.generated("search", menu="search"), script, article, desk.wants)


def _search_article(
    desk: Desk,
    article: Story | ContentPage,
    searching: Searching,
    number: int,
) -> SearchArticle:
    sight = desk.sights.of(article)
    view = desk.text(sight).article(article, sight.by_slug)
    return searching.article(number, article, view)


def pinyin_table(desk: Desk) -> Iterator[Page]:
    """The readings that editors have reviewed, where a language can show them."""
    design = desk.maker.design
    view = pinyin.view(desk.language, design.pinyin_script, design.readings)
    if view:
        context = pinyin.Reviewed(desk.site.readings)
        yield desk.page(view.reviewed, None, context, "content/pinyin.yaml")


def not_found(desk: Desk) -> Iterator[Page]:
    """Found at many addresses, so it claims none; one for all languages, as most servers want it.

    Servers send it at any depth: where the address is known, its links begin at the address's path.
    A pack is for a server, so there they do in any case.
    """
    address, slotted = desk.site.settings.address, desk.site.slotted
    made = replace(desk.generated("404"), canonical=None, alternates=())
    found = [made.path, *([paths.NOT_FOUND] if desk.language is desk.site.languages[0] else [])]
    for path in found:
        root = paths.from_address(address) if address else paths.root_of(path)
        root = slots.token(slots.PREFIX) if slotted else root
        context = contexts.NotFoundContext(replace(made, path=path, root=root))
        yield desk.page(path, "404.html", context, "templates/404.html")
