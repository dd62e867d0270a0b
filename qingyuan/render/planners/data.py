"""What is made from data: figures, timelines, the glossary, and all of it to download."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from qingyuan.model.body import Embed
from qingyuan.model.language import Language
from qingyuan.model.page import Page
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import contexts, paths, views
from qingyuan.render.planners.desk import Desk


def facts(desk: Desk) -> Iterator[Page]:
    """All figures, each with the stories and pages that cite it, and the sources."""
    used = _users(desk, lambda embed: _cited(desk, embed))
    themes = tuple(
        contexts.ThemeView(
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
        contexts.Download(form, paths.download(desk.code, f"facts.{form}"))
        for form in ("csv", "json")
    )
    timelines = paths.page(desk.code, "timeline") if desk.site.timelines else None
    context = contexts.FactsContext(chrome, themes, sources, files, timelines)
    yield desk.page(chrome.path, "facts.html", context, "content/facts")


def _cited(desk: Desk, embed: Embed) -> Iterable[str]:
    """The facts that stand where an embed stands."""
    if embed.kind == "chart":
        return (ref.id for ref in desk.site.charts[embed.target].facts)
    return (embed.target,) if embed.kind == "fact" else ()


def _users(desk: Desk, named: Callable[[Embed], Iterable[str]]) -> dict[str, list[views.Link]]:
    """Whatever embeds name, with links to the stories and pages that have them."""
    used: dict[str, list[views.Link]] = defaultdict(list)
    articles: tuple[Story | ContentPage, ...] = (*desk.stories, *desk.pages)
    for article in articles:
        embeds = article.best(desk.code).embeds
        for name in dict.fromkeys(name for embed in embeds for name in named(embed)):
            used[name].append(desk.say.link(article))
    return used


def timelines(desk: Desk) -> Iterator[Page]:
    """All timelines on one page, if there are any."""
    if not desk.site.timelines:
        return
    used = _users(desk, lambda e: (e.target,) if e.kind == "timeline" else ())
    found = tuple(
        (desk.say.drawer.timeline(timeline), tuple(used[name]))
        for name, timeline in desk.site.timelines.items()
    )
    chrome = desk.generated("timeline", menu="facts")
    context = contexts.TimelinesContext(chrome, found)
    yield desk.page(chrome.path, "timeline.html", context, "content/timelines")


def facts_files(desk: Desk) -> Iterator[Page]:
    """All figures as CSV and JSON."""
    site, say = desk.site, desk.say
    records = tuple(say.record(fact) for theme in site.themes for fact in theme.facts)
    numbers = ("number-", "scale-", "short-")
    prefixes = ("csv-", "qualifier-", "status-", *numbers)
    words = tuple(word for word in desk.maker.words if word[0].startswith(prefixes))
    table = contexts.FactsTable(desk.language.locale, records, words)
    yield desk.page(paths.download(desk.code, "facts.csv"), None, table, "content/facts")
    used = {record.unit for record in records}
    data = contexts.FactsData(
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


def drawn_files(desk: Desk) -> Iterator[Page]:
    """What each chart and timeline shows, as CSV."""
    for name, chart in desk.site.charts.items():
        view = desk.say.drawer.chart(chart)
        yield desk.page(view.path, None, view, f"content/charts/{name}.yaml")
    for name, timeline in desk.site.timelines.items():
        drawn = desk.say.drawer.timeline(timeline)
        yield desk.page(drawn.path, None, drawn, f"content/timelines/{name}.yaml")


def glossary(desk: Desk) -> Iterator[Page]:
    """All terms, in the order of the language's dictionaries."""
    terms = [desk.say.term(term) for term in desk.site.terms.values()]
    terms.sort(key=lambda view: (_collation(view.term, desk.language), view.id))
    chrome = desk.generated("glossary", menu="glossary")
    context = contexts.GlossaryContext(chrome, tuple(terms))
    yield desk.page(chrome.path, "glossary.html", context, "content/glossary.yaml")


def _collation(text: str, language: Language) -> bytes:
    """A sort key: GB 18030 keeps the 3,755 commonest characters in the order of their pinyin."""
    plain = text.casefold()
    return plain.encode("gb18030" if language.tag.startswith("zh") else "utf-8")
