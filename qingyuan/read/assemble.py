"""All that the files say, bound into one site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from qingyuan.model.chart import Chart, Timeline
from qingyuan.model.fact import Theme
from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered
from qingyuan.model.reference import Help
from qingyuan.model.school import School
from qingyuan.model.site import REQUIRED_PAGES, Settings, Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.model.unwritten import Unfinished
from qingyuan.model.watchlist import Watchlist
from qingyuan.read.binding import Bound
from qingyuan.read.data_files import Named
from qingyuan.read.parse import Parsed
from qingyuan.read.problems import FIELD_CHOICE, HOME_MISSING, ID_DUPLICATE

_OneFile = TypeVar("_OneFile", Chart, Timeline)


def assemble(
    settings: Settings,
    parsed: Iterable[Parsed],
    articles: Sequence[Bound],
    found: Discovered,
    today: dt.date,
) -> tuple[Site, list[Problem]]:
    """The site of data that were `parsed` and of articles that were bound; what is wrong between.

    A story that lacks something required is left out of the site: its problem blocks publishing
    anyhow, and the other stories are still checked.
    """
    problems: list[Problem] = []
    data = {file.path: file.value for file in parsed}
    stories = [bound.article for bound in articles if isinstance(bound.article, Story)]
    pages = [bound.article for bound in articles if isinstance(bound.article, ContentPage)]
    unread = {name for bound in articles for name in bound.unread}
    folders = {bound.name for bound in articles}
    for slug in REQUIRED_PAGES:
        if ("pages", slug) not in folders:
            known = " · ".join(f"{language.code}.md" for language in settings.languages)
            at = Location(f"content/pages/{slug}")
            problems.append(HOME_MISSING.at(at, slug=slug, known=known))
            unread.add(f"page:{slug}")
    begun = [value for value in data.values() if isinstance(value, Theme)]
    # One whose figures are all drafts is a draft itself.
    themes = sorted(
        (theme for theme in begun if theme.facts or not theme.drafts),
        key=lambda theme: (theme.order, theme.id),
    )
    unfinished = [Unfinished("fact", ref) for theme in begun for ref in theme.drafts]
    unfinished += [value for value in data.values() if isinstance(value, Unfinished)]
    facts = [Named(Ref(fact.id, fact.at), fact) for theme in themes for fact in theme.facts]

    unread |= {f"fact:{name}" for theme in themes for name in theme.unread}
    unread |= {"fact:*" for path, value in data.items() if value is None and "/facts/" in path}

    def named(kind: str, path: str) -> Mapping[str, Any]:
        if path in data and data[path] is None:
            unread.add(f"{kind}:*")
        listed = data.get(path) or ()
        unfinished.extend(e.value for e in listed if isinstance(e.value, Unfinished))
        listed = [entry for entry in listed if not isinstance(entry.value, Unfinished)]
        unread.update(f"{kind}:{entry.ref.id}" for entry in listed if entry.value is None)
        return _by_id((entry for entry in listed if entry.value is not None), problems)

    unread |= {f"file:{path}" for path, value in data.items() if value is None}
    charts, timelines = _whole_files(data, Chart, unread), _whole_files(data, Timeline, unread)
    contacts = data.get("content/help.yaml")
    site = Site(
        settings,
        today,
        newest_first(stories),
        tuple(pages),
        tuple(themes),
        named("unit", "content/units.yaml"),
        named("place", "content/places.yaml"),
        named("topic", "content/topics.yaml"),
        named("source", "content/sources.yaml"),
        named("term", "content/glossary.yaml"),
        contacts
        if isinstance(contacts, Help)
        else Help(Localized(), (), whole=False, at=Location("content/help.yaml")),
        named("string", "templates/strings.yaml"),
        _by_id(facts, problems),
        charts,
        timelines,
        tuple(value for value in data.values() if isinstance(value, Watchlist)),
        frozenset(unread),
        _schools(data, settings, problems),
        tuple(PurePosixPath(file.path).name for file in found.logos),
        slugs=frozenset(f"story:{s.slug}" for s in stories)
        | frozenset(f"page:{p.slug}" for p in pages),
        readings=data.get("content/pinyin.yaml") or (),
        unfinished=tuple(unfinished),
    )
    return site, problems


def newest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Stories in the order in which a site has them."""
    return tuple(sorted(stories, key=lambda story: (-story.date.toordinal(), story.slug)))


def _schools(
    files: Mapping[str, Any], settings: Settings, problems: list[Problem]
) -> tuple[School, ...]:
    """The schools by slug; a default language that the site does not have is reported."""
    found = [value for value in files.values() if isinstance(value, School)]
    known = [language.code for language in settings.languages]
    for school in found:
        language = school.default_language
        if language and language.id not in known:
            near, listing = (language.id, known), " · ".join(known)
            problems.append(
                FIELD_CHOICE.at(
                    language.at,
                    near=near,
                    field="default-language",
                    value=language.id,
                    known=listing,
                )
            )
    return tuple(sorted(found, key=lambda school: school.slug))


def _by_id(named: Iterable[Named], problems: list[Problem]) -> Mapping[str, Any]:
    """Values by id; an id used twice is reported at the second."""
    values: dict[str, Any] = {}
    places: dict[str, Location] = {}
    for entry in named:
        first = places.setdefault(entry.ref.id, entry.ref.at)
        if first != entry.ref.at:
            problems.append(ID_DUPLICATE.at(entry.ref.at, id=entry.ref.id, other=str(first)))
        else:
            values[entry.ref.id] = entry.value
    return MappingProxyType(values)


def _whole_files(
    files: Mapping[str, Any], kind: type[_OneFile], unread: set[str]
) -> Mapping[str, _OneFile]:
    """Charts or timelines by id, one a file; those that could not be read are noted."""
    name = kind.__name__.lower()
    found = {}
    for path, value in files.items():
        if path.startswith(f"content/{name}s/"):
            id_ = PurePosixPath(path).stem
            if isinstance(value, kind):
                found[id_] = value
            else:
                unread.add(f"{name}:{id_}")
    return MappingProxyType(found)
