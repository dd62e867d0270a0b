"""Stories and pages: what is the same in every language, and one edition per language."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.blob import Deferred
from qingyuan.model.body import Body, Embed, FileUse, Prose
from qingyuan.model.language import Localized
from qingyuan.model.lesson import Lesson
from qingyuan.model.location import Location, Ref
from qingyuan.model.record import Record
from qingyuan.model.section import Section
from qingyuan.model.unwritten import MARK
from qingyuan.model.waiver import Waiver

KINDS = ("testimony", "case-study", "report", "outreach", "lesson")
TESTIMONY = KINDS[0]
AUDIENCES = ("primary", "middle", "high", "parents", "public")
# What a picture can show, as far as rules ask.
DRUGS, PARAPHERNALIA, MINOR = "drugs", "paraphernalia", "minor"
SHOWS = ("place", "document", "drawing", "person", MINOR, DRUGS, PARAPHERNALIA)


class Person(Struct, frozen=True):
    """Somebody a story is about, under the name that may be published; `minor` below 18."""

    name: Localized
    role: Localized
    anonymised: bool
    minor: bool


class Consent(Struct, frozen=True):
    """On what ground a testimony may be told, and how far that goes."""

    basis: Localized
    scope: Localized
    date: dt.date | None


class SourceUse(Struct, frozen=True):
    """A source a story rests on, and which of its paragraphs."""

    source: Ref
    paragraphs: tuple[Ref, ...]


class Picture(Struct, frozen=True):
    """The story's lead picture; `shows` is what is to be seen, some of SHOWS."""

    file: Ref
    alt: Localized
    credit: Localized
    shows: tuple[str, ...]


class Content(Struct, frozen=True):
    """What an edition says; `front` are title, summary and questions as typed.

    `sections` are its front matter, opening, headings and footnotes, in that order.
    """

    front: tuple[Prose, ...]
    body: Body
    sections: tuple[Section, ...]


class Edition(Struct, frozen=True):
    """A story or page in one language.

    What other pages need to know of it is at hand: its titles, the `embeds` in its body that name
    something (`Body.named`), its `files`, the `ids` that can be linked to, and how large its HTML
    is, in characters and in bytes.  The `text` is loaded for the pages that show it, and the record
    (what it was translated from, as far as somebody has confirmed that) for whoever compares the
    two.  `slug` names its page where it is not the folder's name; `aliases` are where it was
    before, those of an Article in every language.
    """

    language: str
    title: str
    summary: str
    questions: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    at: Location
    embeds: tuple[Embed, ...]
    files: tuple[FileUse, ...]
    ids: tuple[str, ...]
    size: tuple[int, int]
    text: Deferred[Content]
    accepted: Deferred[Record] | None = None
    slug: str = ""
    aliases: tuple[Ref, ...] = ()

    @property
    def front(self) -> tuple[Prose, ...]:
        """Title, summary and questions as typed."""
        return self.text.value.front

    @property
    def body(self) -> Body:
        """What Markdown made of the text."""
        return self.text.value.body

    @property
    def sections(self) -> tuple[Section, ...]:
        """Front matter, opening, headings and footnotes."""
        return self.text.value.sections

    @property
    def record(self) -> Record | None:
        """What it was translated from."""
        return self.accepted.value if self.accepted else None

    def with_body(self, body: Body) -> Edition:
        """The edition with another body in its place."""
        text = Deferred.of(replace(self.text.value, body=body))
        return replace(self, text=text, embeds=body.named, files=body.files, ids=body.ids)

    @property
    def prose(self) -> tuple[Prose, ...]:
        """Everything the editor wrote in this language: front matter's texts, then the body."""
        return (*self.front, self.body.prose)

    @property
    def is_unwritten(self) -> bool:
        """Whether something in it is still to be written."""
        return any(MARK.search(prose.text) for prose in self.prose)


