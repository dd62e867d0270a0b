"""The files of one folder, bound into a story or page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import images
from qingyuan.model.blob import Deferred
from qingyuan.model.folder import Folder
from qingyuan.model.language import Localized
from qingyuan.model.lesson import Lesson
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.model.project import SourceFile
from qingyuan.model.record import RECORD
from qingyuan.model.site import REQUIRED_PAGES, Settings
from qingyuan.model.story import ContentPage, Edition, FileBeside, Story
from qingyuan.read.articles import NOT_OF_DRAFT, REQUIRED_OF_STORY, STORY_FIELDS, Edited, Shared
from qingyuan.read.parse import Parsed
from qingyuan.read.problems import (
    EDITION_NONE,
    FIELD_CHOICE,
    FIELD_MISSING,
    LANGUAGE_UNKNOWN,
    SHARED_TWICE,
)

# Fields of an edition that rules look for where they might have been.
_FIELDS = ("title", "summary", "questions")


class Bound(Struct, frozen=True):
    """What the files of a folder say; `article` is None where that is not enough for one.

    `name` is its folder's, `problems` are those of its files and between them, `unread` what could
    not be read, as a site has it.
    """

    name: tuple[str, str]
    article: Story | ContentPage | None
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


def bind(
    folder: Folder,
    parsed: Iterable[Parsed],
    settings: Settings,
    cleaned: Mapping[str, images.Cleaned],
) -> Bound:
    """The article of a folder whose files were `parsed`.

    `cleaned` says of the files beside, by their paths, what is published of them.
    """
    files = [*parsed, *(Parsed(path, None, ()) for path in folder.unread)]
    problems: list[Problem] = []
    said: dict[str, Any] = {_inside(file.path): file.value for file in files}
    said |= {_inside(file.path): _beside(file, cleaned[file.path]) for file in folder.beside}
    kind, slug = folder.name
    begun = _Article(kind, slug, said, settings, problems)
    article = begun.story() if kind == "stories" else begun.page()
    problems += (problem for file in files for problem in file.problems)
    unread = [] if article else [f"{'story' if kind == 'stories' else 'page'}:{slug}"]
    unread += [f"file:{file.path}" for file in files if file.value is None]
    edited = [(file.path, file.value) for file in files if isinstance(file.value, Edited)]
    unread += [f"{f}:{path}" for path, value in edited for f in _FIELDS if f in value.unread]
    return Bound(folder.name, article, tuple(problems), tuple(unread))


def _inside(path: str) -> str:
    """A file's path from its article's folder."""
    return path.split("/", 3)[3]


def _beside(file: SourceFile, cleaned: images.Cleaned) -> FileBeside:
    made = cleaned.made or images.Made()
    return FileBeside(
        _inside(file.path),
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
