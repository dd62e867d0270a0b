"""Lesson kits in one language: the values that the pages of a kit and a story's quiz show."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from qingyuan.model.language import Localized
from qingyuan.model.lesson import Lesson, Question
from qingyuan.model.site import Site
from qingyuan.model.story import Story
from qingyuan.render import paths

Text = Callable[[Localized], str]


class StepView(Struct, frozen=True):
    """A part of the lesson."""

    minutes: int
    what: str
    how: str


class AnswerView(Struct, frozen=True):
    """An answer to choose; `why` may be empty."""

    answer: str
    right: bool
    why: str


class QuestionView(Struct, frozen=True):
    """A question of the quiz; `why` may be empty, `several` where more than one answer is right."""

    question: str
    answers: tuple[AnswerView, ...]
    why: str
    several: bool


class KitView(Struct, frozen=True):
    """A kit; `questions` are the story's own, to discuss."""

    audience: tuple[str, ...]
    minutes: int
    aims: tuple[str, ...]
    preparation: tuple[str, ...]
    plan: tuple[StepView, ...]
    questions: tuple[str, ...]
    quiz: tuple[QuestionView, ...]
    points: tuple[str, ...]
    phrases: tuple[str, ...]
    lines: int
    line: str
    sub: str


class KitLinks(Struct, frozen=True):
    """Where a story, its kit, its handout and its poster are, for a list or a story's page.

    `lang` is set where the story's title is in another language than the page.
    """

    title: str
    lang: str | None
    audience: tuple[str, ...]
    minutes: int
    story: str
    kit: str
    handout: str
    poster: str


class Code(Struct, frozen=True):
    """What a QR code says: an address, or a number to call and `name`, whose it is."""

    text: str
    number: str
    name: str


def kit(lesson: Lesson, questions: tuple[str, ...], text: Text) -> KitView:
    """A kit in the language that `text` speaks."""
    return KitView(
        tuple(ref.id for ref in lesson.audience),
        lesson.minutes,
        tuple(map(text, lesson.aims)),
        tuple(map(text, lesson.preparation)),
        tuple(StepView(step.minutes, text(step.what), text(step.how)) for step in lesson.plan),
        questions,
        quiz(lesson, text),
        tuple(map(text, lesson.handout.points)),
        tuple(map(text, lesson.handout.phrases)),
        lesson.handout.lines,
        text(lesson.poster.line),
        text(lesson.poster.sub),
    )


def quiz(lesson: Lesson, text: Text) -> tuple[QuestionView, ...]:
    """The questions of a kit's quiz."""
    return tuple(_question(question, text) for question in lesson.quiz)


def _question(question: Question, text: Text) -> QuestionView:
    answers = tuple(AnswerView(text(a.answer), a.right, text(a.why)) for a in question.answers)
    several = sum(answer.right for answer in answers) > 1
    return QuestionView(text(question.question), answers, text(question.why), several)


def links(story: Story, lesson: Lesson, code: str, title: str, lang: str | None) -> KitLinks:
    """The pages of a kit for readers of a language."""
    return KitLinks(
        title,
        lang,
        tuple(ref.id for ref in lesson.audience),
        lesson.minutes,
        paths.of(story, code),
        *(paths.kit(story, code, sheet) for sheet in paths.SHEETS),
    )


def code(site: Site, story: Story, language: str) -> Code | None:
    """What stands on paper to be scanned: the story's address.

    Where nobody knows that, on a stick, it is the first number to call: a wrong address would be
    worse than none.
    """
    if site.settings.address:
        return Code(f"{site.settings.address}/{paths.of(story, language)}", "", "")
    return call(site, language)


def call(site: Site, language: str) -> Code | None:
    """The first number to call."""
    first = next(iter(site.help.contacts), None)
    if first is None:
        return None
    return Code(
        f"tel:{first.number.replace(' ', '')}", first.number, first.name.get(language) or ""
    )
