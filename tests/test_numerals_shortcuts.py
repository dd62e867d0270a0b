"""What makes reading and comparing numbers fast passes nothing over.

Texts are made of the very words that the patterns have, so that no phrase is forgotten.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyuan.numerals import every
from qingyuan.numerals.alike import alike, matches
from qingyuan.numerals.han import reader as han
from qingyuan.numerals.han.words import BEFORE, COUNTERS, IDIOMS, MANY
from qingyuan.numerals.latin import reader as latin
from qingyuan.numerals.together import meanings

_TYPED = ("5", "12", "76", "1,000", "2022", "30%", "½", "$", "£", "A5", "No.", "RMB", "GB/T", "Q2")
_LATIN = st.lists(
    st.tuples(
        st.sampled_from(sorted({*re.findall("[A-Za-z’'.]+", latin.PATTERN), *_TYPED, "ſix", "İ"})),
        st.sampled_from([" "] * 14 + ["-", "\n", "\n\n", ", ", ". ", " (", "—", " “", "  ", " | "]),
    ),
    max_size=60,
).map(lambda parts: "".join(word + gap for word, gap in parts))
_SIGNS = sorted({*re.findall("[\u4e00-\u9fff~≈≥≤<>$¥]", han.PATTERN), *"0123456789.-:、，。 \nA"})
_HAN = st.lists(
    st.sampled_from(_SIGNS)
    | st.sampled_from([*IDIOMS.split("|"), *MANY, *COUNTERS, *sum(BEFORE.values(), ())]),
    max_size=80,
).map("".join)


@given(text=_LATIN)
@settings(max_examples=300, deadline=None)
def test_english_numbers_are_looked_for_wherever_one_begins(text: str) -> None:
    quick = every(text, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latin, "openings", lambda whole: range(len(whole)))
        assert every(text, "en") == quick


@given(text=_HAN)
@settings(max_examples=300, deadline=None)
def test_chinese_numbers_are_looked_for_wherever_one_begins(text: str) -> None:
    opening = f"(?={han.OPENING})"
    assert opening in han.PATTERN
    everywhere = re.compile(han.PATTERN.replace(opening, ""))
    quick = re.compile(han.PATTERN)
    spans = [match.span() for match in quick.finditer(text)]
    assert spans == [match.span() for match in everywhere.finditer(text)]


@given(zh=_HAN, en=_LATIN)
@settings(max_examples=200, deadline=None)
def test_numbers_that_are_alike_are_found_by_their_values(zh: str, en: str) -> None:
    one, other = meanings(zh, every(zh, "zh"), "zh"), meanings(en, every(en, "en"), "en")
    for left, right in ((one, other), (one, one), (other, other)):
        expected = [[place for place, m in enumerate(right) if alike(each, m)] for each in left]
        assert matches(left, right) == expected
