"""All that the files say, bound into one site."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from operator import itemgetter
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec.structs import replace

from qingyuan import images
from qingyuan.model.blob import Deferred
from qingyuan.model.chart import Chart, Timeline
from qingyuan.model.fact import Theme
from qingyuan.model.language import Localized
from qingyuan.model.lesson import Lesson
from qingyuan.model.location import Location, Ref
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Problem
from qingyuan.model.project import Discovered, SourceFile
from qingyuan.model.record import RECORD
from qingyuan.model.reference import Help
from qingyuan.model.school import School
from qingyuan.model.site import REQUIRED_PAGES, Settings, Site
from qingyuan.model.story import ContentPage, Edition, FileBeside, Story
from qingyuan.model.unwritten import Unfinished
from qingyuan.model.watchlist import Watchlist
from qingyuan.read.articles import NOT_OF_DRAFT, REQUIRED_OF_STORY, STORY_FIELDS, Edited, Shared
from qingyuan.read.data_files import Named
from qingyuan.read.parse import Parsed
from qingyuan.read.problems import (
    EDITION_NONE,
    FIELD_CHOICE,
    FIELD_MISSING,
    HOME_MISSING,
    ID_DUPLICATE,
    LANGUAGE_UNKNOWN,
    SHARED_TWICE,
)

_ARTICLES = ("content/stories/", "content/pages/")
_OneFile = TypeVar("_OneFile", Chart, Timeline)


def assemble(
    parsed: Iterable[Parsed],
    found: Discovered,
    cleaned: Mapping[str, images.Cleaned],
    today: dt.date,
    memory: Memory,
) -> tuple[Site | None, list[Problem]]:
    """The site, and what is wrong between the files; None where there are no settings to go by.

    A story that lacks something required is left out of the site: its problem blocks publishing
    anyhow, and the other stories are still checked.  `cleaned` says of the files beside, by their
    paths, what is published of them.  An article whose files are those of the last time is that of
    the last time.
    """
    parsed = tuple(parsed)
    files = {file.path: file.value for file in parsed}
    problems: list[Problem] = []
    settings = files.get("content/site.yaml")
    if not isinstance(settings, Settings):
        return None, problems
    data = {path: value for path, value in files.items() if not path.startswith(_ARTICLES)}
    folders = _folders(parsed, found.beside)
    stories: list[Story] = []
    pages: list[ContentPage] = []
    unread: set[str] = set()
    for (kind, slug), folder in sorted(folders.items(), key=itemgetter(0)):
        pictures = [cleaned[file.path] for file in folder if isinstance(file, SourceFile)]
        article, wrong = memory.recall(
            ("article", kind, slug),
            (settings, *folder, *pictures),
            partial(_article, kind, slug, folder, settings, cleaned),
        )
        problems += wrong
        if isinstance(article, Story):
            stories.append(article)
        elif article is not None:
            pages.append(article)
        else:
            unread.add(f"{'story' if kind == 'stories' else 'page'}:{slug}")
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
        if path in files and files[path] is None:
            unread.add(f"{kind}:*")
        listed = files.get(path) or ()
        unfinished.extend(e.value for e in listed if isinstance(e.value, Unfinished))
        listed = [entry for entry in listed if not isinstance(entry.value, Unfinished)]
        unread.update(f"{kind}:{entry.ref.id}" for entry in listed if entry.value is None)
        return _by_id((entry for entry in listed if entry.value is not None), problems)

    unread |= {f"file:{path}" for path, value in files.items() if value is None}
    unread |= {
        f"{field}:{path}"
        for path, value in files.items()
        if isinstance(value, Edited) and value.unread
        for field in ("title", "summary", "questions")
        if field in value.unread
    }
    charts, timelines = _whole_files(data, Chart, unread), _whole_files(data, Timeline, unread)
    contacts = files.get("content/help.yaml")
    site = Site(
        settings,
        today,
        tuple(sorted(stories, key=lambda story: (-story.date.toordinal(), story.slug))),
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
        readings=files.get("content/pinyin.yaml") or (),
        unfinished=tuple(unfinished),
    )
    return site, problems


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


def _folders(
    parsed: Iterable[Parsed], beside: Iterable[SourceFile]
) -> dict[tuple[str, str], list[Parsed | SourceFile]]:
    """(stories or pages, slug) → its files, those that are parsed first."""
    folders: dict[tuple[str, str], list[Parsed | SourceFile]] = defaultdict(list)
    files: Iterable[Parsed | SourceFile] = (*parsed, *beside)
    for file in files:
        parts = file.path.split("/", 3)
        if len(parts) > 3 and parts[1] in {"stories", "pages"}:
            folders[parts[1], parts[2]].append(file)
    return folders


def _article(
    kind: str,
    slug: str,
    files: Iterable[Parsed | SourceFile],
    settings: Settings,
    cleaned: Mapping[str, images.Cleaned],
) -> tuple[Story | ContentPage | None, list[Problem]]:
    """The story or page of a folder, if there is enough for one, and what is wrong with it."""
    problems: list[Problem] = []
    said = {
        "/".join(file.path.split("/")[3:]): _beside(file, cleaned[file.path])
        if isinstance(file, SourceFile)
        else file.value
        for file in files
    }
    article = _Article(kind, slug, said, settings, problems)
    return article.story() if kind == "stories" else article.page(), problems


def _beside(file: SourceFile, cleaned: images.Cleaned) -> FileBeside:
    made = cleaned.made or images.Made()
    return FileBeside(
        "/".join(PurePosixPath(file.path).parts[3:]),
        cleaned.has_location,
        cleaned.keeps_location,
        made.form,
        made.width,
        made.height,
        made.flaw or "",
    )


class _Article:
    """One folder of a story or page, on its way to a value."""

    def __init__(
        self,
        kind: str,
        slug: str,
        folder: Mapping[str, Any],
        settings: Settings,
        problems: list[Problem],
    ) -> None:
        self.slug = slug
        self.folder = folder
        self.settings = settings
        self.problems = problems
        self.base = f"content/{kind}/{slug}"
        self.shared_name = "story.yaml" if kind == "stories" else "page.yaml"
        self.files = tuple(
            value if isinstance(value, FileBeside) else FileBeside(name)
            for name, value in sorted(folder.items())
            if not name.endswith((".md", ".yaml", RECORD))
        )
        self.editions = self._editions()
        self.values, self.places, self.at = self._values()

    def _editions(self) -> tuple[Edition, ...]:
        known = [language.code for language in self.settings.languages]
        found: dict[str, Edition] = {}
        for name, value in self.folder.items():
            code = name.removesuffix(".md")
            if not name.endswith(".md"):
                continue
            if code not in known:
                at = Location(f"{self.base}/{name}")
                near = (code, known)
                listing = " · ".join(known)
                self.problems.append(LANGUAGE_UNKNOWN.at(at, near=near, code=code, known=listing))
            elif isinstance(value, Edited):
                record = self.folder.get(f"{code}{RECORD}")
                accepted = record if isinstance(record, Deferred) else None
                found[code] = replace(value.edition, accepted=accepted)
        if not any(name.endswith(".md") for name in self.folder):
            listing = " · ".join(f"{code}.md" for code in known)
            self.problems.append(EDITION_NONE.at(Location(self.base), known=listing))
        return tuple(found[code] for code in known if code in found)

    def _values(self) -> tuple[dict[str, Any], dict[str, Location], Location]:
        """Shared fields from story.yaml, then from the editions, the default language first."""
        given: dict[str, tuple[Any, Location]] = {}
        layers = [(self.shared_name, self.folder.get(self.shared_name))]
        for language in self.settings.languages:
            edited = self.folder.get(f"{language.code}.md")
            if isinstance(edited, Edited):
                layers.append((f"{language.code}.md", edited.shared))
        at = Location(f"{self.base}/{layers[-1][0]}", 1, 1)
        for _, shared in reversed(layers):
            at = shared.at if isinstance(shared, Shared) else at
        for _, shared in layers:
            for field, value, where in shared.values if isinstance(shared, Shared) else ():
                if field in given:
                    first = given[field][1]
                    keep = PurePosixPath(first.path).name
                    self.problems.append(
                        SHARED_TWICE.at(where, field=field, other=str(first), keep=keep)
                    )
                else:
                    given[field] = (value, where)
        values = {field: value for field, (value, _) in given.items()}
        return values, {field: where for field, (_, where) in given.items()}, at

    def _missing(self, names: list[str]) -> list[Problem]:
        """A problem for each field; a single one where all of story.yaml is missing."""
        examples = {name: f"{name}: {STORY_FIELDS[name].type.example}" for name in names}
        if self.shared_name not in self.folder and len(names) == len(REQUIRED_OF_STORY):
            at = Location(f"{self.base}/{self.shared_name}")
            listed = " · ".join(examples.values())
            return [FIELD_MISSING.at(at, field=self.shared_name, example=listed)]
        return [
            FIELD_MISSING.at(self.at, field=name, example=example)
            for name, example in examples.items()
        ]

    def _unread(self) -> set[str]:
        """Shared fields that may be given where nothing could be read."""
        names = [name for name in self.folder if name == self.shared_name or name.endswith(".md")]
        if any(self.folder[name] is None for name in names):
            return set(REQUIRED_OF_STORY)
        edited = [value for value in self.folder.values() if isinstance(value, Edited)]
        return {name for value in edited for name in value.unread}

    def story(self) -> Story | None:
        """The story, or None where something required is missing."""
        values = self.values
        unread = self._unread()
        needed = [n for n in REQUIRED_OF_STORY if not (values.get("draft") and n in NOT_OF_DRAFT)]
        missing = [name for name in needed if name not in values and name not in unread]
        if self.editions:
            self.problems += self._missing(missing)
        if not self.editions or any(values.get(name) is None for name in needed):
            return None
        kit = self.folder.get("lesson.yaml")
        return Story(
            self.slug,
            values["date"],
            values["kind"],
            values["topics"],
            values["place"],
            values["audience"],
            values.get("people") or (),
            values.get("consent"),
            values.get("sources") or (),
            values.get("content-note") or Localized(),
            values.get("image"),
            values.get("review-by"),
            values.get("reviewer") or Localized(),
            bool(values.get("draft")),
            values.get("publish"),
            values.get("expire"),
            self.editions,
            values.get("waive") or (),
            self.files,
            self.at,
            values.get("aliases") or (),
            kit if isinstance(kit, Lesson) else None,
        )

    def page(self) -> ContentPage | None:
        """The page, or None where it has no edition."""
        if not self.editions:
            return None
        values = self.values
        if values.get("draft") and self.slug in REQUIRED_PAGES:
            at = self.places["draft"]
            self.problems.append(FIELD_CHOICE.at(at, field="draft", value="yes", known="no"))
        return ContentPage(
            self.slug,
            values.get("date"),
            values.get("sources") or (),
            values.get("review-by"),
            self.editions,
            values.get("waive") or (),
            self.files,
            self.at,
            values.get("aliases") or (),
            bool(values.get("draft")),
        )
