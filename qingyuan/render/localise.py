"""Values of the model to what a template may see, in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec.structs import replace

from qingyuan.model.body import Body
from qingyuan.model.fact import Fact
from qingyuan.model.language import Language, Localized
from qingyuan.model.lesson import Lesson
from qingyuan.model.quantity import Unit
from qingyuan.model.reference import Contact, Source, Term
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Edition, SourceUse, Story
from qingyuan.render import kits, paths
from qingyuan.render.contexts import FactRecord, UnitRecord
from qingyuan.render.drawn import WORDS, Drawer
from qingyuan.render.kits import KitLinks, KitView, QuestionView
from qingyuan.render.lagging import stale
from qingyuan.render.media import Media, beside
from qingyuan.render.views import (
    ArticleView,
    Binding,
    Card,
    ContactView,
    ErratumView,
    FigureView,
    ImageView,
    Link,
    SchoolView,
    SourceView,
    Stale,
    Target,
    TermView,
    Words,
)
from qingyuan.render.wording import words_of

# The interface words that a text may have in it.
PROSE_WORDS = (
    "box-",
    "footnote-",
    "link-out",
    "number-",
    "other-language",
    "quiz-",
    "scale-",
    "short-",
    "table-label",
)
_CONTENTS_LEVELS = (2, 3)
_FEWEST_CONTENTS = 3
_GENERATED_TITLES = {
    "stories": "menu-stories",
    "facts": "menu-facts",
    "glossary": "menu-glossary",
    "timeline": "timelines-title",
}


class Localiser:
    """Views in one language of text, `language`, with links for readers of `reading`.

    The two differ only where a text stands in for a translation that is missing.
    """

    def __init__(self, site: Site, language: Language, reading: Language, media: Media) -> None:
        self.site = site
        self.language = language
        self.reading = reading
        self.media = media

    def text(self, localized: Localized) -> str:
        """The text in this language; empty where an optional one was not given."""
        return localized.get(self.language.code) or ""

    @cached_property
    def contacts(self) -> tuple[ContactView, ...]:
        """The help contacts."""
        return tuple(self.contact(contact) for contact in self.site.help.contacts)

    def school(self, logo: str) -> SchoolView | None:
        """The school whose edition it is, with the path of its logo."""
        school = self.site.school
        if school is None:
            return None
        name, contact = self.text(school.name), self.text(school.contact)
        return SchoolView(name, logo, contact, school.icp, school.public_security)

    def contact(self, contact: Contact) -> ContactView:
        """A help contact, in the language of the page around the text."""
        return ContactView(
            contact.id,
            contact.number,
            self._for_readers(contact.name),
            self._for_readers(contact.purpose),
            self._for_readers(contact.hours),
            contact.audience,
            contact.verified,
            self._for_readers(contact.verified_by),
            contact.due,
            self._is_past(contact.due),
        )

    def _for_readers(self, localized: Localized) -> str:
        return localized.get(self.reading.code) or ""

    def figure(self, fact: Fact, stories: tuple[Link, ...] = ()) -> FigureView:
        """A fact, with the stories that use it where the page shows them."""
        source = self.site.sources[fact.source.id]
        paragraph = source.paragraph(fact.paragraph.id)
        facts = paths.page(self.reading.code, "facts")
        return FigureView(
            fact.id,
            self.text(fact.label),
            fact.value,
            fact.qualifier,
            self.site.units[fact.unit.id].wording.forms(self.language.code),
            self.language.locale,
            self.language.tag,
            self.text(self.site.places[fact.place.id]),
            fact.period,
            fact.as_of,
            self.text(source.title),
            f"{facts}#source-{source.id}",
            fact.paragraph.id,
            self.text(paragraph.heading) if paragraph else "",
            self.text(fact.note),
            fact.usable,
            self.text(fact.reason),
            fact.key,
            f"{facts}#{fact.id}",
            fact.rounding,
            stories,
            fact.review_by,
            self._is_past(fact.review_by),
        )

    def _is_past(self, day: dt.date | None) -> bool:
        return day is not None and self.site.today > day

    def record(self, fact: Fact) -> FactRecord:
        """A fact as data."""
        ratio, change = fact.ratio, fact.change
        return FactRecord(
            self.figure(fact),
            fact.theme,
            fact.unit.id,
            fact.place.id,
            fact.source.id,
            tuple(ref.id for ref in fact.parts),
            (ratio.part.id, ratio.whole.id) if ratio else (),
            (change.before.id, change.after.id) if change else (),
            fact.review_by,
        )

    def unit(self, unit: Unit) -> UnitRecord:
        """A unit as data."""
        wording = unit.wording.forms(self.language.code)
        return UnitRecord(unit.id, unit.dimension, unit.factor, wording)

    def term(self, term: Term) -> TermView:
        """A glossary entry with its names in the other languages."""
        glossary = paths.page(self.reading.code, "glossary")
        others = tuple(
            (other.tag, name)
            for other in self.site.languages
            if other.code != self.language.code and (name := term.term.get(other.code))
        )
        see = tuple(
            Link(self.text(self.site.terms[ref.id].term), f"{glossary}#{ref.id}")
            for ref in term.see
        )
        return TermView(
            term.id,
            self.text(term.term),
            self.text(term.definition),
            f"{glossary}#{term.id}",
            others,
            see,
            self.text(term.also),
        )

    def source(self, source: Source, used: Iterable[str] | None = None) -> SourceView:
        """A source with all its paragraphs, or those used."""
        wanted = None if used is None else set(used)
        return SourceView(
            source.id,
            self.text(source.title),
            self.text(source.description),
            self.text(source.author),
            source.published,
            tuple(
                (paragraph.id, self.text(paragraph.heading))
                for paragraph in source.paragraphs
                if wanted is None or paragraph.id in wanted
            ),
            tuple(
                ErratumView(e.paragraph.id, self.text(e.printed), self.text(e.note))
                for e in source.errata
                if wanted is None or e.paragraph.id in wanted
            ),
            f"{paths.page(self.reading.code, 'facts')}#source-{source.id}",
        )

    def sources(self, uses: Iterable[SourceUse]) -> tuple[SourceView, ...]:
        """The sources of an article."""
        return tuple(
            self.source(self.site.sources[use.source.id], (ref.id for ref in use.paragraphs))
            for use in uses
        )

    def topics(self, story: Story) -> tuple[Link, ...]:
        """Links to the lists of a story's topics."""
        return tuple(
            Link(self.text(self.site.topics[ref.id]), paths.topic(self.reading.code, ref.id))
            for ref in story.topics
        )

    def link(self, article: Story | ContentPage) -> Link:
        """A link to a story or page by its title."""
        edition = article.best(self.language.code)
        return Link(edition.title, paths.of(article, self.reading.code), self._lang(edition))

    def card(self, story: Story) -> Card:
        """A story in a list."""
        edition = story.best(self.language.code)
        return Card(
            edition.title,
            edition.summary,
            paths.of(story, self.reading.code),
            story.kind,
            story.date,
            self.text(self.site.places[story.place.id]),
            self.topics(story),
            self._lang(edition),
            story.hidden(self.site.today),
        )

    def article(self, article: Story | ContentPage, stories: Mapping[str, Story]) -> ArticleView:
        """The text of a story or page; this localiser's language is the edition's."""
        edition = article.best(self.language.code)
        headings = [h for h in edition.body.headings if h.level in _CONTENTS_LEVELS]
        return ArticleView(
            edition.title,
            edition.summary,
            self.language,
            self.language != self.reading,
            edition.body,
            replace(
                self.binding(article, edition, stories),
                stale=self._stale(article, edition, stories),
            ),
            tuple(headings) if len(headings) >= _FEWEST_CONTENTS else (),
            self.for_readers.sources(article.sources),
            article.date,
            article.review_by,
            self._is_past(article.review_by),
        )

    def _stale(
        self, article: Story | ContentPage, edition: Edition, stories: Mapping[str, Story]
    ) -> Stale | None:
        """Where a translation lags behind the original; None for the original itself."""
        language = self.site.languages[0]
        source = article.edition(language.code)
        if source is None or source is edition:
            return None
        original = Localiser(self.site, language, self.reading, self.media)

        def bind(body: Body) -> Binding:
            return original.binding(article, source.with_body(body), stories)

        return stale(source, edition, language, paths.of(article, language.code), bind)

    def binding(
        self, article: Story | ContentPage, edition: Edition, stories: Mapping[str, Story]
    ) -> Binding:
        """What fills the slots of an edition's body."""
        embeds = edition.embeds
        kinds = ("fact", "term", "story", "page", "chart", "timeline")
        used: dict[str, list[str]] = {kind: [] for kind in kinds}
        for embed in embeds:
            if embed.kind in used and embed.target not in used[embed.kind]:
                used[embed.kind].append(embed.target)
        other = self.language != self.reading
        wants_help = any(embed.kind == "help" for embed in embeds)
        names = dict.fromkeys(use.name for use in edition.files)
        shown = dict.fromkeys(use.name for use in edition.files if use.image)
        return Binding(
            tuple(self.figure(self.site.facts[name]) for name in used["fact"]),
            tuple(self.term(self.site.terms[name]) for name in used["term"]),
            (
                *(self._story_target(stories[slug]) for slug in used["story"]),
                *(self._page_target(slug) for slug in used["page"]),
            ),
            tuple((name, self.file(article, name)) for name in names),
            edition.questions,
            self.contacts if wants_help else (),
            self._for_readers(self.site.help.note) if wants_help else "",
            tuple(self.drawer.chart(self.site.charts[name]) for name in used["chart"]),
            tuple(self.drawer.timeline(self.site.timelines[name]) for name in used["timeline"]),
            locale=self.language.locale if other else "",
            words=self._words if other else (),
            images=tuple((name, self.image(article, name)) for name in shown),
            quiz=self._quiz(article) if any(e.kind == "quiz" for e in embeds) else (),
        )

    def _quiz(self, article: Story | ContentPage) -> tuple[QuestionView, ...]:
        lesson = article.lesson if isinstance(article, Story) else None
        return kits.quiz(lesson, self.text) if lesson else ()

    def kit(self, story: Story, lesson: Lesson) -> KitView:
        """A story's lesson kit; this localiser's language is the edition's."""
        return kits.kit(lesson, story.best(self.language.code).questions, self.text)

    def kit_links(self, story: Story) -> KitLinks | None:
        """The pages of a story's lesson kit, if it has one."""
        return self.links_of(story, story.lesson) if story.lesson else None

    def links_of(self, story: Story, lesson: Lesson) -> KitLinks:
        """The pages of a lesson kit."""
        edition = story.best(self.language.code)
        return kits.links(story, lesson, self.reading.code, edition.title, self._lang(edition))

    @cached_property
    def _words(self) -> Words:
        """The words that stand inside a text."""
        return words_of(self.site, self.language.code, PROSE_WORDS)

    @cached_property
    def for_readers(self) -> Localiser:
        """The same in the language of the page around the text."""
        return Localiser(self.site, self.reading, self.reading, self.media)

    @cached_property
    def drawer(self) -> Drawer:
        """What makes charts and timelines."""
        facts = paths.page(self.reading.code, "facts")
        words = words_of(self.site, self.language.code, WORDS)
        return Drawer(self.site, self.language, self.figure, facts, words)

    def file(self, article: Story | ContentPage, name: str) -> str:
        """The published path of a file beside an article, with what follows # kept."""
        plain, sign, anchor = name.partition("#")
        return self.media.path(beside(article, plain)) + sign + anchor

    def image(self, article: Story | ContentPage, name: str) -> ImageView:
        """A picture beside an article."""
        return self.media.image(beside(article, name))

    def _story_target(self, story: Story) -> Target:
        edition = story.best(self.language.code)
        left_out = story in self.site.left_out and not self.site.slotted
        path = "" if left_out else self._path(story, edition)
        return Target("story", story.slug, edition.title, path, self._other(edition))

    def _path(self, article: Story | ContentPage, edition: Edition) -> str:
        """An article's page for these readers; where they have none, that of the edition."""
        shown = self.site.shows(article, self.reading)
        return paths.of(article, self.reading.code if shown else edition.language)

    def _page_target(self, slug: str) -> Target:
        page = next((page for page in self.site.pages if page.slug == slug), None)
        if page is None:
            words = self.site.words.get(_GENERATED_TITLES[slug])
            title = dict(words.forms(self.language.code))["other"] if words else slug
            return Target("page", slug, title, paths.page(self.reading.code, slug), None)
        edition = page.best(self.language.code)
        path = self._path(page, edition)
        return Target("page", slug, edition.title, path, self._other(edition))

    def _lang(self, edition: Edition) -> str | None:
        """The lang attribute that a title in another language needs."""
        if edition.language == self.reading.code:
            return None
        return self.site.settings.language(edition.language).tag

    def _other(self, edition: Edition) -> str | None:
        """The lang attribute of a target that is in another language than the text."""
        if edition.language == self.language.code:
            return None
        return self.site.settings.language(edition.language).tag
