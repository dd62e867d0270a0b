"""content/stories/<slug>/lesson.yaml: a lesson kit beside its story."""

from __future__ import annotations

from qingyuan.model.language import Localized
from qingyuan.model.lesson import (
    LINES,
    MINUTES,
    Answer,
    Handout,
    Lesson,
    Poster,
    Question,
    Step,
)
from qingyuan.model.location import Ref
from qingyuan.model.story import AUDIENCES
from qingyuan.read.schema import (
    Count,
    Field,
    ListOf,
    LocalizedText,
    Placed,
    Reading,
    Record,
    Values,
    YesNo,
)
from qingyuan.read.yaml_nodes import Mapping

_TEXT = Field(LocalizedText(), required=True)
_TEXTS = Field(ListOf(LocalizedText()), required=True)
_STEP = Record(
    {"minutes": Field(Count("5"), required=True), "what": _TEXT, "how": _TEXT},
    "{minutes: 5, what: {zh: ……, en: …}, how: {zh: ……, en: …}}",
)
_ANSWER = Record(
    {"answer": _TEXT, "right": Field(YesNo()), "why": Field(LocalizedText())},
    "{answer: {zh: ……, en: …}, right: yes}",
)
_QUESTION = Record(
    {
        "question": _TEXT,
        "answers": Field(ListOf(_ANSWER), required=True),
        "why": Field(LocalizedText()),
    },
    "{question: {zh: ……, en: …}, answers: [……], why: {zh: ……, en: …}}",
)
_HANDOUT = Record(
    {"points": _TEXTS, "phrases": _TEXTS, "lines": Field(Count("2"))},
    "{points: [{zh: ……, en: …}], phrases: [{zh: ……, en: …}]}",
)
_POSTER = Record({"line": _TEXT, "sub": _TEXT}, "{line: {zh: ……, en: …}, sub: {zh: ……, en: …}}")
LESSON_FIELDS = {
    "audience": Field(ListOf(Placed(AUDIENCES)), required=True),
    "minutes": Field(Count("40")),
    "aims": _TEXTS,
    "preparation": Field(ListOf(LocalizedText())),
    "plan": Field(ListOf(_STEP), required=True),
    "quiz": Field(ListOf(_QUESTION), required=True),
    "handout": Field(_HANDOUT, required=True),
    "poster": Field(_POSTER, required=True),
}


def lesson(node: Mapping, reading: Reading) -> Lesson | None:
    """The kit; None where something in it can't be read."""
    values = Record(LESSON_FIELDS).read_entries(node, reading)
    if not values.complete:
        return None
    audience: tuple[Ref, ...] = values["audience"]
    return Lesson(
        audience,
        values["minutes"] or MINUTES,
        values["aims"],
        values["preparation"] or (),
        tuple(Step(v["minutes"], v["what"], v["how"]) for v in values["plan"]),
        tuple(_question(v) for v in values["quiz"]),
        _handout(values["handout"]),
        Poster(values["poster"]["line"], values["poster"]["sub"]),
        values.places["plan"],
        values.at,
    )


def _question(values: Values) -> Question:
    answers = tuple(
        Answer(v["answer"], bool(v["right"]), v["why"] or Localized()) for v in values["answers"]
    )
    return Question(values["question"], answers, values["why"] or Localized(), values.at)


def _handout(values: Values) -> Handout:
    return Handout(values["points"], values["phrases"], values["lines"] or LINES)
