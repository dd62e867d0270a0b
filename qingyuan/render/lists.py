"""Lists of stories: all of them, those of a kind, those of a topic; each in pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from qingyuan.model.language import Language
from qingyuan.model.site import Site
from qingyuan.model.story import KINDS, Story
from qingyuan.render import paths
from qingyuan.render.contexts import PageLink, Paging
from qingyuan.render.versions import Versions

PER_PAGE = 24
ALL, KIND, TOPIC = "all", "kind", "topic"


class Listing(Struct, frozen=True):
    """A list: `of` is ALL, KIND or TOPIC, `id` that of the kind or topic.

    `stories` has those that each language shows, by its code, the newest first.
    """

    site: Site
    of: str
    id: str
    stories: Mapping[str, tuple[Story, ...]]

    def shown(self, language: Language) -> bool:
        """Whether a language has this list: that of all stories, or one that is not empty."""
        return self.of == ALL or bool(self.stories[language.code])

    def last(self, language: Language) -> int:
        """The number of its last page."""
        return max(1, -(-len(self.stories[language.code]) // PER_PAGE))

    def path(self, code: str, number: int = 1) -> str:
        """Where a page of it lies."""
        if self.of == ALL:
            first = paths.page(code, "stories")
        else:
            first = (paths.kind if self.of == KIND else paths.topic)(code, self.id)
        return paths.numbered(first, number)

    def pages(self, language: Language) -> Iterator[tuple[Story, ...]]:
        """The stories of each page; of a list without stories there is an empty page."""
        stories = self.stories[language.code]
        for number in range(self.last(language)):
            yield stories[number * PER_PAGE : (number + 1) * PER_PAGE]

    def versions(self, number: int) -> Versions:
        """A page of it in every language: where one has fewer, its last leads on from there."""
        return Versions(
            self.site,
            lambda language: self.path(language.code, min(number, self.last(language))),
            lambda language: self.shown(language) and number <= self.last(language),
            self.shown,
            stands_in=False,
        )

    def paging(self, language: Language, number: int) -> Paging | None:
        """The ways to the other pages, where there are any."""
        last = self.last(language)
        if last == 1:
            return None

        def to(other: int) -> PageLink:
            return PageLink(other, self.path(language.code, other))

        return Paging(
            number,
            last,
            to(number - 1) if number > 1 else None,
            to(number + 1) if number < last else None,
            tuple(to(step) if step else None for step in steps(number, last)),
        )


def steps(number: int, last: int) -> list[int | None]:
    """The pages to name around one: first, neighbours, last; None for two or more left out."""
    near = [n for n in range(1, last + 1) if n in {1, last} or abs(n - number) <= 1]
    found: list[int | None] = []
    for before, page in zip([0, *near], near, strict=False):
        if page - before == 2:  # a single one takes no more room than a gap
            found.append(page - 1)
        elif page - before > 1:
            found.append(None)
        found.append(page)
    return found


def listings(site: Site) -> tuple[Listing, ...]:
    """All lists that some language has, kinds and topics in their order."""
    by: dict[tuple[str, str], list[Story]] = defaultdict(list)
    for story in site.public_stories:
        for of, name in dict.fromkeys(_places(story)):
            by[of, name].append(story)
    names = [(ALL, ""), *((KIND, kind) for kind in KINDS), *((TOPIC, id_) for id_ in site.topics)]
    return tuple(
        Listing(site, of, name, _by_language(site, by[of, name]))
        for of, name in names
        if of == ALL or (of, name) in by
    )


def _places(story: Story) -> Iterator[tuple[str, str]]:
    """The lists that a story belongs to."""
    yield ALL, ""
    yield KIND, story.kind
    yield from ((TOPIC, ref.id) for ref in story.topics)


def _by_language(site: Site, stories: list[Story]) -> dict[str, tuple[Story, ...]]:
    return {
        language.code: tuple(story for story in stories if site.shows(story, language))
        if language.hides
        else tuple(stories)
        for language in site.languages
    }
