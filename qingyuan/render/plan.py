"""The plan: one page per output path, each with the small value that its template is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import images
from qingyuan.model.body import Body, Embed
from qingyuan.model.digests import digest
from qingyuan.model.language import Language
from qingyuan.model.ledger import Ledger
from qingyuan.model.lesson import Lesson
from qingyuan.model.location import NOWHERE, Location, Ref
from qingyuan.model.page import Later, Output, Page, Seen
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Edition, Story
from qingyuan.render import addresses, kits, moved, paths, pinyin, root, slots, views, worker
from qingyuan.render.chrome import EVERYWHERE, ChromeMaker, Design
from qingyuan.render.kits import KitLinks
from qingyuan.render.lists import ALL, KIND, TOPIC, Listing, listings
from qingyuan.render.localise import Localiser
from qingyuan.render.media import Media
from qingyuan.render.problems import PATH_TWICE
from qingyuan.render.searching import SearchArticle, Searching
from qingyuan.render.sight import Sight, Sights, closed
from qingyuan.render.versions import Versions

_RELATED = 3
_FRONT_FIGURES = 6
_FRONT_STORIES = 7


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
        desks = _desks(Sights(site, ledger), lists, self._media, design)
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
        rooms = (room for room in self._rooms if room.code == code and room.planner is _search)
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
    for desk in _desks(Sights(site, ledger), lists, media, design):
        desk.titled = {id(article) for article in shown.titles}
        near = {id(story) for article in shown.titles for story in _near(desk, article)}
        desk.wanted = {id(article) for article in shown.texts} | desk.titled | near
        pages += (page for planner in _OF_TEXTS for page in planner(desk))
        if shown.titles:
            pages += (page for planner in _OF_TITLES for page in planner(desk))
            pages += addresses.feed(site, desk.language, desk.all_stories)
            pages += (claim.page for claim in moved.claims(desk.maker, shown.titles))
    return pages


def _near(desk: _Desk, article: Story | ContentPage) -> Iterator[Story]:
    """The stories whose pages may show the title of one as before, after, or like theirs."""
    topics = {ref.id for ref in article.topics} if isinstance(article, Story) else ()
    for stories in (desk.stories, *(desk.by_topic[topic] for topic in topics)):
        for at in (at for at, story in enumerate(stories) if story is article):
            yield from stories[max(0, at - _RELATED) : at + _RELATED + 1]


def outside(article: Story | ContentPage) -> Story | ContentPage:
    """What others than its own pages show of an article, or follow from: if equal, so are they."""
    return replace(article, editions=tuple(map(_outside, article.editions)), waivers=())


def _outside(edition: Edition) -> Edition:
    embeds = dict.fromkeys(Embed(e.kind, e.target, "", "", NOWHERE) for e in edition.embeds)
    files = dict.fromkeys(replace(use, at=NOWHERE) for use in edition.files)
    return replace(
        closed(edition),
        at=NOWHERE,
        waivers=(),
        embeds=tuple(embeds),
        files=tuple(files),
        size=(0, 0),
    )


class _Room:
    """The pages of one planner in one language; those of all languages have no code."""

    def __init__(
        self,
        code: str,
        plan: Callable[[], Iterable[Page]],
        planner: Callable[[_Desk], Iterable[Page]] | None = None,
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


def _desks(
    sights: Sights, lists: Callable[[], tuple[Listing, ...]], media: Media, design: Design
) -> list[_Desk]:
    """Those of all languages."""
    desks = [_Desk(sights, lang, lists, media, design) for lang in sights.site.languages]
    # A text may stand in for another language's, with words of its own.
    shell = digest(*(repr(desk.generated("facts")) for desk in desks))
    for desk in desks:
        desk.shell = shell
    return desks


class _Desk:
    """What the planners of one language share.

    Of the pages that show texts those of `wanted` articles are planned, by their ids, and of lists
    those that show `titled` ones; None is all.
    """

    def __init__(
        self,
        sights: Sights,
        language: Language,
        lists: Callable[[], tuple[Listing, ...]],
        beside: Media,
        design: Design,
    ) -> None:
        self.sights = sights
        self.site = site = sights.site
        self.shell = ""
        self.wanted: set[int] | None = None
        self.titled: set[int] | None = None
        self.beside = beside
        self._lists = lists
        self.language = language
        self.code = language.code
        self.all_stories = site.public_stories
        self.stories = [story for story in self.all_stories if site.shows(story, language)]
        self.pages = [page for page in site.pages if site.shows(page, language)]
        self.say = Localiser(site, language, language, beside)
        self.maker = ChromeMaker(site, self.say, design)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All lists of stories."""
        return self._lists()

    @cached_property
    def by_topic(self) -> Mapping[str, list[Story]]:
        """The stories of each topic."""
        found: defaultdict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            for topic in dict.fromkeys(ref.id for ref in story.topics):
                found[topic].append(story)
        return found

    @cached_property
    def places(self) -> Mapping[tuple[str, str], int]:
        """Where each story stands among those of a topic."""
        topics = self.by_topic.items()
        return {(topic, s.slug): place for topic, found in topics for place, s in enumerate(found)}

    def wants(self, article: Story | ContentPage) -> bool:
        """Whether the pages of an article are to be planned; pages show titles of any story."""
        if self.wanted is None or (self.titled and isinstance(article, ContentPage)):
            return True
        return id(article) in self.wanted

    def lists(self, stories: Iterable[Story]) -> bool:
        """Whether a list of these is to be planned."""
        return self.titled is None or any(id(story) in self.titled for story in stories)

    def page(self, path: str, template: str | None, context: Struct, origin: str) -> Page:
        return Page(path, template, context, self.code, origin)

    def later(self, make: Callable[[], Struct], seen: Callable[[], Seen]) -> Later:
        """A context that is made of the frame of every page, and what else is `seen`."""
        return Later(lambda: (("frame", self.shell), *seen()), make)

    def text(self, sight: Sight) -> Localiser:
        """What speaks the language of the text that this language's readers get."""
        edition = sight.article.best(self.code)
        language = self.site.settings.language(edition.language)
        return Localiser(sight.site, language, self.language, self.beside)

    def article(self, sight: Sight) -> views.ArticleView:
        """The text of a story or page, marked where readers do not see it."""
        view = self.text(sight).article(sight.article, sight.by_slug)
        return replace(view, hidden=sight.hidden)

    def cards(self, stories: Iterable[Story]) -> tuple[views.Card, ...]:
        """Stories as in a list."""
        return tuple(self.say.card(story) for story in stories)

    def glances(self, stories: Iterable[Story | None]) -> Seen:
        """What is shown of other stories."""
        return tuple(self.sights.glance(s, self.code) if s else ("", "") for s in stories)

    def generated(self, name: str, menu: str = "") -> views.Chrome:
        """The chrome of a page that exists in every language."""
        return self.maker.chrome(Versions.generated(self.site, name), menu)


