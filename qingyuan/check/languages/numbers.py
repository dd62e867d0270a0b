"""The editions of a story give the same figures: facts cited, numbers, dates.

They are compared section by section, after reading: 420余万 and “more than 4.2 million” are one
number, and so are 八成 and “four in five”.  What differs is reported in both files.  A figure that
one edition cites and the other types is none of these problems (it has one of its own).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.check.languages.pieces import Piece, paired
from qingyuan.model.body import Embed
from qingyuan.model.language import Localized
from qingyuan.model.location import Location
from qingyuan.model.passages import localized, proses
from qingyuan.model.problem import Problem, error
from qingyuan.model.quantity import plain
from qingyuan.model.reading import Reading, Sort
from qingyuan.model.site import Site
from qingyuan.model.unwritten import MARK
from qingyuan.numerals import Difference, Side, agreeing, compare, every, in_digits

NUMBERS_DIFFER = error(
    "numbers-differ",
    zh="两种语言的数字不一致：{one_zh}；{other_zh}",
    en="the numbers differ: {one_en}; {other_en}",
    hint_zh="对照来源，改正写错的一处。其实是一个意思的，在两种语言里都用 "
    "[[waive:numbers-differ|理由]]……[[/waive]] 括起来。",
    hint_en="compare the source and mend the wrong one; if both mean the same, put "
    "[[waive:numbers-differ|reason]]…[[/waive]] around it in both languages.",
    why_zh="换算“万”和 million 时最容易错十倍；读者不知道该信哪一种语言。",
    why_en="Between 万 and million a factor of ten is soon lost, and nobody knows which language "
    "to believe.",
    wrong="zh.md: 全市发放资料420余万份。\nen.md: More than 420,000 leaflets were handed out.",
    right="zh.md: 全市发放资料420余万份。\nen.md: More than 4.2 million leaflets were handed out.",
)
DATE_DIFFERS = error(
    "date-differs",
    zh="两种语言的日期或时间不一致：{one_zh}；{other_zh}",
    en="the dates or times differ: {one_en}; {other_en}",
    hint_zh="对照来源，改正写错的一处。其实是一个意思的，在两种语言里都用 "
    "[[waive:date-differs|理由]]……[[/waive]] 括起来。",
    hint_en="compare the source and mend the wrong one; if both mean the same, put "
    "[[waive:date-differs|reason]]…[[/waive]] around it in both languages.",
    why_zh="同一件事只有一个日子；照着错的日期去，会白跑一趟。",
    why_en="A thing happened on one day; whoever goes by the wrong date comes in vain.",
    wrong="zh.md: 6月26日是国际禁毒日。\nen.md: The International Day is on 24 June.",
    right="zh.md: 6月26日是国际禁毒日。\nen.md: The International Day is on 26 June.",
)
FACT_NOT_CITED = error(
    "fact-not-cited",
    zh="两种语言引用的数字不一样：{cited_zh}，{missing_zh}",
    en="the facts cited differ: {cited_en}, and {missing_en}",
    hint_zh="在缺少的一边也写 [[fact:{id}]]；不该有的，把另一边的删掉。",
    hint_en="write [[fact:{id}]] in the language without it as well, or take it out of the other.",
    why_zh="两种语言的读者应当看到同样的数字，也应当同样能查到出处。",
    why_en="Readers of both languages should see the same figures, with the same sources.",
    wrong="zh.md: 发放资料[[fact:leaflets-2022]]。\nen.md: Many leaflets were handed out.",
    right="zh.md: 发放资料[[fact:leaflets-2022]]。\nen.md: [[fact:leaflets-2022]] were handed out.",
)
KINDS = (NUMBERS_DIFFER, DATE_DIFFERS, FACT_NOT_CITED)
# Languages whose numbers can be read.
_READ = ("zh", "en")
_DATES = frozenset({Sort.DATE, Sort.TIME})


def check(site: Site) -> Iterator[Problem]:
    """Every edition beside the default language's, and every text that is given per language.

    Not where one of the two is still to be written.
    """
    readable = [lang for lang in site.languages if lang.code.lower().startswith(_READ)]
    if not readable:
        return
    first, *others = readable
    for article in site.articles:
        source = article.edition(first.code)
        for language in others:
            edition = article.edition(language.code)
            if source and edition and not (source.is_unwritten or edition.is_unwritten):
                for one, other in paired(source, edition):
                    yield from _Pair(site, one, other).problems()
    for use in localized(site):
        for language in others:
            yield from _texts(site, use.text, first.code, language.code)


def _texts(site: Site, text: Localized, first: str, second: str) -> Iterator[Problem]:
    pieces = {}
    for code, prose in proses(text):
        if code in {first, second}:
            side = Side(prose.text, every(prose.text, code), code)
            pieces[code] = Piece(side, ((0, prose),), (), prose.at)
    if len(pieces) == 2 and not any(MARK.search(words) for _, words in text.texts):
        yield from _Pair(site, pieces[first], pieces[second]).problems()


class _Pair(Struct, frozen=True):
    """Two pieces that should say the same."""

    site: Site
    one: Piece
    other: Piece

    def problems(self) -> Iterator[Problem]:
        if not (self.one.side.readings or self.other.side.readings):
            yield from self._citations([])
            return
        yield from self._citations(compare(self.one.side, self.other.side))

    def _citations(self, differences: list[Difference]) -> Iterator[Problem]:
        """First what is cited on one side only: a number typed on the other may stand for it."""
        left = {fact.target: fact for fact in reversed(self.one.facts)}
        right = {fact.target: fact for fact in reversed(self.other.facts)}
        for fact in [left[name] for name in left if name not in right]:
            differences, typed, same = self._typed_for(fact, differences, 1)
            if not same:
                yield from self._not_cited(fact, self.one, self.other, typed)
        for fact in [right[name] for name in right if name not in left]:
            differences, typed, same = self._typed_for(fact, differences, 0)
            if not same:
                yield from self._not_cited(fact, self.other, self.one, typed)
        for difference in differences:
            yield from self._differ(difference)

    def _typed_for(
        self, fact: Embed, differences: list[Difference], index: int
    ) -> tuple[list[Difference], Reading | None, bool]:
        """What is typed on side `index` for a fact cited on the other, and whether it is equal.

        The differences come back without it.
        """
        citing, typing = (self.other, self.one)[index], (self.one, self.other)[index]
        figure = self._figure(fact, citing.side.language)
        same = agreeing(figure, typing.side) if figure else []
        lone = [difference[index] for difference in differences]
        typed = next((r for r in same if r in lone), None) or (same[0] if same else None)
        if typed is None:
            alone = (d[index] for d in differences if d[1 - index] is None)
            typed = next((r for r in alone if r and r.sort is Sort.QUANTITY), None)
        kept = [_without(difference, typed, index) for difference in differences]
        return [d for d in kept if d != (None, None)], typed, bool(same)

    def _figure(self, fact: Embed, language: str) -> Side | None:
        """A fact as it could be typed."""
        known = self.site.facts.get(fact.target)
        unit = self.site.units.get(known.unit.id) if known else None
        if known is None or unit is None:
            return None
        forms = dict(unit.wording.forms(language)).values()
        form = next(reversed(list(forms)), "{n}")
        text = form.replace("{n}", plain(abs(known.value)))
        readings = [replace(r, qualifier=known.qualifier) for r in every(text, language)[:1]]
        return Side(text, readings, language) if readings else None

    def _not_cited(
        self, fact: Embed, citing: Piece, other: Piece, typed: Reading | None
    ) -> Iterator[Problem]:
        figure = self._figure(fact, citing.side.language)
        shown = figure.text if figure else fact.target
        cited = (
            f"{self._name(citing)} 引用了“{shown}”（{fact.target}）",
            f"{self._name(citing)} cites “{shown}” ({fact.target})",
        )
        missing = (f"{self._name(other)} 里没有", f"{self._name(other)} doesn't")
        at = other.at
        if typed:
            words, digits = other.typed(typed), in_digits(typed)
            missing = (
                f"{self._name(other)} 写的是“{words}”（＝ {digits[0]}）",
                f"{self._name(other)} has “{words}” (= {digits[1]})",
            )
            at = other.place(typed)
        for place in (fact.at, at):
            yield FACT_NOT_CITED.at(
                place,
                id=fact.target,
                cited_zh=cited[0],
                cited_en=cited[1],
                missing_zh=missing[0],
                missing_en=missing[1],
            )

    def _differ(self, difference: Difference) -> Iterator[Problem]:
        """At both places; what is left out is missed where it should be."""
        one, other = difference
        kind = NUMBERS_DIFFER
        if any(reading and reading.sort in _DATES for reading in difference):
            kind = DATE_DIFFERS
        said = (self._said(self.one, one), self._said(self.other, other))
        for place in self._places(difference):
            yield kind.at(
                place,
                one_zh=said[0][0],
                one_en=said[0][1],
                other_zh=said[1][0],
                other_en=said[1][1],
            )

    def _places(self, difference: Difference) -> Iterable[Location]:
        one, other = difference
        if one is None:
            return (self.other.across(self.one, other), self.other.place(other)) if other else ()
        there = self.other.place(other) if other else self.one.across(self.other, one)
        return self.one.place(one), there

    def _said(self, piece: Piece, reading: Reading | None) -> tuple[str, str]:
        name = self._name(piece)
        if reading is None:
            return f"{name} 里没有", f"{name} has none"
        typed, digits = piece.typed(reading), in_digits(reading)
        return f"{name} “{typed}”＝ {digits[0]}", f"{name} “{typed}” = {digits[1]}"

    def _name(self, piece: Piece) -> str:
        return self.site.settings.language(piece.side.language).name


def _without(difference: Difference, typed: Reading | None, index: int) -> Difference:
    one, other = difference
    if typed is None or difference[index] != typed:
        return difference
    return (None, other) if index == 0 else (one, None)
