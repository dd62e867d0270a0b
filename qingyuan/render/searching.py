"""The search of a language: its page, and the texts that it looks through.

Documents are numbered: figures, terms, lists, pages, and stories from the oldest on, so that a new
story comes last and of two results the newer is the one with the higher number.  The help contacts
have a block for themselves, before all others: those that a school has are put in later.  Files of
texts lie in folders named by a fingerprint of their block's numbering, shards in one named by that
of all: a page never meets files in which a number means something else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from qingyuan.model.page import Later, Page
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import cldr, paths
from qingyuan.render.extract import sections
from qingyuan.render.figures import figure
from qingyuan.render.lists import TOPIC, Listing
from qingyuan.render.localise import PROSE_WORDS, Localiser
from qingyuan.render.prose import Prose
from qingyuan.render.views import ArticleView, Chrome, FigureView, Words
from qingyuan.render.wording import Wording, words_of
from qingyuan.search import BLOCK, RULES, Document, Section, all_pairs, shard_count, written

# Part of every fingerprint: to be raised when the form of the files changes.
_FORM = "1"
# Documents in a file where they are small.
_GROUP = 16
_WORDS = ("search-",)
_TEXT_WORDS = (*PROSE_WORDS, "period-")


class SearchContext(Struct, frozen=True):
    """search.html: `settings` is what its script needs to know, as JSON.

    `folder` is that of the index's `shards`.
    """

    chrome: Chrome
    script: str
    settings: str
    folder: str
    shards: int


class SearchTexts(Struct, frozen=True):
    """A file of small documents, and the number of the first; `label` is that of figures."""

    first: int
    documents: tuple[Document | FigureView, ...]
    locale: str
    label: str
    words: Words


class SearchArticle(Struct, frozen=True):
    """The file of an article.

    `document` has all but what its body says, and the names of its `terms`, which come last.
    """

    first: int
    document: Document
    terms: tuple[Section, ...]
    article: ArticleView
    words: Words


class SearchPairs(Struct, frozen=True):
    """The Chinese characters that are looked up as others, in pairs."""

    pairs: str


def write_texts(context: SearchTexts) -> bytes:
    """The bytes of small documents."""
    say = Wording(context.locale, context.words)
    return written(
        context.first,
        tuple(
            _figure(document, say, context.label) if isinstance(document, FigureView) else document
            for document in context.documents
        ),
    )


def _figure(view: FigureView, say: Wording, label: str) -> Document:
    said = " · ".join((figure(view, say), view.place, say.period(view.period)))
    more = Section("", "", "\n".join(filter(None, (view.note, view.source_title))))
    return Document(view.label, view.path, label, "", said, (more,), minor=True)


def write_article(context: SearchArticle) -> bytes:
    """The bytes of an article's document."""
    view, document = context.article, context.document
    say = Wording(view.language.locale, context.words)
    body = sections(view.body, view.binding, Prose("", view.language.tag, say))
    return written(
        context.first,
        (
            Document(
                document.title,
                document.path,
                document.label,
                document.note,
                document.summary,
                (*document.sections, *body, *context.terms),
            ),
        ),
    )


def write_pairs(context: SearchPairs) -> bytes:
    """The script that hands the pairs over."""
    return f"qySearch.pairs({json.dumps(context.pairs, ensure_ascii=False)});\n".encode()