def _articles(desk: _Desk) -> Iterator[Page]:
    """Home, about, help, for schools, and any page that an editor adds."""
    for page in filter(desk.wants, desk.pages):
        edition = page.best(desk.code)
        sight = desk.sights.of(page)
        view = desk.article(sight)
        chrome = desk.maker.chrome(Versions.of(desk.site, page), page.slug)
        context: Struct
        if page.slug == "home":
            cards = desk.cards(desk.site.home_stories(desk.language)[:_FRONT_STORIES])
            context = views.HomeContext(chrome, view, cards, _front_figures(desk))
        else:
            context = views.PageContext(chrome, page.slug, view, _kit_list(desk, page.slug))
        template = "home.html" if page.slug == "home" else "page.html"
        yield desk.page(chrome.path, template, context, edition.at.path)


def _kit_list(desk: _Desk, slug: str) -> tuple[KitLinks, ...]:
    """All lesson kits, on the page for schools."""
    found = map(desk.say.kit_links, desk.stories if slug == "schools" else ())
    return tuple(links for links in found if links)


def _front_figures(desk: _Desk) -> tuple[views.FigureView, ...]:
    """The first key figure of each theme, and no more than a reader takes in at a glance."""
    keys = (
        next((fact for fact in theme.facts if fact.key and fact.usable), None)
        for theme in desk.site.themes
    )
    return tuple(desk.say.figure(fact) for fact in keys if fact)[:_FRONT_FIGURES]


def _stories(desk: _Desk) -> Iterator[Page]:
    """A page a story, with its neighbours in time and what shares its topics."""
    for index, story in enumerate(desk.stories):
        if not desk.wants(story):
            continue
        path, at = paths.of(story, desk.code), story.best(desk.code).at.path
        seen = partial(_seen, desk, story, index)
        if desk.site.slotted:
            more = desk.later(partial(_more, desk, story, index), seen)
            yield desk.page(f"{path}{slots.MORE}", "school/more.html", more, at)
        context = desk.later(partial(_story, desk, story, index), seen)
        yield replace(desk.page(path, "story.html", context, at), code=_code(desk, story))


