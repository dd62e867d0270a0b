"""Slots of a page: what is a school's own, left open, so that a page is made once for all schools.

A slot is a name between U+E002 and U+E003.  Texts (the site's name, its address) are values of the
site like any other, and so come wherever a template writes them; parts (the help contacts, the
foot) are left open by the templates.  `Filling` puts in what a school has there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.language import Localized
from qingyuan.model.page import Output
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.render import codes, han
from qingyuan.search import extended

# Parts of a page, each a template in templates/school/.
PARTS = ("hotlines", "contacts", "logo", "foot", "urgent", "filings", "numbers", "scan")
# What is put after the path of a page for what comes after its story.
MORE = "#more"
ADDRESS, PREFIX, ROOT, TITLE = "address", "prefix", "root", "title"
# What of a QR code is left open: fields of `codes.Drawn`.
_DRAWN = ("box", "ground", "path")
_EITHER = regex(
    "\ue002story:([^\ue003]*)\ue003(.*?)\ue002else\ue003(.*?)\ue002/story\ue003", re.DOTALL
)
_STORY = "\ue002story:".encode()
_OPEN = "\ue002".encode()
_SLOT = regex("\ue002([^\ue003]*)\ue003(\n?)")


def token(name: str, code: str = "") -> str:
    """What stands for a text."""
    return f"\ue002{name}:{code}\ue003" if code else f"\ue002{name}\ue003"


def slot(name: str, code: str) -> Markup:
    """What stands for a part, on a line of its own."""
    return Markup(token(name, code))  # noqa: S704 - signs that are no markup


def either(story: str, link: str, plain: str) -> str:
    """A link to a story, and what stands there in editions that leave the story out."""
    return f"{token('story', story)}{link}{token('else')}{plain}{token('/story')}"


def linked(page: Output, left_out: frozenset[str]) -> Output:
    """The page with its links to stories but those that are left out."""
    data = page.data
    if _STORY not in data:
        return page
    text = data.decode("utf-8")
    text = _EITHER.sub(lambda found: found[3 if found[1] in left_out else 2], text)
    return Output.of(page.path, text.encode("utf-8"))


class _Undrawn(Struct, frozen=True):
    """A QR code that goes with a school's address."""

    box: str
    ground: str
    path: str


def drawn(text: str) -> codes.Drawn | _Undrawn:
    """A QR code; left open where it is of an address that is."""
    if not text.startswith(token(ADDRESS)):
        return codes.draw(text)
    return _Undrawn(*(token(name, text.removeprefix(token(ADDRESS))) for name in _DRAWN))


def slotted(site: Site) -> Site:
    """The site with its name open, and its address where it has one."""
    codes = [language.code for language in site.languages]
    title = Localized(tuple((code, token(TITLE, code)) for code in codes))
    address = token(ADDRESS) if site.settings.address else None
    return replace(
        site, settings=replace(site.settings, title=title, address=address), slotted=True
    )


def joined(pages: Iterable[Output], more: Iterable[Output]) -> Iterator[Output]:
    """The pages with what comes after their stories."""
    after = {page.path.removesuffix(MORE): page.data for page in more}
    for page in pages:
        if page.path in after:
            mark = f"{token('more', page.path.partition('/')[0])}\n".encode()
            yield Output.of(page.path, page.data.replace(mark, after[page.path]))
        else:
            yield page


class Filling(Struct, frozen=True):
    """What a school has in its slots: `texts` as they are, `parts` as markup.

    `found` are the lines of its contacts in the search's shards, by their paths; `marked` are the
    languages of the site where the school writes Chinese in another one (`render.han`).
    """

    texts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]
    marked: tuple[str, ...]

    def fill(self, page: Output) -> Output:
        """The page with its slots filled; the same page where it has none."""
        data = page.data
        if lines := dict(self.found).get(page.path):
            return Output.of(page.path, extended(data, lines))
        if _OPEN not in data:
            return page
        text = data.decode("utf-8")
        return Output.of(page.path, self._filled(text, page.path).encode("utf-8"))

    def _filled(self, text: str, path: str) -> str:
        write = _writer(path)
        texts, parts = dict(self.texts), dict(self.parts)
        root = "../" * path.count("/")

        def filled(match: re.Match[str]) -> str:
            name, _, rest = match[1].partition(":")
            if match[1] in texts:
                return write(texts[match[1]]) + match[2]
            if name in _DRAWN:
                return str(getattr(codes.draw(texts[ADDRESS] + rest), name)) + match[2]
            # A part stands on a line of its own, whose end is its own too.
            return parts[match[1]].replace(token(ROOT), root)

        text = _SLOT.sub(filled, text)
        return han.mark(text, self.marked) if path.endswith(".html") else text


def _writer(path: str) -> Callable[[str], str]:
    """How a text is written in a file of that kind."""
    ending = path.rpartition(".")[2]
    if ending in {"html", "xml", "svg", "config"}:
        return lambda text: str(escape(text))
    return _in_json if ending in {"json", "js", "webmanifest"} else str


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
