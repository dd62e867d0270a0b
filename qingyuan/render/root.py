"""The root page: every edition side by side, and help in each language."""

from __future__ import annotations

from qingyuan.model.language import Language
from qingyuan.model.page import Page
from qingyuan.model.site import Site
from qingyuan.render import cldr, contexts, paths, slots
from qingyuan.render.chrome import Design
from qingyuan.render.localise import Localiser
from qingyuan.render.media import Media
from qingyuan.render.versions import Versions
from qingyuan.render.wording import plain_word


def page(site: Site, design: Design) -> Page:
    """index.html."""
    home = next(page for page in site.pages if page.slug == "home")
    ordered = sorted(site.languages, key=lambda one: one.code != site.first_language)
    context = contexts.RootContext(
        tuple(_language(site, language) for language in ordered),
        design.stylesheet,
        design.icon,
        design.overdue_script if site.help.contacts else "",
        design.scripts,
        Versions.of(site, home).alternates,
        Localiser(site, ordered[0], ordered[0], Media({}, {})).school(""),
        slots.slot("filings", ordered[0].code) if site.slotted else "",
    )
    return Page(paths.ROOT, "root.html", context, None, "content/site.yaml")


def _language(site: Site, language: Language) -> contexts.RootLanguage:
    code, settings = language.code, site.settings
    say = Localiser(site, language, language, Media({}, {}))
    return contexts.RootLanguage(
        code,
        language.tag,
        cldr.direction(language.locale),
        language.name,
        settings.title[code],
        settings.tagline[code],
        settings.description[code],
        plain_word(site, code, "enter-site"),
        paths.page(code, "home"),
        plain_word(site, code, "edition-last"),
        plain_word(site, code, "help-title"),
        say.text(site.help.note),
        plain_word(site, code, "help-more"),
        paths.page(code, "help"),
        say.contacts,
        plain_word(site, code, "help-overdue"),
        slots.slot("urgent", code) if site.slotted else "",
    )
