"""The frame that a school puts around the stories: what goes into the slots of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from msgspec.structs import replace

from qingyuan import images
from qingyuan.model.language import Language, Localized
from qingyuan.model.page import Output, Page
from qingyuan.model.project import Discovered, SourceFile
from qingyuan.model.school import School
from qingyuan.model.selection import selection
from qingyuan.model.site import Site
from qingyuan.render import contexts, downloads, han, kits, paths, slots
from qingyuan.render.chrome import ChromeMaker, Design
from qingyuan.render.localise import Localiser
from qingyuan.render.media import Media
from qingyuan.render.plan import design_of
from qingyuan.render.searching import SearchContext, Searching
from qingyuan.render.slots import Filling
from qingyuan.render.templates import Failure, Templates, perform
from qingyuan.render.versions import Versions
from qingyuan.render.wording import words_of
from qingyuan.search import piece


def framed(site: Site, school: School | None) -> Site:
    """The site as a school has it, or as it is."""
    if school is None:
        return site
    chosen = selection(site, school)
    title = Localized(
        tuple((language.code, _title(site, school, language)) for language in site.languages)
    )
    return replace(
        chosen,
        settings=replace(chosen.settings, title=title),
        help=school.help(site.help),
        school=school,
    )


def _title(site: Site, school: School, language: Language) -> str:
    """The site's name with the school's."""
    word = dict(words_of(site, language.code, ("school-edition",)))
    text = dict(word.get("school-edition") or (("other", "{title} · {school}"),))["other"]
    title, name = site.settings.title[language.code], school.name[language.code]
    return text.format(title=title, school=name)


def logo(school: School | None, files: Discovered) -> Output | None:
    """A school's logo, to publish as it is but for what it tells of where it was made."""
    if school is None or school.logo is None:
        return None
    found = next(f for f in files.logos if f.path == f"content/schools/{school.logo.id}")
    cleaned = SourceFile.of(found.path, images.clean(found.data))
    return Output(paths.logo(cleaned), cleaned.blob)


def filling(
    site: Site,
    school: School | None,
    files: Discovered,
    templates: Templates,
    searches: Iterable[SearchContext],
) -> tuple[Filling, tuple[Output, ...], list[Failure]]:
    """What goes into the slots of a school's pages, which are searched as `searches` say.

    And files of its own; and failures of templates of its parts.
    """
    edition = framed(site, school)
    picture = logo(school, files)
    design = replace(design_of(site, files), logo=picture.path if picture else "")
    address = edition.settings.address or ""
    texts = [
        (slots.ADDRESS, address),
        (slots.PREFIX, quote(paths.from_address(address), safe="/%-._~") if address else "/"),
        *((f"{slots.TITLE}:{code}", title) for code, title in edition.settings.title.texts),
    ]
    parts: list[tuple[str, str]] = []
    failures: list[Failure] = []
    for page in _parts(edition, design):
        made = perform(templates, page)
        if isinstance(made, Failure):
            failures.append(made)
        else:
            parts.append((page.path, made.data.decode("utf-8")))
    documents, found = _contacts(edition, searches)
    own = (*documents, *([picture] if picture else []))
    filled = Filling(tuple(texts), tuple(parts), tuple(found), _marked(edition, texts, parts))
    return filled, own, failures


def _contacts(
    site: Site, searches: Iterable[SearchContext]
) -> tuple[list[Output], list[tuple[str, str]]]:
    """The help contacts in the search: their texts, and their lines by the paths of shards."""
    outputs: list[Output] = []
    lines: list[tuple[str, str]] = []
    for search in searches:
        language = search.chrome.language
        say = Localiser(site, language, language, Media({}, {}))
        pages = [*Searching(say, (), (), ()).contacts()]
        made = [Output.of(page.path, downloads.write(page.context)) for page in pages]
        found = piece((output.data for output in made), search.shards)
        lines += [(f"{search.folder}{shard}.js", some) for shard, some in found.items()]
        outputs += made
    return outputs, lines


def _marked(
    site: Site, texts: Iterable[tuple[str, str]], parts: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """The languages of the site where some text of another one has Chinese to mark; else none."""
    tags = tuple(language.tag for language in site.languages)
    tag_of = {language.code: language.tag for language in site.languages}
    for name, text in (*texts, *parts):
        code = name.partition(":")[2]
        markup = f'<div lang="{tag_of[code]}">{text}</div>' if code else ""
        if han.mark(markup, tags) != markup:
            return tags
    return ()


def _parts(site: Site, design: Design) -> Iterator[Page]:
    """The parts of each language, each as a page of its own."""
    for language in site.languages:
        maker = ChromeMaker(site, Localiser(site, language, language, Media({}, {})), design)
        chrome = maker.chrome(Versions.generated(site, "404"))
        code = kits.call(site, language.code)
        context = contexts.PartContext(replace(chrome, root=slots.token(slots.ROOT)), code)
        for name in slots.PARTS:
            template = f"school/{name}.html"
            yield Page(f"{name}:{language.code}", template, context, language.code, template)
