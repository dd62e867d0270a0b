"""What the planners of one language share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.digests import digest
from qingyuan.model.language import Language
from qingyuan.model.page import Later, Page, Seen
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import views
from qingyuan.render.chrome import ChromeMaker, Design
from qingyuan.render.lists import Listing
from qingyuan.render.localise import Localiser
from qingyuan.render.media import Media
from qingyuan.render.sight import Sight, Sights
from qingyuan.render.versions import Versions


def desks_of(
    sights: Sights, lists: Callable[[], tuple[Listing, ...]], media: Media, design: Design
) -> list[Desk]:
    """Those of all languages."""
    desks = [Desk(sights, lang, lists, media, design) for lang in sights.site.languages]
    # A text may stand in for another language's, with words of its own.
    shell = digest(*(repr(desk.generated("facts")) for desk in desks))
    for desk in desks:
        desk.shell = shell
    return desks


class Desk:
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

    def alone(self, article: Story | ContentPage, *names: str) -> Seen:
        """What a page shows of an article, and nothing of others."""
        return *((name, "") for name in names), self.sights.of(article).seen

    def generated(self, name: str, menu: str = "") -> views.Chrome:
        """The chrome of a page that exists in every language."""
        return self.maker.chrome(Versions.generated(self.site, name), menu)