class _Around(Struct, frozen=True):
    """The stories that come after and before one in time, and those that are related to it."""

    newer: Story | None
    older: Story | None
    related: tuple[Story, ...]


def _around(desk: _Desk, story: Story, index: int) -> _Around:
    newer = desk.stories[index - 1] if index else None
    older = desk.stories[index + 1] if index + 1 < len(desk.stories) else None
    return _Around(newer, older, _related(desk, story))


def _seen(desk: _Desk, story: Story, index: int) -> Seen:
    """What the page of a story shows, of itself and of the stories around it."""
    around = _around(desk, story, index)
    others = desk.glances((around.newer, around.older, *around.related))
    return desk.sights.of(story).seen, *others


def _more(desk: _Desk, story: Story, index: int) -> views.MoreContext:
    chrome = desk.maker.chrome(Versions.of(desk.site, story), "stories")
    return views.MoreContext(chrome, *_neighbours(desk, _around(desk, story, index)))


def _neighbours(
    desk: _Desk, around: _Around
) -> tuple[views.Link | None, views.Link | None, tuple[views.Card, ...]]:
    newer, older = (
        replace(desk.say.link(story), hidden=story.hidden(desk.site.today)) if story else None
        for story in (around.newer, around.older)
    )
    return newer, older, desk.cards(around.related)


def _story(desk: _Desk, story: Story, index: int) -> views.StoryContext:
    sight = desk.sights.of(story)
    # In an edition for schools these are filled in later.
    none = _Around(None, None, ())
    around = none if desk.site.slotted else _around(desk, story, index)
    text = desk.text(sight)
    consent = story.consent
    picture = _lead(text, story)
    chrome = desk.maker.chrome(Versions.of(desk.site, story), "stories")
    return views.StoryContext(
        _with_lead(chrome, picture, desk.site.settings.address),
        desk.article(sight),
        story.kind,
        desk.say.text(desk.site.places[story.place.id]),
        desk.say.topics(story),
        story.audience,
        tuple(
            views.PersonView(text.text(p.name), text.text(p.role), p.anonymised)
            for p in story.people
        ),
        views.ConsentView(text.text(consent.basis), text.text(consent.scope), consent.date)
        if consent
        else None,
        text.text(story.content_note),
        picture,
        desk.say.text(story.reviewer),
        *_neighbours(desk, around),
        desk.say.kit_links(story),
        kits.code(desk.site, story, desk.code),
    )


def _lead(text: Localiser, story: Story) -> views.PictureView | None:
    picture = story.picture
    if picture is None:
        return None
    image = text.image(story, picture.file.id)
    return views.PictureView(image, text.text(picture.alt), text.text(picture.credit))


def _with_lead(
    chrome: views.Chrome, picture: views.PictureView | None, address: str | None
) -> views.Chrome:
    """Links to a story show its own picture; drawings are left out, which others can't show."""
    if chrome.share is None or picture is None or not picture.image.copies:
        return chrome
    share = replace(chrome.share, image=f"{address}/{picture.image.path}", alt=picture.alt)
    return replace(chrome, share=share)


def _kits(desk: _Desk) -> Iterator[Page]:
    """A lesson kit's three pages, in the language of the story's edition."""
    for story in desk.stories:
        if story.lesson is None or not desk.wants(story):
            continue
        for sheet in paths.SHEETS:
            path, name = paths.kit(story, desk.code, sheet), sheet or "kit"
            seen = partial(_seen_alone, desk, story, name)
            context = desk.later(partial(_kit, desk, story, story.lesson, sheet), seen)
            page = desk.page(path, f"{name}.html", context, story.lesson.at.path)
            yield replace(page, code=_code(desk, story))


def _code(desk: _Desk, story: Story) -> str:
    """What the QR code on a story's pages says, where that is known before they are filled in."""
    code = None if desk.site.slotted else kits.code(desk.site, story, desk.code)
    return code.text if code else ""


def _seen_alone(desk: _Desk, article: Story | ContentPage, *names: str) -> Seen:
    """What a page shows of an article, and nothing of others."""
    return *((name, "") for name in names), desk.sights.of(article).seen


def _kit(desk: _Desk, story: Story, lesson: Lesson, sheet: str) -> views.KitContext:
    sight = desk.sights.of(story)
    links = desk.say.links_of(story, lesson)
    text = desk.text(sight)
    view = _heading_only(desk.article(sight))
    chrome = desk.maker.chrome(Versions.kit(desk.site, story, sheet), "schools")
    kit, code = text.kit(story, lesson), kits.code(desk.site, story, desk.code)
    return views.KitContext(chrome, view, kit, links, code)


