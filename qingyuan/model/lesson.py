"""A lesson kit: what a teacher needs to use a story in class, in every language of the site.

The questions to discuss are the story's own (`Edition.questions`), so that nobody types them twice.
"""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref

MINUTES = 40
LINES = 2


class Step(Struct, frozen=True):
    """A part of the lesson: how long, what is done, how."""

    minutes: int
    what: Localized
    how: Localized


class Answer(Struct, frozen=True):
    """An answer to choose, whether it is right, and why or why not."""

    answer: Localized
    right: bool
    why: Localized


class Question(Struct, frozen=True):
    """A question of the quiz; `why` explains all its answers together."""

    question: Localized
    answers: tuple[Answer, ...]
    why: Localized
    at: Location


class Handout(Struct, frozen=True):
    """What pupils take home: what to remember, what they can say, and lines to write on."""

    points: tuple[Localized, ...]
    phrases: tuple[Localized, ...]
    lines: int


class Poster(Struct, frozen=True):
    """One short line for the wall, and a second one below."""

    line: Localized
    sub: Localized


class Lesson(Struct, frozen=True):
    """content/stories/<slug>/lesson.yaml; `plan_at` is where its plan stands."""

    audience: tuple[Ref, ...]
    minutes: int
    aims: tuple[Localized, ...]
    preparation: tuple[Localized, ...]
    plan: tuple[Step, ...]
    quiz: tuple[Question, ...]
    handout: Handout
    poster: Poster
    plan_at: Location
    at: Location
