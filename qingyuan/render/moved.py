"""Old addresses: each a small page that leads to where the text is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.location import Location, Ref
from qingyuan.model.page import Page
from qingyuan.model.problem import Problem
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import contexts, paths
from qingyuan.render.chrome import ChromeMaker
from qingyuan.render.problems import ALIAS_LANGUAGE, ALIAS_PAGE, ALIAS_TWICE
from qingyuan.render.versions import Versions


class Claim(Struct, frozen=True):
    """An old address as somebody typed it, and its page."""

    alias: Ref
    page: Page


def claims(maker: ChromeMaker, articles: Iterable[Story | ContentPage]) -> Iterator[Claim]:
    """The old addresses of a language's articles: each edition's own, and those of all."""
    code = maker.language.code
    for article in articles:
        edition = article.edition(code)
        for alias in (*article.aliases, *(edition.aliases if edition else ())):
            path = paths.old(code, alias.id)
            chrome = maker.chrome(Versions.of(maker.site, article))
            context = contexts.MovedContext(
                replace(chrome, path=path, root=paths.root_of(path)), maker.localiser.link(article)
            )
            yield Claim(alias, Page(path, "moved.html", context, code, alias.at.path))


def settle(
    claimed: Iterable[Claim], pages: Iterable[Page], codes: Iterable[str]
) -> tuple[list[Page], list[Problem]]:
    """The pages of old addresses that nobody else has, and what is wrong with the others."""
    today = {page.path.lower(): page.origin for page in pages}
    first: dict[str, Location] = {}
    settled, problems = [], []
    for claim in claimed:
        alias, path = claim.alias, claim.page.path
        key = path.lower()
        code, _, rest = alias.id.partition("/")
        if key in today:
            problems.append(ALIAS_PAGE.at(alias.at, path=path, other=today[key]))
        elif key in first:
            problems.append(ALIAS_TWICE.at(alias.at, path=path, other=str(first[key])))
        elif code in codes:
            problem = ALIAS_LANGUAGE.at(alias.at, value=alias.id, code=code, suggestion=rest)
            problems.append(problem)
        else:
            first[key] = alias.at
            settled.append(claim.page)
    return settled, problems
