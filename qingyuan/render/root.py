"""The root page: every edition side by side, and help in each language."""

from __future__ import annotations

from qingyuan.model.language import Language
from qingyuan.model.page import Page
from qingyuan.model.site import Site
from qingyuan.render import cldr, paths, views
from qingyuan.render.chrome import Design
from qingyuan.render.localise import Localiser
from qingyuan.render.media import Media
from qingyuan.render.versions import Versions


def page(site: Site, design: Design) -> Page:
    """index.html."""
    home = next(page for page in site.pages if page.slug == "home")
    context = views.RootContext(
        tuple(_language(site, language) for language in site.languages),
        design.stylesheet,
        design.icon,
        design.overdue_script if site.help.contacts else "",
        design.scripts,
        Versions.of(site, home).alternates,
    )
    return Page(paths.ROOT, "root.html", context, None, "content/site.yaml")


def _language(site: Site, language: Language) -> views.RootLanguage:
    code, settings = language.code, site.settings
    say = Localiser(site, language, language, Media({}, {}, ()))

    def word(key: str) -> str:
        known = site.words.get(key)
        return dict(known.forms(code)).get("other", "") if known else ""

    return views.RootLanguage(
        code,
        language.tag,
        cldr.direction(language.locale),
        language.name,
        settings.title[code],
        settings.tagline[code],
        settings.description[code],
        word("enter-site"),
        paths.page(code, "home"),
        word("edition-last"),
        word("help-title"),
        say.text(site.help.note),
        word("help-more"),
        paths.page(code, "help"),
        say.contacts,
        word("help-overdue"),
    )
