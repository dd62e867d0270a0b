"""A lesson kit has no figures of its own: its texts can't cite a source, the story can."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan import numerals
from qingyuan.model.body import Prose
from qingyuan.model.passages import localized, proses
from qingyuan.model.problem import Problem, warning
from qingyuan.model.reading import Sort
from qingyuan.model.site import Site
from qingyuan.model.story import Story

LESSON_NUMBER = warning(
    "lesson-number",
    zh="教案里的“{text}”没有出处",
    en="“{text}” has no source in a lesson kit",
    hint_zh="不写数字，请学生到故事里去找；不是统计数字的（分组的人数），用汉字写，如“三四人一组”。",
    hint_en="do without it, and let pupils find it in the story; what is no statistic (the size of "
    "a group) is written in words, as “groups of four”.",
    why_zh="教案、讲义和海报上不能注明出处，数字改了也不会跟着改；故事里的数字才有出处。",
    why_en="Kits, handouts and posters can't cite: the figure would stay as it is when its source "
    "changes. In the story it has a source.",
    wrong="points:\n  - {zh: 全市发放资料500万份。, en: …}",
    right="points:\n  - {zh: 全市发了多少资料？到故事里找一找。, en: …}",
)
KINDS = (LESSON_NUMBER,)


def check(site: Site) -> Iterator[Problem]:
    """Every text of every kit; numbers to call are no figures."""
    contacts = {contact.number for contact in site.help.contacts}
    kits = {s.lesson.at.path for s in site.stories if s.lesson}
    for use in localized(site) if kits else ():
        if isinstance(use.article, Story) and use.text.at.path in kits:
            for code, prose in proses(use.text):
                yield from _numbers(prose, code, contacts)


def _numbers(prose: Prose, code: str, contacts: set[str]) -> Iterator[Problem]:
    for reading in numerals.read(prose.text, code):
        typed = prose.text[reading.start : reading.end].strip()
        if reading.sort is Sort.QUANTITY and typed not in contacts:
            yield LESSON_NUMBER.at(prose.place(reading.start), text=typed)