def _heading_only(view: views.ArticleView) -> views.ArticleView:
    """A story without its text, for a page that only speaks of it."""
    stale = view.binding.stale
    behind = replace(stale, sections=(), boxes=()) if stale else None
    return replace(view, body=Body(), binding=views.Binding(stale=behind), toc=(), sources=())


def _related(desk: _Desk, story: Story) -> tuple[Story, ...]:
    """The stories that share most topics, among the nearest in time in each topic.

    Looking at near ones only keeps the work linear, and a new story from changing every page.
    """
    shared: Counter[str] = Counter()
    known: dict[str, Story] = {}
    for topic in dict.fromkeys(ref.id for ref in story.topics):
        listed = desk.by_topic[topic]
        place = desk.places[topic, story.slug]
        near = [
            *listed[max(0, place - _RELATED) : place],
            *listed[place + 1 : place + 1 + _RELATED],
        ]
        known |= {other.slug: other for other in near}
        shared.update(other.slug for other in near)
    return tuple(known[slug] for slug, _ in shared.most_common(_RELATED))


def _lists(desk: _Desk) -> Iterator[Page]:
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
    desk: _Desk, listing: Listing, number: int, stories: tuple[Story, ...], filters: str
) -> Seen:
    """What a page of a list shows."""
    last = ",".join(str(listing.last(language)) for language in desk.site.languages)
    lists = (("lists " + desk.code, filters), (f"length {listing.of} {listing.id}", last))
    return *lists, (str(number), ""), *desk.glances(stories)


_Filters = tuple[views.Filter, tuple[views.Filter, ...], tuple[views.Filter, ...]]


def _list(
    desk: _Desk, listing: Listing, number: int, stories: tuple[Story, ...], filters: _Filters
) -> views.ListContext:
    current, kinds, topics = filters
    chrome = desk.maker.chrome(listing.versions(number), "stories")
    paging = listing.paging(desk.language, number)
    return views.ListContext(chrome, current, desk.cards(stories), kinds, topics, paging)


def _filter(desk: _Desk, listing: Listing) -> views.Filter:
    name = desk.site.topics.get(listing.id) if listing.of == TOPIC else None
    return views.Filter(
        listing.id or ALL,
        desk.say.text(name) if name else "",
        listing.path(desk.code),
        len(listing.stories[desk.code]),
    )


def _facts(desk: _Desk) -> Iterator[Page]:
    """All figures, each with the stories and pages that cite it, and the sources."""
    used = _users(desk, lambda embed: _cited(desk, embed))
    themes = tuple(
        views.ThemeView(
            theme.id,
            desk.say.text(theme.title),
            desk.say.text(theme.description),
            tuple(desk.say.figure(fact, tuple(used[fact.id])) for fact in theme.facts),
        )
        for theme in desk.site.themes
    )
    sources = tuple(desk.say.source(source) for source in desk.site.sources.values())
    chrome = desk.generated("facts", menu="facts")
    files = tuple(
        views.Download(form, paths.download(desk.code, f"facts.{form}")) for form in ("csv", "json")
    )
    timelines = paths.page(desk.code, "timeline") if desk.site.timelines else None
    context = views.FactsContext(chrome, themes, sources, files, timelines)
    yield desk.page(chrome.path, "facts.html", context, "content/facts")


def _cited(desk: _Desk, embed: Embed) -> Iterable[str]:
    """The facts that stand where an embed stands."""
    if embed.kind == "chart":
        return (ref.id for ref in desk.site.charts[embed.target].facts)
    return (embed.target,) if embed.kind == "fact" else ()


def _users(desk: _Desk, named: Callable[[Embed], Iterable[str]]) -> dict[str, list[views.Link]]:
    """Whatever embeds name, with links to the stories and pages that have them."""
    used: dict[str, list[views.Link]] = defaultdict(list)
    articles: tuple[Story | ContentPage, ...] = (*desk.stories, *desk.pages)
    for article in articles:
        embeds = article.best(desk.code).embeds
        for name in dict.fromkeys(name for embed in embeds for name in named(embed)):
            used[name].append(desk.say.link(article))
    return used


def _timelines(desk: _Desk) -> Iterator[Page]:
    """All timelines on one page, if there are any."""
    if not desk.site.timelines:
        return
    used = _users(desk, lambda e: (e.target,) if e.kind == "timeline" else ())
    found = tuple(
        (desk.say.drawer.timeline(timeline), tuple(used[name]))
        for name, timeline in desk.site.timelines.items()
    )
    chrome = desk.generated("timeline", menu="facts")
    context = views.TimelinesContext(chrome, found)
    yield desk.page(chrome.path, "timeline.html", context, "content/timelines")


