"""What makes reading and comparing numbers fast passes nothing over.

Texts are made of the very words that the patterns have, so that no phrase is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qingyuan.check.languages.pieces import _with_free_numbers
from qingyuan.markup import convert
from qingyuan.numerals import every, with_numbers
from qingyuan.numerals.alike import alike, matches
from qingyuan.numerals.apart import parts
from qingyuan.numerals.compare import _nearest, _paired
from qingyuan.numerals.han import reader as han
from qingyuan.numerals.han.words import BEFORE, COUNTERS, IDIOMS, MANY
from qingyuan.numerals.latin import reader as latin
from qingyuan.numerals.latin import words as latin_words
from qingyuan.numerals.latin.calendar import DATES_BEGIN, MAY_BE_DATE, SAID_ORDINALS
from qingyuan.numerals.meaning import Meaning, meaning, worked_out
from qingyuan.numerals.reading import by_first, narrow
from qingyuan.numerals.together import meanings

_TYPED = ("5", "12", "76", "1,000", "2022", "30%", "½", "$", "£", "A5", "No.", "RMB", "GB/T", "Q2")
# Choices that are read by their first signs; the words in them are there as they are written.
_CHOICES = (
    *(latin_words.PHRASES, sum(latin_words.BEFORE.values(), ()), latin.KNOWN, latin.OPENINGS),
    *(latin_words.BEGINNINGS, DATES_BEGIN, SAID_ORDINALS),
)
_WORDS = re.findall("[A-Za-z’'.]+", " ".join([latin.PATTERN, *map(" ".join, _CHOICES)]))
_LATIN = st.lists(
    st.tuples(
        st.sampled_from(sorted({*_WORDS, *_TYPED, "ſix", "İ"})),
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
@settings(max_examples=300)
def test_english_numbers_are_looked_for_wherever_one_begins(text: str) -> None:
    quick = every(text, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latin, "openings", lambda whole: range(len(whole)))
        assert every(text, "en") == quick


_CELLS = st.lists(
    st.sampled_from(
        [*("12", "5", "2022", "1,000", "next", "page", "to", "and", "|", "||", "%", "am")]
    )
    | st.sampled_from(["|", "| ", " |", " ", "  ", "\n"]),
    max_size=30,
).map("".join)


@given(text=_CELLS | _LATIN)
@settings(max_examples=500)
def test_a_cell_of_a_table_is_read_as_any_number(text: str) -> None:
    quick = every(text, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latin, "_CELL", re.compile("(?!)()"))
        assert every(text, "en") == quick


@given(text=_LATIN, choices=st.sampled_from(_CHOICES))
@settings(max_examples=500)
def test_choices_by_their_first_signs_are_those_one_after_the_other(
    text: str, choices: Sequence[str]
) -> None:
    quick = re.compile(rf"\b(?:{by_first(choices)})(?![a-z])", re.IGNORECASE)
    plain = re.compile(rf"\b(?:{'|'.join(choices)})(?![a-z])", re.IGNORECASE)
    plain_text = text.translate(latin.PLAIN)
    assert list(map(str, quick.finditer(plain_text))) == list(map(str, plain.finditer(plain_text)))
    assert all(choice[0].isalpha() or choice[0] in "~≈≥≤<>" for choice in choices)
    assert not any(choice[1:2] in {*"?*+{"} for choice in choices)


@given(text=_LATIN)
@settings(max_examples=300)
def test_what_a_count_comes_to_is_the_same_from_memory(text: str) -> None:
    known = every(text, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latin, "_counted", latin._counted.__wrapped__)
        assert every(text, "en") == known


@given(text=_LATIN)
@settings(max_examples=300)
def test_no_english_number_is_kept_from_its_alternative(text: str) -> None:
    plain = latin.PATTERN
    for guard in (MAY_BE_DATE, latin.ONLY_FIXED, r"(?=[\w-]+ five)"):
        assert guard in plain
        plain = plain.replace(guard, "")
    quick = every(text, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latin, "_NUMBERS", re.compile(plain, re.IGNORECASE))
        assert every(text, "en") == quick


@given(st.text(st.sampled_from("０１９．％＋－：／～＄￥　\u00a0\u202f，、5,中a")))
def test_signs_of_full_width_are_those_of_ascii_in_their_places(text: str) -> None:
    commas = re.sub("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))", ",", text)
    wide, thin = "０１２３４５６７８９．％＋－：／～＄￥　\u00a0\u202f", "0123456789.%+-:/~$¥   "
    assert narrow(text) == commas.translate(str.maketrans(wide, thin))


@given(text=_HAN)
@settings(max_examples=300)
def test_chinese_numbers_are_looked_for_wherever_one_begins(text: str) -> None:
    opening = f"(?={han.OPENING})"
    assert opening in han.PATTERN
    first, _, rest = han.PATTERN.partition(opening)
    assert first.startswith("(?=[")
    everywhere = re.compile(rest)
    quick = re.compile(han.PATTERN)
    spans = [match.span() for match in quick.finditer(text)]
    assert spans == [match.span() for match in everywhere.finditer(text)]


@given(zh=_HAN, en=_LATIN)
@settings(max_examples=200)
def test_numbers_that_are_alike_are_found_by_their_values(zh: str, en: str) -> None:
    one, other = meanings(zh, every(zh, "zh"), "zh"), meanings(en, every(en, "en"), "en")
    for left, right in ((one, other), (one, one), (other, other)):
        expected = [
            [place for place, m in enumerate(right) if alike(each.said, m.said)] for each in left
        ]
        assert matches(left, right) == expected


@given(zh=_HAN, en=_LATIN)
@settings(max_examples=200)
def test_what_a_number_means_is_the_same_from_memory(zh: str, en: str) -> None:
    for text, code in ((zh, "zh"), (en, "en")):
        for reading in every(text, code):
            assert meaning(text, reading, code).said == worked_out(text, reading, code)


@given(
    st.lists(st.integers(0, 60), unique=True, min_size=1).map(sorted), st.floats(0, 60), st.data()
)
def test_the_nearest_number_is_found_without_measuring_all(
    places: list[int], to: float, data: st.DataObject
) -> None:
    middle = data.draw(st.sampled_from([to, (places[0] + places[-1]) / 2]))
    expected = min(places, key=lambda place: (abs(place - middle), place))
    assert _nearest(places, middle) == expected


@given(zh=_HAN, en=_LATIN)
@settings(max_examples=200)
def test_numbers_are_paired_as_if_each_was_measured(zh: str, en: str) -> None:
    one, other = meanings(zh, every(zh, "zh"), "zh"), meanings(en, every(en, "en"), "en")
    for left, right in ((one, other), (one, one), (other, other)):
        choices = matches(left, right)
        assert _paired(left, right, choices) == measured(left, right, choices)


def measured(left: list[Meaning], right: list[Meaning], choices: list[list[int]]) -> dict[int, int]:
    """Each with the free one that is most like it and nearest."""
    pairs: dict[int, int] = {}
    scale = (len(right) or 1) / (len(left) or 1)

    def unlike(i: int, j: int) -> tuple[bool, bool, bool, float, int]:
        mine, theirs = left[i], right[j]
        bounded = mine.said.bound * theirs.said.bound < 0
        sorts = mine.reading.sort is not theirs.reading.sort
        return bounded, mine.said.weak != theirs.said.weak, sorts, abs(j - i * scale), j

    for i in sorted(range(len(left)), key=lambda i: (left[i].said.weak, len(choices[i]), i)):
        free = [(unlike(i, j), j) for j in choices[i] if j not in pairs.values()]
        if free:
            pairs[i] = min(free)[1]
    return pairs


_ENDS = {
    "zh": [
        *("。", "。”", "。\n", "。\n\n", "。 ", "。5", "。3、甲", "！", "；", "\n"),
        *("，", "， ", "，5", "，“", "？", "；\n", "，\n", "、"),
    ],
    "en": [
        ". The ",
        " they. A ",
        "this. ",
        ". ",
        ".\n",
        " approx. Five ",
        " there. Five ",
        "\n",
        " Oct. Third ",
        *(
            "    ",
            "          ",
            "        5",
            "        5. ",
            "        3) ",
            " to    ",
            "    or ",
            "   ,  ",
        ),
        *(
            ", each ",
            ", Which ",
            ", three ",
            ", and ",
            ", in the ",
            ", 2022",
            ",  ",
            " a third      ",
        ),
        *(
            " call 110      ",
            "      , ",
            "      .",
            " score        ",
            " 3:2 ",
            "   $5 ",
            " and     ",
        ),
    ],
}


def _parted(parts: st.SearchStrategy[str], language: str) -> st.SearchStrategy[tuple[str, str]]:
    """Texts with many ends of sentences, and what looks like some."""
    ends = st.sampled_from(_ENDS[language])
    whole = st.lists(st.tuples(parts, ends), max_size=6)
    return whole.map(lambda found: ("".join(map("".join, found)), language))


@given(
    _parted(_HAN.map(lambda text: text[:12]), "zh")
    | _parted(_LATIN.map(lambda text: text[-30:]), "en")
)
@settings(max_examples=1000)
def test_a_sentence_has_the_numbers_that_it_has_in_its_text(typed: tuple[str, str]) -> None:
    text, language = typed
    whole = every(text, language)
    first = 0
    for line in text.split("\n"):
        last = first + len(line)
        for start, end, by_itself in parts(text, first, last, language):
            if by_itself:
                inside = [r for r in whole if r.start < end and start < r.end]
                assert inside == [r.moved(start) for r in every(text[start:end], language)]
        first = last + 1


_TYPED_FREE = {
    "zh": (
        "四十",
        "二百个",
        "三分之一",
        "5",
        "12:30",
        "十月",
        "约三百人",
        "至五",
        "2022年",
        "第三",
    ),
    "en": (
        *("forty new", "two hundred visits", "a third", "half", "5", "1,000", "3) x", "110"),
        *("12:30", "2022", "nearly 40%", "one in five", "to five", "three"),
    ),
}
_AROUND_FREE = {
    "zh": ("八十", "两个人", "三分之一", "说", "拨打110", "2022年", "下午", "约", "三"),
    "en": (
        *("eighty", "two people", "a third", "said", "Approx. Fifteen", "call 110", "RMB", "seven"),
        *("score", "two thousand", "Monday", "on the", "3:2", "5"),
    ),
}
_BESIDE_FREE = {
    "zh": (
        "，",
        "。",
        "至",
        "到",
        "第",
        "约",
        "年",
        "月",
        "、",
        "；",
        "\n",
        "在",
        "超过",
        "每",
        "| ",
    ),
    "en": (
        *(" ", " and ", " to ", " or ", ", ", ". The ", " in the ", ", each ", "; ", " score "),
        *(" call 110 ", " a ", " between ", ": ", " - ", "\n", " (", ") ", "| ", " |", " third "),
    ),
}


@st.composite
def _with_embeds(draw: st.DrawFn) -> tuple[str, str]:
    """A text with words in [[free:…]], and its language."""
    language = draw(st.sampled_from(["zh", "en"]))
    salad = (_HAN if language == "zh" else _LATIN).map(lambda text: text[-30:])
    words = st.sampled_from(_AROUND_FREE[language]) | salad
    beside = st.sampled_from(_BESIDE_FREE[language])
    free = st.sampled_from(_TYPED_FREE[language]).map("[[free:{}]]".format)
    pieces = st.tuples(words, beside, free | st.just(""), beside).map("".join)
    return "".join(draw(st.lists(pieces, max_size=6))).replace("\\", ""), language


@example(("It went well. They had eighty [[free:nine]] to two visits.", "en"))
@example(("It went well. They had a third [[free:nine]] to, or so.", "en"))
@example(("It went well. About [[free:Approx. Five]] or [[free:six]] came.", "en"))
@given(_with_embeds())
@settings(max_examples=500)
def test_numbers_in_free_words_are_read_as_those_of_their_whole_lines(
    typed: tuple[str, str],
) -> None:
    text, language = typed
    body, _ = convert("zh.md", 1, text)
    body = with_numbers(body, language)
    filled, readings = _with_free_numbers(body)
    expected, start = [], 0
    for line, before in zip(filled.split("\n"), body.prose.text.split("\n"), strict=True):
        end = start + len(line)
        if line == before:
            expected += [r for r in body.prose.readings if start <= r.start <= end]
        else:
            expected += [r.moved(start) for r in every(line, language)]
        start = end + 1
    spread = [r for r in body.prose.readings if "\n" in body.prose.text[r.start : r.end]]
    if not spread:  # such a number goes with its lines
        assert readings == expected
