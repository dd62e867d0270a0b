"""What surrounds every page of a language: menu, language switch, help bar."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from qingyuan.model.language import Language
from qingyuan.model.site import Site
from qingyuan.render import paths, pinyin
from qingyuan.render.localise import Localiser
from qingyuan.render.versions import Versions
from qingyuan.render.views import Chrome, LanguageLink, MenuItem, Share
from qingyuan.render.wording import words_of

# The scripts that every page has, the choice of language too.
EVERYWHERE = ("edition.js", "offline.js")
MENU = ("stories", "facts", "glossary", "schools", "help", "about", "search")


class Design(Struct, frozen=True):
    """Paths of the design's own files; `shares` are pictures for links to pages, by language."""

    stylesheet: str
    icon: str
    overdue_script: str
    search_script: str
    scripts: tuple[str, ...]
    pinyin_script: str
    readings: str
    shares: Mapping[str, str]
    logo: str = ""


class ChromeMaker:
    """Makes the chrome of one language's pages."""

    def __init__(self, site: Site, localiser: Localiser, design: Design) -> None:
        self.site = site
        self.localiser = localiser
        self.design = design
        self.language = localiser.reading
        self.has_news = any(
            story.edition(self.language.code) and story.is_public(site.today)
            for story in site.stories
        )
        self.school = localiser.school(design.logo)
        self.words = words_of(site, self.language.code)
        known = dict(self.words)
        self.labels = {
            name: dict(known.get(f"menu-{name}") or ()).get("other", name) for name in MENU
        }
        self.menu = [(name, paths.page(self.language.code, name)) for name in MENU]

    def chrome(
        self,
        versions: Versions,
        menu: str = "",
    ) -> Chrome:
        """The chrome of a page; `menu` is the menu's entry that it belongs to."""
        settings = self.site.settings
        path = versions.path_in(self.language)
        address = settings.address
        is_own = versions.has(self.language)
        return Chrome(
            self.language,
            path,
            paths.root_of(path),
            self.localiser.text(settings.title),
            self.localiser.text(settings.tagline),
            self.localiser.text(settings.description),
            tuple(
                MenuItem(name, self.labels[name], place, name == menu, place == path)
                for name, place in self.menu
            ),
            tuple(
                LanguageLink(
                    language.code,
                    language.tag,
                    language.name,
                    versions.link(language),
                    language == self.language,
                    versions.has(language) or not versions.stands_in,
                    not versions.shown(language),
                )
                for language in self.site.languages
            ),
            self.localiser.text(self.site.help.note),
            self.localiser.contacts,
            self.design.stylesheet,
            self.design.icon,
            self.design.overdue_script if self.site.help.contacts else "",
            self.design.scripts,
            f"{address}/{path}" if address and is_own else None,
            versions.alternates if is_own else (),
            paths.feed(self.language.code) if address and self.has_news else None,
            self.words,
            self._share(versions) if address and is_own else None,
            self.school,
            self.site.slotted,
            pinyin.view(self.language, self.design.pinyin_script, self.design.readings),
        )

    def _share(self, versions: Versions) -> Share:
        """What is shown of a link to a page: the language's picture, or the default language's."""
        settings = self.site.settings
        shares = self.design.shares
        path = shares.get(self.language.code) or shares.get(settings.default_language)
        return Share(
            f"{settings.address}/{path}" if path else "",
            f"{self.localiser.text(settings.title)} · {self.localiser.text(settings.tagline)}",
            _open_graph(self.language),
            tuple(
                _open_graph(language)
                for language in self.site.languages
                if language != self.language and versions.has(language)
            ),
        )


def _open_graph(language: Language) -> str:
    """A locale as Open Graph has it, language and country: zh_CN of zh_Hans_CN."""
    first, *rest = language.locale.split("_")
    return "_".join([first, *rest[-1:]])
