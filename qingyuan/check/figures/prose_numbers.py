"""A number in a text is cited from a fact, or is no figure.

What a reader takes for a figure (a quantity in the sense of `qingyuan.numerals`) has a source, so
it is written `[[fact:…]]`.  Dates, times, ordinals, names (A5, 110) and small number words are no
figures; what else needs no source, such as the minutes of a lesson, is marked `[[free:…]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

from msgspec import Struct

from qingyuan.model.body import Prose
from qingyuan.model.fact import Fact
from qingyuan.model.problem import Problem, warning
from qingyuan.model.quantity import Unit
from qingyuan.model.reading import Reading, Sort
from qingyuan.model.site import Site
from qingyuan.model.story import Edition

NUMBER_UNSOURCED = warning(
    "number-unsourced",
    zh="“{text}”没有出处",
    en="“{text}” has no source",
    hint_zh="先在 content/facts/ 里登记它和出处，再写 [[fact:编号]]；"
    "不是统计数字（例如课堂的分钟数）就写 [[free:{text}]]。题目和摘要里不写数字。",
    hint_en="enter it with its source in content/facts/, then write [[fact:id]]; what is no "
    "statistic (the minutes of a lesson) is written [[free:{text}]]. Titles and summaries do "
    "without figures.",
    why_zh="没有出处的数字，读者无法核对；来源改了，它也不会跟着改。",
    why_en="Nobody can check a figure without a source, and it stays as it is when the source "
    "changes.",
    wrong="全市发放资料500万份。",
    right="全市发放资料[[fact:leaflets-2022]]。",
)
NUMBER_RETYPED = warning(
    "number-retyped",
    zh="“{text}”是手打的，和登记过的数字相同",
    en="“{text}” is typed by hand, and is a figure on record",
    hint_zh="改成 {facts}；如果不是这个数字，而且不是统计数字，就写 [[free:{text}]]。",
    hint_en="write {facts}; if it is another number, and no statistic, write [[free:{text}]].",
    why_zh="手打的数字和出处断了联系：登记的数字一改，两处就不一样了。",
    why_en="A figure typed by hand has lost its source: once the record changes, the two differ.",
    wrong="全市发放资料420余万份。",
    right="全市发放资料[[fact:leaflets-2022]]。",
)
KINDS = (NUMBER_UNSOURCED, NUMBER_RETYPED)
_MOST = 3
_AROUND = 40
# Below this a number is too common to be recognised without its unit or its words.
_TELLING = 100


class _Found(Struct, frozen=True):
    """A number in a text: where, and the words around it."""

    edition: Edition
    reading: Reading
    around: str


def check(site: Site) -> Iterator[Problem]:
    """Every text of every edition."""
    numbers = {contact.number for contact in site.help.contacts}
    record = _Record(site)
    for edition in site.editions():
        for prose in edition.prose:
            for reading in prose.readings:
                text = prose.text[reading.start : reading.end].strip()
                if reading.sort is Sort.QUANTITY and text not in numbers:
                    found = _Found(edition, reading, _words(prose, reading))
                    yield _problem(record, found, prose)


def _problem(record: _Record, found: _Found, prose: Prose) -> Problem:
    reading = found.reading
    typed = prose.text[reading.start : reading.end]
    at = prose.place(reading.start + len(typed) - len(typed.lstrip()))
    text = " ".join(typed.split())
    facts = _candidates(record, found)
    if not facts:
        return NUMBER_UNSOURCED.at(at, text=text)
    return NUMBER_RETYPED.at(at, text=text, facts=" · ".join(f"[[fact:{f.id}]]" for f in facts))


def _words(prose: Prose, reading: Reading) -> str:
    return prose.text[max(0, reading.start - _AROUND) : reading.end + _AROUND].casefold()


class _Record:
    """The facts and units of a site, as they are asked for with every number."""

    def __init__(self, site: Site) -> None:
        self.facts = [
            (fact, unit)
            for fact in site.facts.values()
            if fact.usable and (unit := site.units.get(fact.unit.id)) is not None
        ]
        self.units = tuple(site.units.values())
        self._wordings: dict[str, list[set[str]]] = {}
        self._typed: dict[tuple[str, str], list[Unit]] = {}

    def typed(self, word: str, code: str) -> list[Unit]:
        """The units that a word beside a number may stand for in a language."""
        found = self._typed.get((word, code))
        if found is None:
            if code not in self._wordings:
                self._wordings[code] = [_wordings(unit, code) for unit in self.units]
            known = zip(self.units, self._wordings[code], strict=True)
            found = self._typed[word, code] = [unit for unit, words in known if word in words]
        return found


def _candidates(record: _Record, found: _Found) -> list[Fact]:
    """Facts with this value: those whose unit and words are nearest first."""
    ranked = []
    typed = record.typed(found.reading.unit, found.edition.language)
    with localcontext() as context:
        context.prec = 100
        for fact, unit in record.facts:
            nearness = _nearness(fact, unit, typed, found)
            if nearness:
                ranked.append((nearness, fact))
    # The best unit and value first; where they are alike, the words decide, then the id.
    ranked.sort(key=lambda entry: (*(-part for part in entry[0]), entry[1].id))
    return [fact for _, fact in ranked[:_MOST]]


def _nearness(
    fact: Fact, unit: Unit, typed: list[Unit], found: _Found
) -> tuple[int, int, int] | None:
    """(the same unit, exactly the value, words in common), or None where it is another number."""
    code, reading = found.edition.language, found.reading
    same = [known for known in typed if known.dimension == unit.dimension]
    if not same and (typed or reading.measured):
        return None
    scale = (same[0].factor if same else unit.factor) / unit.factor
    value = reading.value * scale
    if not _equals_or_rounds(fact.value, value):
        return None
    shared = _shared(fact.label.get(code) or "", found.around)
    telling = same or shared or value >= _TELLING
    return (int(bool(same)), int(value == fact.value), shared) if telling else None


def _wordings(unit: Unit, code: str) -> set[str]:
    """The first word beside the number of a unit: 份, leaflet, leaflets."""
    forms = [form.replace("{n}", "").split() for _, form in unit.wording.forms(code)]
    return {words[0] for words in forms if words}


def _equals_or_rounds(value: Decimal, typed: Decimal) -> bool:
    """Whether it is the value, or the value with fewer digits but at least two."""
    if value == typed:
        return True
    # What two digits round is no further from them than a twentieth.
    if abs(typed) > abs(value) * 2 or abs(value) > abs(typed) * 2:
        return False
    short = typed.normalize()
    if len(short.as_tuple().digits) < 2:
        return False
    step = Decimal(1).scaleb(int(short.as_tuple().exponent))
    return value.quantize(step, ROUND_HALF_UP) == short


def _shared(label: str, around: str) -> int:
    """How many words of a label stand around the number; in Chinese, pairs of characters."""
    han = re.findall(r"[\u4e00-\u9fff]+", label)
    pairs = {run[i : i + 2] for run in han for i in range(len(run) - 1)}
    words = set(re.findall(r"[a-z]{4,}", label.casefold()))
    return sum(piece in around for piece in pairs | words)
