"""The plan: one page per output path, each with the small value that its template is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qingyuan import images
from qingyuan.model.body import Body
from qingyuan.model.language import Language
from qingyuan.model.location import Location
from qingyuan.model.page import Output, Page
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered
from qingyuan.model.site import Site
from qingyuan.model.story import KINDS, ContentPage, Story
from qingyuan.render import addresses, kits, paths, views
from qingyuan.render.chrome import ChromeMaker, Design
from qingyuan.render.kits import KitLinks
from qingyuan.render.localise import Localiser
from qingyuan.render.problems import PATH_TWICE
from qingyuan.render.versions import Versions

_RELATED = 3
_FRONT_FIGURES = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """Pages to perform, and files to publish as they are; each path once, sorted by path."""

    pages: tuple[Page, ...]
    statics: tuple[Output, ...]


def plan(site: Site, files: Discovered) -> tuple[Plan, list[Problem]]:
    """Every page of the site; a path that two of them want is a problem.

    To be called for a site without errors only: what the checks have seen to is taken for granted.
    """
    beside = [replace(file, data=images.clean(file.data)) for file in files.beside]
    media = {file.path: paths.media(file) for file in beside}
    assets = {file.path: paths.asset(file) for file in files.assets}
    design = Design(*(assets.get(name, "") for name in ("site.css", "icon.svg", "overdue.js")))
    stories = site.public_stories
    pages = [*_root(site, design), *addresses.sitemap(site, stories)]
    for language in site.languages:
        desk = _Desk(site, language, stories, media, design)
        for planner in PLANNERS:
            pages += planner(desk)
        pages += addresses.feed(site, language, stories)
    used = {f"content/stories/{story.slug}/" for story in stories}
    used |= {f"content/pages/{page.slug}/" for page in site.pages}
    statics = [Output(assets[file.path], file.data) for file in files.assets]
    statics += [
        Output(media[file.path], file.data)
        for file in beside
        if any(file.path.startswith(folder) for folder in used)
    ]
    return _once(pages, statics)


def _once(pages: list[Page], statics: list[Output]) -> tuple[Plan, list[Problem]]:
    """Sorted by path, ignoring case as Windows and macOS do; a path taken twice is reported."""
    problems = []
    taken: dict[str, Page] = {}
    for page in pages:
        first = taken.setdefault(page.path.lower(), page)
        if first is not page:
            problems.append(
                PATH_TWICE.at(Location(page.origin), path=page.path, other=first.origin)
            )
    ordered = tuple(sorted(pages, key=lambda page: page.path))
    return Plan(ordered, tuple(sorted(statics, key=lambda file: file.path))), problems


class _Desk:
    """What the planners of one language share."""

    def __init__(
        self,
        site: Site,
        language: Language,
        stories: tuple[Story, ...],
        media: dict[str, str],
        design: Design,
    ) -> None:
        self.site = site
        self.language = language
        self.code = language.code
        self.stories = [story for story in stories if site.shows(story, language)]
        self.pages = [page for page in site.pages if site.shows(page, language)]
        self.by_slug = {story.slug: story for story in stories}
        self.in_language = {
            text.code: Localiser(site, text, language, media) for text in site.languages
        }
        self.say = self.in_language[self.code]
        self.maker = ChromeMaker(site, self.say, design)
        self.cards = {story.slug: self.say.card(story) for story in self.stories}
        self.by_topic: dict[str, list[Story]] = defaultdict(list)
        self.places: dict[tuple[str, str], int] = {}
        for story in self.stories:
            for topic in dict.fromkeys(ref.id for ref in story.topics):
                self.places[topic, story.slug] = len(self.by_topic[topic])
                self.by_topic[topic].append(story)

    def page(self, path: str, template: str | None, context: object, origin: str) -> Page:
        return Page(path, template, context, self.code, origin)

    def generated(self, name: str, menu: str = "") -> views.Chrome:
        """The chrome of a page that exists in every language."""
        return self.maker.chrome(Versions.generated(self.site, name), menu)


def _root(site: Site, design: Design) -> Iterator[Page]:
    settings = site.settings
    enter = site.words.get("enter-site")
    languages = tuple(
        views.RootLanguage(
            language.code,
            language.tag,
            language.name,
            settings.title[language.code],
            settings.tagline[language.code],
            settings.description[language.code],
            dict(enter.forms(language.code)).get("other", "") if enter else "",
            paths.page(language.code, "home"),
        )
        for language in site.languages
    )
    home = next(page for page in site.pages if page.slug == "home")
    alternates = Versions.of(site, home).alternates
    context = views.RootContext(languages, design.stylesheet, design.icon, alternates)
    yield Page(paths.ROOT, "root.html", context, None, "content/site.yaml")


def _articles(desk: _Desk) -> Iterator[Page]:
    """Home, about, help, for schools, and any page that an editor adds."""
    for page in desk.pages:
        edition = page.best(desk.code)
        view = desk.in_language[edition.language].article(page, desk.by_slug)
        chrome = desk.maker.chrome(Versions.of(desk.site, page), page.slug)
        context: object
        if page.slug == "home":
            slugs = (story.slug for story in desk.site.home_stories)
            cards = tuple(desk.cards[slug] for slug in slugs if slug in desk.cards)
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
        edition = story.best(desk.code)
        text = desk.in_language[edition.language]
        chrome = desk.maker.chrome(Versions.of(desk.site, story), "stories")
        newer = desk.stories[index - 1] if index else None
        older = desk.stories[index + 1] if index + 1 < len(desk.stories) else None
        consent, picture = story.consent, story.picture
        context = views.StoryContext(
            chrome,
            text.article(story, desk.by_slug),
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
            views.PictureView(
                text.file(story, picture.file.id), text.text(picture.alt), text.text(picture.credit)
            )
            if picture
            else None,
            desk.say.text(story.reviewer),
            desk.say.link(newer) if newer else None,
            desk.say.link(older) if older else None,
            _related(desk, story),
            desk.say.kit_links(story),
            kits.code(desk.site, story, desk.code),
        )
        yield desk.page(chrome.path, "story.html", context, edition.at.path)


def _kits(desk: _Desk) -> Iterator[Page]:
    """A lesson kit's three pages, in the language of the story's edition."""
    for story in desk.stories:
        links = desk.say.kit_links(story)
        if story.lesson is None or links is None:
            continue
        text = desk.in_language[story.best(desk.code).language]
        view = _heading_only(text.article(story, desk.by_slug))
        kit, code = text.kit(story, story.lesson), kits.code(desk.site, story, desk.code)
        for sheet in paths.SHEETS:
            chrome = desk.maker.chrome(Versions.kit(desk.site, story, sheet), "schools")
            context = views.KitContext(chrome, view, kit, links, code)
            template = f"{sheet or 'kit'}.html"
            yield desk.page(chrome.path, template, context, story.lesson.at.path)


def _heading_only(view: views.ArticleView) -> views.ArticleView:
    """A story without its text, for a page that only speaks of it."""
    stale = view.binding.stale
    behind = replace(stale, sections=(), boxes=()) if stale else None
    return replace(view, body=Body(), binding=views.Binding(stale=behind), toc=(), sources=())


def _related(desk: _Desk, story: Story) -> tuple[views.Card, ...]:
    """The stories that share most topics, among the nearest in time in each topic.

    Looking at near ones only keeps the work linear, and a new story from changing every page.
    """
    shared: Counter[str] = Counter()
    for topic in dict.fromkeys(ref.id for ref in story.topics):
        listed = desk.by_topic[topic]
        place = desk.places[topic, story.slug]
        near = [
            *listed[max(0, place - _RELATED) : place],
            *listed[place + 1 : place + 1 + _RELATED],
        ]
        shared.update(other.slug for other in near)
    return tuple(desk.cards[slug] for slug, _ in shared.most_common(_RELATED))


def _lists(desk: _Desk) -> Iterator[Page]:
    """All stories by kind, and a list a topic."""
    by_topic = desk.by_topic
    names = {topic: desk.say.text(name) for topic, name in desk.site.topics.items()}
    topics = tuple(
        (views.Link(names[topic], paths.topic(desk.code, topic)), len(by_topic[topic]))
        for topic in desk.site.topics
        if by_topic[topic]
    )
    groups = tuple(
        views.ListGroup(kind, kind, "", stories)
        for kind in KINDS
        if (stories := tuple(desk.cards[s.slug] for s in desk.stories if s.kind == kind))
    )
    chrome = desk.generated("stories", menu="stories")
    context = views.ListContext(chrome, "", groups, topics)
    yield desk.page(chrome.path, "stories.html", context, "content/stories")
    for topic in (topic for topic in desk.site.topics if by_topic[topic]):
        chrome = desk.maker.chrome(Versions.topic(desk.site, topic), "stories")
        cards = tuple(desk.cards[story.slug] for story in by_topic[topic])
        group = views.ListGroup(topic, names[topic], chrome.path, cards)
        context = views.ListContext(chrome, names[topic], (group,), topics)
        yield desk.page(chrome.path, "topic.html", context, "content/topics.yaml")


def _facts(desk: _Desk) -> Iterator[Page]:
    """All figures, each with the stories and pages that cite it, and the sources."""
    used: dict[str, list[views.Link]] = defaultdict(list)
    articles: tuple[Story | ContentPage, ...] = (*desk.stories, *desk.pages)
    for article in articles:
        embeds = article.best(desk.code).body.embeds
        cited = [e.target for e in embeds if e.kind == "fact"]
        charts = (desk.site.charts[e.target] for e in embeds if e.kind == "chart")
        cited += [ref.id for chart in charts for ref in chart.facts]
        for name in dict.fromkeys(cited):
            used[name].append(desk.say.link(article))
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
    context = views.FactsContext(chrome, themes, sources, files)
    yield desk.page(chrome.path, "facts.html", context, "content/facts")


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


def _not_found(desk: _Desk) -> Iterator[Page]:
    """Found at many addresses, so it claims none."""
    chrome = replace(desk.generated("404"), canonical=None, alternates=())
    yield desk.page(chrome.path, "404.html", views.NotFoundContext(chrome), "templates/404.html")


# Articles come last: where an editor's page takes a generated one's path, it is the one to rename.
PLANNERS = (
    _stories,
    _kits,
    _lists,
    _facts,
    _facts_files,
    _drawn_files,
    _glossary,
    _not_found,
    _articles,
)
