"""What makes the rules on words fast passes nothing over: a site's texts are searched together.

Texts are made of words of the lists, of sentences that are harmful and that are not, and of what
may be taken for the end of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qingyuan.check.safe import personal, s01_use, s02_supply
from qingyuan.check.safe.patterns import WORD, case_ignored, latin_words, lowered
from qingyuan.check.safe.personal import find
from qingyuan.check.safe.watch import searcher
from qingyuan.model.passages import APART
from qingyuan.model.unwritten import MARK
from tests.test_safe_words import HARMFUL, LANGUAGES, LISTS, innocent

_WORDS = sorted(
    {
        piece
        for known in LISTS
        for part in known.parts
        for entry in part.entries
        for word in (*entry.words, *entry.exceptions)
        for piece in (word.replace("…", "在"), word.split("|")[0], word.split()[0].strip("*…"))
    }
)
_DATA = (
    *("530699199005060010", "6222020000000000000", "13800000000", "云C·12345", "1990年5月6日出生"),
    *(
        "他家在清水村3组12号",
        "born on 5 May 1990",
        "someone@example.org",
        "QQ 12345",
        "〔待写：标题",
    ),
    *("He lives at 12 Green Hill Road", "works for Green Hill Company", "his", "医院", "她"),
    *(
        "took 5 mg",
        "5",
        "g",
        "吸了",
        "0.9克",
        "一克卖",
        "八百元",
        "$5 a",
        "gram",
        "costs",
        "a pill",
    ),
)
_PIECES = (
    st.sampled_from(_WORDS)
    | st.sampled_from(_DATA)
    | st.sampled_from([*(case["text"] for case in HARMFUL), *innocent("zh"), *innocent("en")])
    | st.sampled_from([" ", "\n", "。", ". ", "，", "-", "|", "K", "Σ", "İ", "\n\n", " \n "])
)
# Each cut in two, so that one text often goes on where another ends.
_TEXTS = st.lists(
    st.tuples(st.lists(_PIECES, max_size=4).map("".join), st.integers(0, 15)), max_size=6
).map(lambda whole: [half for text, at in whole for half in (text[:at], text[at:])])
_Span = tuple[int, int, object]


def _apart_and_together(
    texts: list[str], look: Callable[[str], Iterable[_Span]]
) -> tuple[list[_Span], list[_Span]]:
    """What is found in each of the texts, its places moved; and in all of them as one."""
    apart: list[_Span] = []
    begin = 0
    for text in texts:
        apart += [(start + begin, end + begin, what) for start, end, what in look(text)]
        begin += len(text) + len(APART)
    return apart, list(look(APART.join(texts)))


@given(texts=_TEXTS, language=st.sampled_from(LANGUAGES))
@settings(max_examples=300)
def test_words_of_lists_are_found_in_texts_together(texts: list[str], language: str) -> None:
    search = searcher(LISTS, language)

    def look(text: str) -> list[_Span]:
        return [(hit.start, hit.end, (hit.rule, hit.entry)) for hit in search(text)]

    apart, together = _apart_and_together(texts, look)
    assert together == apart


@given(texts=_TEXTS)
@settings(max_examples=300)
def test_personal_data_is_found_in_texts_together(texts: list[str]) -> None:
    def look(text: str) -> list[_Span]:
        return [(found.start, found.end, found.sort) for found in find(text)]

    apart, together = _apart_and_together(texts, look)
    assert together == apart


@pytest.mark.parametrize(
    "may", [s01_use.may_have_dose, s02_supply.may_have_price, lambda text: bool(MARK.search(text))]
)
@given(texts=_TEXTS)
@settings(max_examples=200)
def test_what_a_text_may_have_texts_together_may_have(
    may: Callable[[str], bool], texts: list[str]
) -> None:
    assert may(APART.join(texts)) or not any(map(may, texts))


@given(text=st.lists(_PIECES | st.sampled_from([*"’—é²１…"]), max_size=12).map("".join))
@settings(max_examples=300)
def test_words_in_ascii_are_those_of_the_pattern(text: str) -> None:
    lower = lowered(text)
    assert latin_words(lower) in (None, WORD.findall(lower))


def test_every_sign_that_can_be_in_a_word_is_known_by_its_first_byte() -> None:
    for code in range(0x110000):
        lower = f"a{chr(code)}z"
        assert latin_words(lower) in (None, WORD.findall(lower)), hex(code)


_COSTING = (
    *("a gram", "two pills", "5 lines", "costs", "sells for", "at", "for", "about", "only", "just"),
    *(" ", "\n", "  ", " " * 90, "5", "$5", "12", "x", "|", "\u3000"),
)


@given(text=st.lists(st.sampled_from(_COSTING), max_size=12).map("".join))
@example("a gram costs" + " " * 90 + "about 5")
@example("a gram costs " + " " * 90 + "5")
@settings(max_examples=500)
def test_what_a_piece_costs_is_behind_a_word_that_leads_to_it(text: str) -> None:
    lower = case_ignored(text)
    assert s02_supply._may_cost(lower) or not s02_supply._COSTS_HINT.search(lower)


_EMPLOYED = (
    *(
        "work",
        "Works",
        "wor\u212aed",
        "workſ",
        "working",
        "EMPLOYED",
        "a job",
        "A JOB",
        "at",
        "for",
    ),
    *("for", "in", "by", "Green", "Hill", "Co.", "Company", "Ltd", "Corporate", "Mills", "x", "é"),
    *(
        " ",
        " ",
        " ",
        " ",
        "-",
        "\n",
        "云",
        "A",
        "C",
        "·",
        "12345",
        "粤B",
        "清水村3组",
        "路",
        "12号",
    ),
)


@given(text=st.lists(st.sampled_from(_EMPLOYED), max_size=14).map("".join))
@settings(max_examples=500)
def test_personal_data_is_in_no_text_that_has_no_hint_of_it(text: str) -> None:
    for form in personal._FORMS:
        if form.tells or form.hint:
            assert form.may_be_in(text, has_number=False) or not form.pattern.search(text), form


@given(text=st.lists(st.sampled_from(_EMPLOYED), max_size=14).map("".join))
@settings(max_examples=500)
def test_an_employer_is_looked_for_from_any_first_letter(text: str) -> None:
    plain = rf"\b(?i:work(?:s|ed|ing)?|employed|a job){personal._FOR_FIRM}"
    quick = [match.span() for match in re.finditer(personal._EMPLOYER_EN, text)]
    assert quick == [match.span() for match in re.finditer(plain, text)]
