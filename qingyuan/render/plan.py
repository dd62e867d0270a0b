"""The plan: one page per output path, each with the small value that its template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial

from qingyuan import images
from qingyuan.model.ledger import Ledger
from qingyuan.model.location import Location, Ref
from qingyuan.model.page import Output, Page
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import addresses, moved, paths, root, worker
from qingyuan.render.chrome import EVERYWHERE, Design
from qingyuan.render.lists import Listing, listings
from qingyuan.render.media import Media
from qingyuan.render.planners import PLANNERS, search
from qingyuan.render.planners.desk import Desk, desks_of
from qingyuan.render.problems import PATH_TWICE
from qingyuan.render.sight import Sights


class Plan:
    """The pages to perform, and the files to publish as they are; each path once.

    They are planned a room at a time, as they are asked for: all of them for a build, those of one
    kind and language for somebody who looks at a single page.  To be made of a site without errors
    only: what the checks have seen to is taken for granted.
    """

    def __init__(
        self,
        site: Site,
        files: Discovered,
        ledger: Ledger,
        cleaned: Mapping[str, images.Cleaned],
    ) -> None:
        self.site = site
        self._given = (files, ledger, cleaned)
        self._media = Media({file.path: file for file in files.beside}, cleaned)
        design = design_of(site, files)
        lists = cache(lambda: listings(site))
        desks = desks_of(Sights(site, ledger), lists, self._media, design)
        self._rooms = [_Room("", partial(_for_all, site, design, lists))]
        for desk in desks:
            self._rooms += [_Room(desk.code, partial(p, desk), p) for p in PLANNERS]
            feed = partial(addresses.feed, site, desk.language, desk.all_stories)
            self._rooms.append(_Room("", feed))
        self._claims = [
            partial(moved.claims, desk.maker, (*desk.stories, *desk.pages)) for desk in desks
        ]

    def page(self, path: str) -> Page | None:
        """The page of a path, or None."""
        code = path.partition("/")[0]
        for room in self._rooms:
            if room.code == code and path in room.pages:
                return room.pages[path]
        return next((page for page in self.pages if page.path == path), None)

    def search(self, code: str) -> list[Page]:
        """The search of a language: its page, and its texts."""
        rooms = (room for room in self._rooms if room.code == code and room.planner is search)
        return [page for room in rooms for page in room.planned]

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, sorted by path."""
        return self._whole[0]

    @property
    def problems(self) -> list[Problem]:
        """A path that two pages want is a problem."""
        return list(self._whole[1])

    @cached_property
    def statics(self) -> tuple[Output, ...]:
        """All files that are published as they are, sorted by path."""
        files, *_ = self._given
        assets = [Output(paths.asset(file), file.blob) for file in files.assets]
        found = (*assets, *self._media.outputs(self.site))
        return tuple(sorted(found, key=lambda file: file.path))

    @cached_property
    def _whole(self) -> tuple[tuple[Page, ...], list[Problem]]:
        pages = [page for room in self._rooms for page in room.planned]
        claims = [claim for made in self._claims for claim in made()]
        codes = [language.code for language in self.site.languages]
        old, problems = moved.settle(claims, pages, codes)
        planned, found = _once([*pages, *old])
        problems += found
        if problems and self.site.everything:
            # What readers do not see may have the address of what took its place.
            problems = Plan(self.site.to_show(everything=False), *self._given).problems
        return planned, problems


class _Room:
    """The pages of one planner in one language; those of all languages have no code."""

    def __init__(
        self,
        code: str,
        plan: Callable[[], Iterable[Page]],
        planner: Callable[[Desk], Iterable[Page]] | None = None,
    ) -> None:
        self.code = code
        self.planner = planner
        self._plan = plan

    @cached_property
    def planned(self) -> list[Page]:
        """The pages."""
        return list(self._plan())

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The pages by their paths."""
        return {page.path: page for page in self.planned}


def shape(article: Story | ContentPage) -> tuple[object, ...]:
    """What the addresses of an article's pages, and of the lists that it is in, follow from."""
    editions = tuple((e.language, e.slug, _ids(e.aliases)) for e in article.editions)
    own = (article.folder, _ids(article.aliases), editions, article.draft)
    if isinstance(article, ContentPage):
        return own
    days = (article.publish, article.expire, article.lesson is None)
    return (*own, article.kind, _ids(article.topics), *days)


def _ids(refs: Iterable[Ref]) -> tuple[str, ...]:
    return tuple(ref.id for ref in refs)


def _for_all(
    site: Site, design: Design, lists: Callable[[], tuple[Listing, ...]]
) -> Iterator[Page]:
    """The pages that belong to all languages."""
    yield root.page(site, design)
    yield worker.page(site, design)
    yield from addresses.sitemap(site, site.public_stories, lists)


def design_of(site: Site, files: Discovered) -> Design:
    """Where the design's own files are published."""
    assets = {file.path: paths.asset(file) for file in files.assets}
    shares = {
        language.code: assets[name]
        for language in site.languages
        if (name := f"share/{language.code}.png") in assets
    }
    names = ("site.css", "icon.svg", "overdue.js", "search.js", "pinyin.js", "readings.js")
    style, icon, overdue, search, switch, readings = (assets.get(name, "") for name in names)
    scripts = tuple(assets[name] for name in EVERYWHERE if name in assets)
    return Design(style, icon, overdue, search, scripts, switch, readings, shares)


def _once(pages: list[Page]) -> tuple[tuple[Page, ...], list[Problem]]:
    """Sorted by path, ignoring case as Windows and macOS do; a path taken twice is reported."""
    problems = []
    taken: dict[str, Page] = {}
    for page in pages:
        first = taken.setdefault(page.path.lower(), page)
        if first is not page:
            problems.append(
                PATH_TWICE.at(Location(page.origin), path=page.path, other=first.origin)
            )
    return tuple(sorted(pages, key=lambda page: page.path)), problems