class FileBeside(Struct, frozen=True):
    """A picture or a download beside an article.

    `has_location` where the file says where on earth it was taken, `keeps_location` where that
    can't be taken out of it.  Of a picture: its format, its size as it is seen, and, where it can't
    be published, why (a value of `images.Flaw`).
    """

    name: str
    has_location: bool = False
    keeps_location: bool = False
    form: str = ""
    width: int = 0
    height: int = 0
    flaw: str = ""


class Hiding(StrEnum):
    """Why readers do not see an article."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"


class Hidden(Struct, frozen=True):
    """Why readers do not see an article, and the day from which they do or no longer do."""

    why: Hiding
    day: dt.date | None = None


class Article:
    """What exists in editions, one per language."""

    __slots__ = ()
    editions: tuple[Edition, ...]
    waivers: tuple[Waiver, ...]
    files: tuple[FileBeside, ...]
    aliases: tuple[Ref, ...]

    @property
    def folder(self) -> str:
        """Where its files are."""
        return self.editions[0].at.path.rpartition("/")[0]

    @property
    def file_names(self) -> tuple[str, ...]:
        """The names of the files beside it."""
        return tuple(file.name for file in self.files)

    def edition(self, code: str) -> Edition | None:
        """The edition in a language, or None."""
        # Asked for ten times a page: a generator takes longer than the look.
        for edition in self.editions:
            if edition.language == code:
                return edition
        return None

    def best(self, code: str) -> Edition:
        """The edition that readers of a language get: their own, or the first there is."""
        return self.edition(code) or self.editions[0]


class Story(Article, Struct, frozen=True):
    """A story with all its editions; `files` are what lies beside them, `lesson` is its kit."""

    slug: str
    date: dt.date
    kind: str
    topics: tuple[Ref, ...]
    place: Ref
    audience: tuple[str, ...]
    people: tuple[Person, ...]
    consent: Consent | None
    sources: tuple[SourceUse, ...]
    content_note: Localized
    picture: Picture | None
    review_by: dt.date | None
    reviewer: Localized
    draft: bool
    publish: dt.date | None
    expire: dt.date | None
    editions: tuple[Edition, ...]
    waivers: tuple[Waiver, ...]
    files: tuple[FileBeside, ...]
    at: Location
    aliases: tuple[Ref, ...] = ()
    lesson: Lesson | None = None

    @property
    def is_sensitive(self) -> bool:
        """Whether it may upset readers, so that it is never the first they see of the site."""
        return self.kind == TESTIMONY or bool(self.content_note)

    def is_public(self, today: dt.date) -> bool:
        """Whether readers may see it on this day: no draft, not before its day, not after it."""
        return self.hidden(today) is None

    def hidden(self, today: dt.date) -> Hidden | None:
        """Why readers do not see it on this day; None where they do."""
        if self.draft:
            return Hidden(Hiding.DRAFT)
        if self.publish is not None and self.publish > today:
            return Hidden(Hiding.SCHEDULED, self.publish)
        if self.expire is not None and self.expire <= today:
            return Hidden(Hiding.EXPIRED, self.expire)
        return None


class ContentPage(Article, Struct, frozen=True):
    """A page that stands for itself: home, about, help, for schools."""

    slug: str
    date: dt.date | None
    sources: tuple[SourceUse, ...]
    review_by: dt.date | None
    editions: tuple[Edition, ...]
    waivers: tuple[Waiver, ...]
    files: tuple[FileBeside, ...]
    at: Location
    aliases: tuple[Ref, ...] = ()
    draft: bool = False

    def is_public(self, today: dt.date) -> bool:
        """Whether readers may see it; a page has no days, only a draft."""
        return self.hidden(today) is None

    def hidden(self, today: dt.date) -> Hidden | None:  # noqa: ARG002 - as of a story
        """Why readers do not see it; None where they do."""
        return Hidden(Hiding.DRAFT) if self.draft else None
