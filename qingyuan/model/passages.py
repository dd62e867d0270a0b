"""Every text of the site that readers see, with what it is a part of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, islice
from typing import Protocol, TypeVar

from msgspec import Struct

from qingyuan.model.body import Prose
from qingyuan.model.language import Localized, Wording
from qingyuan.model.location import NOWHERE
from qingyuan.model.site import Part, Site
from qingyuan.model.story import ContentPage, Edition, Story

# Values of the model that hold no localized text, or hold it in another form.
WITHOUT_TEXTS = frozenset({"Body", "Location", "Ref", "Edition", "Language", "Waiver"})
_FRONT_ROLES = ("title", "summary")
# Embeds that show words of the editor's.
_WORDED = frozenset({"free", "term", "story", "page"})


class Passage(Struct, frozen=True):
    """A text in one language.

    `role` is what it is: title, summary, question, body of an edition, embed for words typed in one
    ([[free:…]], [[term:…|…]]); else the value and field it stands in, such as fact.label,
    picture.alt, term.definition, place, topic, word.  `article` is the story or page it belongs to.
    """

    prose: Prose
    language: str
    role: str
    article: Story | ContentPage | None = None


class LocalizedUse(Struct, frozen=True):
    """A text given per language, and what it is."""

    text: Localized
    role: str
    article: Story | ContentPage | None = None


class OneSite:
    """A site as a key: the very same value, which never changes."""

    __slots__ = ("site",)

    def __init__(self, site: Site) -> None:
        self.site = site

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneSite) and other.site is self.site

    def __hash__(self) -> int:
        return id(self.site)


def passages(site: Site) -> tuple[Passage, ...]:
    """All texts: those of editions, of data files, of the interface.

    Every rule on words asks for them, so those of the last site are kept.
    """
    return _passages(OneSite(site))


@lru_cache(maxsize=1)
def _passages(one: OneSite) -> tuple[Passage, ...]:
    return tuple(_of_site(one.site))


# What stands between two texts: white space that no sentence, and no word of a list, goes across.
APART = "\n\n"


class Together(Struct, frozen=True):
    """All passages of a language, and their texts as one, `APART` from each other.

    Most articles have nothing that a rule is about: so a rule looks at this one text first, and at
    single ones where it may have something.
    """

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> tuple[Passage, int]:
        """The passage that an offset is in, and where its text begins."""
        index = bisect_right(self.starts, offset) - 1
        return self.passages[index], self.starts[index]


def together(site: Site) -> Mapping[str, Together]:
    """The texts of each language; those of the last site are kept."""
    return _together(OneSite(site))


@lru_cache(maxsize=1)
def _together(one: OneSite) -> Mapping[str, Together]:
    languages: dict[str, list[Passage]] = {}
    for passage in passages(one.site):
        languages.setdefault(passage.language, []).append(passage)
    return {code: _joined(found) for code, found in languages.items()}


def _joined(found: list[Passage]) -> Together:
    texts = [passage.prose.text for passage in found]
    lengths = accumulate((len(text) + len(APART) for text in texts), initial=0)
    return Together(APART.join(texts), tuple(found), tuple(islice(lengths, len(texts))))


class Hit(Protocol):
    """Something found in a text."""

    @property
    def start(self) -> int: ...


_Hit = TypeVar("_Hit", bound=Hit)


def searched(
    site: Site, look: Callable[[str, str], Iterable[_Hit]]
) -> list[tuple[Passage, int, _Hit]]:
    """What `look` finds, given a language and its texts together: in the passages' order.

    Each with its passage, and where that begins in the text that was looked at.  Nothing that it
    looks for may go across an empty line, or heed what is behind one.
    """
    found: dict[int, list[tuple[Passage, int, _Hit]]] = {}
    for code, texts in together(site).items():
        for hit in look(code, texts.text):
            passage, begin = texts.at(hit.start)
            found.setdefault(id(passage), []).append((passage, begin, hit))
    order = passages(site) if found else ()
    return [one for passage in order for one in found.get(id(passage), ())]


def suspects(site: Site, may: Callable[[str], object]) -> list[Passage]:
    """The passages that a rule has to look at, in their order.

    `may` says whether a text may have something of the rule's; what it finds in a passage it has
    to find in any longer text that has the passage as paragraphs of its own.
    """
    texts = together(site)
    worth = {code for code, whole in texts.items() if may(whole.text)}
    return [passage for passage in passages(site) if passage.language in worth] if worth else []


def _of_site(site: Site) -> Iterator[Passage]:
    for article in site.articles:
        for edition in article.editions:
            yield from _of_edition(edition, article)
    for use in localized(site):
        for code, prose in proses(use.text):
            yield Passage(prose, code, use.role, use.article)
    for role, wording in wordings(site):
        for (code, forms), places in zip(wording.wording, wording.values, strict=True):
            for (_, form), at in zip(forms, places, strict=True):
                yield Passage(Prose(form, at), code, role)


def _of_edition(edition: Edition, article: Story | ContentPage) -> Iterator[Passage]:
    for index, prose in enumerate(edition.front):
        role = _FRONT_ROLES[index] if index < len(_FRONT_ROLES) else "question"
        yield Passage(prose, edition.language, role, article)
    yield Passage(edition.body.prose, edition.language, "body", article)
    for embed in edition.body.embeds:
        words = embed.target if embed.kind == "free" else embed.option
        if words and embed.kind in _WORDED:
            yield Passage(Prose(words, embed.at), edition.language, "embed", article)


def proses(text: Localized) -> Iterator[tuple[str, Prose]]:
    """The words of a text in each of its languages; at its code where no better place is known."""
    places = text.values or text.keys
    breaks = text.breaks or ((),) * len(places)
    for (code, words), at, spread in zip(text.texts, places, breaks, strict=True):
        yield code, Prose(words, at, breaks=spread)


def wordings(site: Site) -> Iterator[tuple[str, Wording]]:
    """The texts with plural forms, those of units and of the interface, each with its role."""
    if site.part is not Part.ARTICLE:
        yield from (("unit", unit.wording) for unit in site.units.values())
        yield from (("word", word) for word in site.words.values())


def localized(site: Site) -> tuple[LocalizedUse, ...]:
    """All texts that are given per language, but for wordings with plural forms.

    Those of the last site are kept.
    """
    return _localized(OneSite(site))


@lru_cache(maxsize=1)
def _localized(one: OneSite) -> tuple[LocalizedUse, ...]:
    return tuple(_uses(one.site))


def _uses(site: Site) -> Iterator[LocalizedUse]:
    for article in site.articles:
        yield from _inside(article, "", article)
    if site.part is not Part.ARTICLE:
        yield from _of_data(site)


def _of_data(site: Site) -> Iterator[LocalizedUse]:
    yield from _inside(site.settings, "site", None)
    for role, names in (("place", site.places), ("topic", site.topics)):
        yield from (LocalizedUse(name, role) for name in names.values())
    for group in (site.sources, site.terms, site.charts, site.timelines):
        for value in group.values():
            yield from _inside(value, "", None)
    yield from _inside(site.themes, "", None)
    yield from _inside(site.help, "", None)
    yield from _inside(site.schools, "", None)


def _inside(
    value: object, role: str, article: Story | ContentPage | None
) -> Iterator[LocalizedUse]:
    if isinstance(value, Localized):
        if value.at != NOWHERE:  # an optional text that nobody gave
            yield LocalizedUse(value, role, article)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item, role, article)
    elif isinstance(value, Struct) and type(value).__name__ not in WITHOUT_TEXTS:
        owner = type(value).__name__.lower()
        for name in value.__struct_fields__:
            yield from _inside(getattr(value, name), f"{owner}.{name}", article)