class Searching:
    """Plans the search of one language."""

    def __init__(
        self,
        say: Localiser,
        stories: Iterable[Story],
        pages: Iterable[ContentPage],
        lists: Iterable[Listing],
    ) -> None:
        self.say = say
        self.site = say.site
        self.code = say.reading.code
        self.forms = {key: dict(forms) for key, forms in words_of(self.site, self.code)}
        self.words = words_of(self.site, self.code, _TEXT_WORDS)
        self.lists = [listing for listing in lists if listing.shown(say.reading)]
        own: list[Story | ContentPage] = [*pages, *reversed(tuple(stories))]
        self.articles = [article for article in own if article.edition(self.code)]
        self.small: list[Document | FigureView] = [
            *self._figures(),
            *self._terms(),
            *self._lists(),
        ]
        self.paths = [
            *(document.path for document in self.small),
            *(paths.of(article, self.code) for article in self.articles),
        ]
        self.stamps = [
            _stamp([paths.page(self.code, "help")]),
            *(_stamp(self.paths[at : at + BLOCK]) for at in range(0, len(self.paths), BLOCK)),
        ]

    def pages(
        self,
        chrome: Chrome,
        script: str,
        article_text: Callable[[Story | ContentPage, int], Later],
        wants: Callable[[Story | ContentPage], bool],
    ) -> Iterator[Page]:
        """search.html and the texts; the shards follow from those (`render.shards`).

        Of articles those are left out that nobody `wants`.
        """
        pairs = SearchPairs(all_pairs())
        pairs_path = f"{self.code}/search/han-{_stamp([pairs.pairs])}.js"
        yield self._page(pairs_path, pairs)
        if not self.site.slotted:
            yield from self.contacts()
        yield from self._texts(BLOCK, self.small)
        articles = BLOCK + len(self.small)
        for number, article in enumerate(self.articles, articles):
            if wants(article):
                yield self._page(self._path(number), article_text(article, number), number)
        shards = shard_count(article.best(self.code).size for article in self.articles)
        folder = f"{self.code}/search/{_stamp([*self.stamps, str(shards)])}/"
        settings = {
            "lang": self.say.reading.tag,
            "root": chrome.root,
            "pairs": chrome.root + pairs_path,
            "shards": chrome.root + folder,
            "many": shards,
            "texts": [f"{chrome.root}{self.code}/search/{stamp}/" for stamp in self.stamps],
            "block": BLOCK,
            "small": articles,
            "group": _GROUP,
            "count": BLOCK + len(self.paths),
            "words": {key: self.forms[key] for key in self.forms if key.startswith(_WORDS)},
            **RULES,
        }
        text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
        context = SearchContext(chrome, script, text, folder, shards)
        yield Page(chrome.path, "search.html", context, self.code, "templates/search.html")

    def contacts(self) -> Iterator[Page]:
        """The texts of the help contacts."""
        yield from self._texts(0, tuple(self._contacts()))

    def _texts(self, start: int, small: Sequence[Document | FigureView]) -> Iterator[Page]:
        """The files of small documents, numbered from `start` on."""
        label = self._word("menu-facts")
        for at in range(0, len(small), _GROUP):
            some = tuple(small[at : at + _GROUP])
            texts = SearchTexts(start + at, some, self.say.reading.locale, label, self.words)
            yield self._page(self._path(start + at), texts, start + at)

    def _page(self, path: str, context: Struct, document: int | None = None) -> Page:
        return Page(path, None, context, self.code, "content/stories", document)

    def _path(self, first: int) -> str:
        return f"{self.code}/search/{self.stamps[first // BLOCK]}/{first}.js"

    def _word(self, key: str) -> str:
        """A word; where strings.yaml lacks it, the template that uses it says so."""
        return self.forms.get(key, {}).get("other", "")

    def _figures(self) -> Iterator[FigureView]:
        """The figures that may be used, the first one last: of equals it is shown first."""
        for theme in reversed(self.site.themes):
            yield from (self.say.figure(fact) for fact in reversed(theme.facts) if fact.usable)

    def _terms(self) -> Iterator[Document]:
        """The glossary, each term with its other names."""
        label = self._word("menu-glossary")
        for term in self.site.terms.values():
            view = self.say.term(term)
            names = "\n".join(name for _, name in view.others)
            more = Section("", view.also, names)
            yield Document(view.term, view.path, label, "", view.definition, (more,))

    def _contacts(self) -> Iterator[Document]:
        """The help contacts."""
        label, path = self._word("menu-help"), paths.page(self.code, "help")
        for contact in self.say.contacts:
            name = f"{contact.number} {contact.name}"
            more = Section("", label, contact.hours)
            yield Document(name, path, label, "", contact.purpose, (more,))

    def _lists(self) -> Iterator[Document]:
        """Lesson kits, the lists of the topics, and the pages that are made from data."""
        for article in self.articles:
            if isinstance(article, Story) and article.lesson:
                yield self._kit(article)
        for listing in self.lists:
            if listing.of == TOPIC:
                name = self.say.text(self.site.topics[listing.id])
                label = self._word("story-topics")
                yield Document(name, listing.path(self.code), label, "", "", ())
        timelines = ("timeline", "timelines-title", "timelines-lead")
        for name, title, lead in (
            *([timelines] if self.site.timelines else []),
            ("stories", "menu-stories", "stories-lead"),
            ("facts", "facts-title", "facts-lead"),
            ("glossary", "glossary-title", "glossary-lead"),
        ):
            yield Document(
                self._word(title),
                paths.page(self.code, name),
                self._word("search-page"),
                "",
                self._word(lead),
                (),
            )

    def _kit(self, story: Story) -> Document:
        """A story's lesson kit, behind the story itself."""
        title = self._word("kit-of").replace("{title}", story.best(self.code).title)
        label, lead = self._word("menu-schools"), self._word("kit-lead")
        return Document(title, paths.kit(story, self.code), label, "", lead, (), minor=True)

    def article(
        self, number: int, article: Story | ContentPage, view: ArticleView
    ) -> SearchArticle:
        """The text of an article by its number."""
        label, note = self._word("search-page"), ""
        if isinstance(article, Story):
            label = self._word(f"kind-{article.kind}")
            note = cldr.day(article.date, self.say.reading.locale)
        path = paths.of(article, self.code)
        known = tuple(self._about(article))
        document = Document(view.title, path, label, note, view.summary, known)
        return SearchArticle(number, document, tuple(self._named(view)), view, self.words)

    def _about(self, article: Story | ContentPage) -> Iterator[Section]:
        """Where a story is, whom and what it is about; what the menu calls a page."""
        if isinstance(article, Story):
            people = (f"{self.say.text(p.name)} {self.say.text(p.role)}" for p in article.people)
            topics = (link.label for link in self.say.topics(article))
            place = self.say.text(self.site.places[article.place.id])
            yield Section("", "", "\n".join((place, *topics, *people)))
        elif name := self._word(f"menu-{article.slug}"):
            yield Section("", name, "")

    def _named(self, view: ArticleView) -> Iterator[Section]:
        """The terms of an article by all their names."""
        for term in view.binding.terms:
            names = "\n".join(filter(None, (term.term, term.also)))
            yield Section(f"term-{term.id}", "", names)


def _stamp(parts: list[str]) -> str:
    return hashlib.sha256("\n".join([_FORM, *parts]).encode()).hexdigest()[:8]