def _facts_files(desk: _Desk) -> Iterator[Page]:
    """All figures as CSV and JSON."""
    site, say = desk.site, desk.say
    records = tuple(say.record(fact) for theme in site.themes for fact in theme.facts)
    numbers = ("number-", "scale-", "short-")
    prefixes = ("csv-", "qualifier-", "status-", *numbers)
    words = tuple(word for word in desk.maker.words if word[0].startswith(prefixes))
    table = views.FactsTable(desk.language.locale, records, words)
    yield desk.page(paths.download(desk.code, "facts.csv"), None, table, "content/facts")
    used = {record.unit for record in records}
    data = views.FactsData(
        desk.language.tag,
        desk.language.locale,
        tuple(word for word in words if word[0].startswith(numbers)),
        say.text(site.settings.title),
        site.settings.address,
        tuple((t.id, say.text(t.title), say.text(t.description)) for t in site.themes),
        records,
        tuple(say.unit(unit) for unit in site.units.values() if unit.id in used),
        tuple(say.source(source) for source in site.sources.values()),
    )
    yield desk.page(paths.download(desk.code, "facts.json"), None, data, "content/facts")


def _drawn_files(desk: _Desk) -> Iterator[Page]:
    """What each chart and timeline shows, as CSV."""
    for name, chart in desk.site.charts.items():
        view = desk.say.drawer.chart(chart)
        yield desk.page(view.path, None, view, f"content/charts/{name}.yaml")
    for name, timeline in desk.site.timelines.items():
        drawn = desk.say.drawer.timeline(timeline)
        yield desk.page(drawn.path, None, drawn, f"content/timelines/{name}.yaml")


def _glossary(desk: _Desk) -> Iterator[Page]:
    """All terms, in the order of the language's dictionaries."""
    terms = [desk.say.term(term) for term in desk.site.terms.values()]
    terms.sort(key=lambda view: (_collation(view.term, desk.language), view.id))
    chrome = desk.generated("glossary", menu="glossary")
    context = views.GlossaryContext(chrome, tuple(terms))
    yield desk.page(chrome.path, "glossary.html", context, "content/glossary.yaml")


def _collation(text: str, language: Language) -> bytes:
    """A sort key: GB 18030 keeps the 3,755 commonest characters in the order of their pinyin."""
    plain = text.casefold()
    return plain.encode("gb18030" if language.tag.startswith("zh") else "utf-8")


def _search(desk: _Desk) -> Iterator[Page]:
    """The search's page and its texts."""
    searching = Searching(desk.say, desk.stories, desk.pages, desk.listings)
    script = desk.maker.design.search_script

    def article(article: Story | ContentPage, number: int) -> Later:
        make = partial(_search_article, desk, article, searching, number)
        return desk.later(make, partial(_seen_alone, desk, article, "search", str(number)))

    yield from searching.pages(desk.generated("search", menu="search"), script, article, desk.wants)


def _search_article(
    desk: _Desk,
    article: Story | ContentPage,
    searching: Searching,
    number: int,
) -> SearchArticle:
    sight = desk.sights.of(article)
    view = desk.text(sight).article(article, sight.by_slug)
    return searching.article(number, article, view)


def _pinyin(desk: _Desk) -> Iterator[Page]:
    """The readings that editors have reviewed, where a language can show them."""
    design = desk.maker.design
    view = pinyin.view(desk.language, design.pinyin_script, design.readings)
    if view:
        context = pinyin.Reviewed(desk.site.readings)
        yield desk.page(view.reviewed, None, context, "content/pinyin.yaml")


def _not_found(desk: _Desk) -> Iterator[Page]:
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
        context = views.NotFoundContext(replace(made, path=path, root=root))
        yield desk.page(path, "404.html", context, "templates/404.html")


# Those of the pages that show texts of articles.
_OF_TEXTS = (_stories, _kits, _search, _articles)
# And those of pages besides that show titles of articles.
_OF_TITLES = (_lists, _facts, _timelines)
# Articles come last: where an editor's page takes a generated one's path, it is the one to rename.
PLANNERS = (
    _stories,
    _kits,
    _lists,
    _facts,
    _facts_files,
    _timelines,
    _drawn_files,
    _glossary,
    _search,
    _pinyin,
    _not_found,
    _articles,
)
