"""What rules that look at one article need to know of the others."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story


class Others(Struct, frozen=True):
    """A site, with its articles by their names.

    `page_names` are those of what is made from data as well, as far as it can be linked to.

    A rule looks at its data, at which names there are, and at the articles that its own one links
    to; what it finds is kept for as long as those are the same (`check.run`).
    """

    site: Site
    stories: Mapping[str, Story]
    pages: Mapping[str, ContentPage]
    page_names: frozenset[str]

    @classmethod
    def of(cls, site: Site) -> Others:
        """Those of a site."""
        stories = {story.slug: story for story in site.stories}
        pages = {page.slug: page for page in site.pages}
        return cls(site, stories, pages, frozenset({*pages, *site.generated}))

    @staticmethod
    def name(article: Story | ContentPage) -> tuple[str, str]:
        """What `links_of` calls an article."""
        return ("story" if isinstance(article, Story) else "page"), article.slug

    def linked(self, names: tuple[tuple[str, str], ...]) -> tuple[Story | ContentPage | None, ...]:
        """The articles of such names as `links_of` has."""
        return tuple(
            self.stories.get(name) if kind == "story" else self.pages.get(name)
            for kind, name in names
        )


def links_of(article: Story | ContentPage) -> tuple[tuple[str, str], ...]:
    """Kind and name of all articles that one links to."""
    embeds = (embed for edition in article.editions for embed in edition.embeds)
    found = ((embed.kind, embed.target) for embed in embeds if embed.kind in {"story", "page"})
    return tuple(dict.fromkeys(found))
