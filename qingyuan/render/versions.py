"""One page in each language: where it lies, in which languages it has a text of its own.

Search engines are told of pages with a text of their own only, and each names all the others and
itself, without which they ignore it.  Readers of other languages get x-default: the choice of
language for home pages, else the page in the first language there is.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from qingyuan.model.language import Language
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import paths

Alternates = tuple[tuple[str, str], ...]
DEFAULT = "x-default"


class Versions(Struct, frozen=True):
    """A page of every language.

    `path_in` gives its path; `has` tells whether there is a text of its own, `shown` whether there
    is a page at all: a language may hide what it lacks.  `stands_in` where the page of a language
    without a text of its own shows another language's.
    """

    site: Site
    path_in: Callable[[Language], str]
    has: Callable[[Language], bool]
    shown: Callable[[Language], bool]
    stands_in: bool = True

    @classmethod
    def of(cls, site: Site, article: Story | ContentPage) -> Versions:
        """Those of a story or a page."""
        return cls(
            site,
            lambda language: paths.of(article, language.code),
            lambda language: article.edition(language.code) is not None,
            lambda language: site.shows(article, language),
        )

    @classmethod
    def kit(cls, site: Site, story: Story, sheet: str) -> Versions:
        """Those of a page of a story's lesson kit."""
        text = cls.of(site, story)
        return cls(site, lambda known: paths.kit(story, known.code, sheet), text.has, text.shown)

    @classmethod
    def generated(cls, site: Site, name: str) -> Versions:
        """Those of a page that is made from data."""
        return cls(site, lambda language: paths.page(language.code, name), _always, _always)

    def link(self, language: Language) -> str:
        """Where the language switch leads: the page, or home where that is hidden."""
        return self.path_in(language) if self.shown(language) else paths.page(language.code, "home")

    @property
    def alternates(self) -> Alternates:
        """As (hreflang, address); nothing where the site's address is not known."""
        address = self.site.settings.address
        own = [language for language in self.site.languages if self.has(language)]
        if not address or not own:
            return ()
        found = tuple((language.tag, f"{address}/{self.path_in(language)}") for language in own)
        is_home = self.path_in(own[0]) == paths.page(own[0].code, "home")
        default = f"{address}/{paths.ROOT}" if is_home else found[0][1]
        return (*found, (DEFAULT, default))


def _always(_: Language) -> bool:
    return True
