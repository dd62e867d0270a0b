"""Numbers in running text are read as people mean them, and what is written is read back."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyuan.model.body import FACT_OPTIONS
from qingyuan.model.period import PartialDate, Period
from qingyuan.model.quantity import Qualifier
from qingyuan.numerals import Sort, read, spell
from qingyuan.render.figures import figure
from qingyuan.render.views import FigureView, Words
from qingyuan.render.wording import Wording
from tests.command import PROJECT

LANGUAGES = {"zh": ("zh-Hans", "zh_Hans_CN"), "en": ("en", "en_GB")}
STRINGS = yaml.safe_load((PROJECT / "templates/strings.yaml").read_text(encoding="utf-8"))
WORDS: dict[str, Words] = {
    code: tuple((k, (("other", w[code]),)) for k, w in STRINGS.items() if isinstance(w[code], str))
    for code in LANGUAGES
}
UNITS = {
    "zh": tuple(
        "{n}" + unit for unit in ("份", "千克", "克", "元", "人次", "%", "‰", "场次", "级")
    ),
    "en": (
        *("{n} leaflets", "{n}\u00a0kg", "{n}\u00a0g", "{n} yuan", "{n} person-times"),
        *("{n}%", "{n}‰", "{n} social workers", "{n} levels"),
    ),
}
# Up to twelve digits, up to five of them decimals.
VALUES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(0, 10**12 - 1) | st.integers(0, 99) | st.integers(0, 9999).map(lambda n: n * 10**6),
    st.integers(0, 5),
)
Q, S = Sort.QUANTITY, Sort.SMALL
EXACT, MORE, ABOUT = Qualifier.EXACT, Qualifier.MORE_THAN, Qualifier.ABOUT
NEARLY, MOST = Qualifier.NEARLY, Qualifier.AT_MOST

# Text, and every figure in it: value, qualifier, unit.
QUANTITIES = {
    "zh": [
        ("发放宣传资料420余万份", "4200000", MORE, "份"),
        ("扣押资金100.14万余元", "1001400", MORE, "元"),
        ("展板3万余块", "30000", MORE, "块"),
        ("冻结1000余万元", "10000000", MORE, "元"),
        ("三百五十万人", "3500000", EXACT, "人"),
        ("一共1,234.5克", "1234.5", EXACT, "克"),
        ("一共１，２３４．５克", "1234.5", EXACT, "克"),
        ("共８６人", "86", EXACT, "人"),
        ("百分之八十一点零七", "81.07", EXACT, "%"),
        ("约百分之五", "5", ABOUT, "%"),
        ("超过百分之九十", "90", MORE, "%"),
        ("执行率81.07%", "81.07", EXACT, "%"),
        ("执行率８１．０７％", "81.07", EXACT, "%"),
        ("千分之三", "3", EXACT, "‰"),
        ("3.5‰", "3.5", EXACT, "‰"),
        ("万分之一", "0.0001", EXACT, ""),
        ("四分之一的人", "0.25", EXACT, ""),
        ("三成学生", "3", EXACT, "成"),
        ("三成五", "3.5", EXACT, "成"),
        ("增加了两倍", "2", EXACT, "倍"),
        ("近1000人", "1000", NEARLY, "人"),
        ("将近三百人", "300", NEARLY, "人"),
        ("接近5吨", "5", NEARLY, "吨"),
        ("约4万株", "40000", ABOUT, "株"),
        ("大约二十人", "20", ABOUT, "人"),
        ("二十人左右", "20", ABOUT, "人"),
        ("十来个", "10", ABOUT, "个"),
        ("上千人", "1000", ABOUT, "人"),
        ("不到30克", "30", MOST, "克"),
        ("不足三百人", "300", MOST, "人"),
        ("至多30克", "30", MOST, "克"),
        ("不超过50次", "50", MOST, "次"),
        ("100人以下", "100", MOST, "人"),
        ("100人以上", "100", MORE, "人"),
        ("超过12万元", "120000", MORE, "元"),
        ("至少15起", "15", MORE, "起"),
        ("二十多年前", "20", MORE, "年"),
        ("20多年前", "20", MORE, "年"),
        ("十几个人", "10", MORE, "个"),
        ("二十几岁", "20", MORE, "岁"),
        ("几十人", "10", MORE, "人"),
        ("数百名", "100", MORE, "名"),
        ("几万人", "10000", MORE, "人"),
        ("一千二百余场", "1200", MORE, "场"),
        ("四百二十余万份", "4200000", MORE, "份"),
        ("一百点一四万余元", "1001400", MORE, "元"),
        ("1亿2000万元", "120000000", EXACT, "元"),
        ("一亿三千万人", "130000000", EXACT, "人"),
        ("1.5万亿元", "1500000000000", EXACT, "元"),
        ("一万二", "12000", EXACT, ""),
        ("三百五", "350", EXACT, ""),
        ("一百零五人", "105", EXACT, "人"),
        ("一万零五十人", "10050", EXACT, "人"),
        ("两万人", "20000", EXACT, "人"),
        ("两千克", "2", EXACT, "千克"),
        ("29.29892千克", "29.29892", EXACT, "千克"),
        ("三千千克", "3000", EXACT, "千克"),
        ("2630株", "2630", EXACT, "株"),
        ("百万元", "1000000", EXACT, "元"),
        ("十分钟", "10", EXACT, "分钟"),
        ("40分钟", "40", EXACT, "分钟"),
        ("两个半小时", "2.5", EXACT, "个小时"),
        ("三年", "3", EXACT, "年"),
        ("最近3年", "3", EXACT, "年"),
        ("一半的学生", "0.5", EXACT, ""),
        ("过半", "0.5", MORE, ""),
        ("420万+", "4200000", MORE, ""),
        ("高出3个百分点", "3", EXACT, "个"),
        ("5公斤", "5", EXACT, "公斤"),
        ("一公斤", "1", EXACT, "公斤"),
    ],
    "en": [
        ("more than 4.2 million leaflets", "4200000", MORE, "leaflets"),
        ("over 3,000 people", "3000", MORE, "people"),
        ("at least 15 cases", "15", MORE, "cases"),
        ("no fewer than 15 cases", "15", MORE, "cases"),
        ("300 or more", "300", MORE, ""),
        ("4.2m+", "4200000", MORE, ""),
        ("1.5bn", "1500000000", EXACT, ""),
        ("~121.8k", "121800", ABOUT, ""),
        ("about forty-two people", "42", ABOUT, "people"),
        ("around 20 officers", "20", ABOUT, "officers"),
        ("some 300 pupils", "300", ABOUT, "pupils"),
        ("roughly 1,234.5 g", "1234.5", ABOUT, "g"),
        ("approximately 5 per cent", "5", ABOUT, "%"),
        ("twenty people or so", "20", EXACT, "people"),
        ("twenty or so people", "20", ABOUT, "people"),
        ("nearly 1,000 people", "1000", NEARLY, "people"),
        ("almost three hundred people", "300", NEARLY, "people"),
        ("just under 5 tonnes", "5", NEARLY, "tonnes"),
        ("at most 30 g", "30", MOST, "g"),
        ("up to 30 g", "30", MOST, "g"),
        ("no more than 50 times", "50", MOST, "times"),
        ("fewer than 5 cases", "5", MOST, "cases"),
        ("less than 5%", "5", MOST, "%"),
        ("twenty-odd years", "20", MORE, "years"),
        ("20-odd years", "20", MORE, "years"),
        ("a dozen people", "12", EXACT, "people"),
        ("two dozen", "24", EXACT, ""),
        ("half a million yuan", "500000", EXACT, "yuan"),
        ("half of the class", "0.5", EXACT, ""),
        ("a quarter of the pupils", "0.25", EXACT, ""),
        ("81.07 percent", "81.07", EXACT, "%"),
        ("81.07 per cent", "81.07", EXACT, "%"),
        ("81.07%", "81.07", EXACT, "%"),
        ("eighty-one point zero seven per cent", "81.07", EXACT, "%"),
        ("3 per mille", "3", EXACT, "‰"),
        ("3.5‰", "3.5", EXACT, "‰"),
        ("one hundred and five people", "105", EXACT, "people"),
        ("a hundred people", "100", EXACT, "people"),
        ("four point two million", "4200000", EXACT, ""),
        ("three hundred and fifty thousand", "350000", EXACT, ""),
        ("two million and five", "2000005", EXACT, ""),
        ("hundreds of people", "100", MORE, ""),
        ("several thousand people", "1000", MORE, "people"),
        ("dozens of schools", "12", MORE, ""),
        ("a 40-minute lesson", "40", EXACT, "minute"),
        ("five minutes", "5", EXACT, "minutes"),
        ("three kg", "3", EXACT, "kg"),
        ("29.29892\u00a0kg", "29.29892", EXACT, "kg"),
        ("one per cent", "1", EXACT, "%"),
        ("9,999 plants", "9999", EXACT, "plants"),
        ("forty-two", "42", EXACT, ""),
        ("they came 5 times", "5", EXACT, "times"),
        ("more than\ntwenty years", "20", MORE, "years"),
    ],
}
# Text without any figure, and the sorts of the numbers in it.
OTHERS: dict[str, list[tuple[str, list[Sort]]]] = {
    "zh": [
        *((text, [S]) for text in ("一个人", "一位老师", "一天", "一年里", "两门语言", "三个朋友")),
        *(
            (text, [S])
            for text in ("七八个", "三五个", "一起案件", "一次", "两人", "一句话", "半小时")
        ),
        *(
            (text, [])
            for text in ("一样", "一起来", "一些人", "万一", "十分好", "千万别去", "一点")
        ),
        *(
            (text, [])
            for text in ("三三两两", "一方面", "一对一", "成千上万", "一定", "一直", "之一")
        ),
        *(
            (text, [])
            for text in ("千家万户", "百姓", "百分百", "数以万计", "一切", "统一", "四川")
        ),
        *((text, []) for text in ("金三角", "二维码", "几个人", "多少人", "千方百计", "零容忍")),
        ("2022年10月17日", [Sort.DATE]),
        ("二〇二二年十月十七日", [Sort.DATE]),
        ("6月26日", [Sort.DATE]),
        ("2022年上半年", [Sort.DATE]),
        ("2021年至2025年", [Sort.DATE, Sort.DATE]),
        ("2021—2025年", [Sort.DATE, Sort.DATE]),
        ("“12·5”", [Sort.DATE]),
        ("2022-10-17", [Sort.DATE]),
        ("二十一世纪", [Sort.DATE]),
        ("20世纪90年代", [Sort.DATE]),
        ("星期三", [Sort.DATE]),
        ("下午3点", [Sort.TIME]),
        ("八点半", [Sort.TIME]),
        ("8:30", [Sort.TIME]),
        ("第二小学", [Sort.ORDINAL]),
        ("第12条", [Sort.ORDINAL]),
        ("“220323”的案件", [Sort.LABEL]),
        ("例如A5", [Sort.LABEL]),
        ("纸选A4", [Sort.LABEL]),
        ("5+微", [Sort.LABEL]),
        ("十三五规划", [Sort.LABEL]),
        ("打110", [Sort.LABEL]),
        ("拨打12355", [Sort.LABEL]),
        ("初三学生", [Sort.LABEL]),
        ("三年级", [Sort.LABEL]),
        ("3号楼", [Sort.LABEL]),
        ("010-12345678", [Sort.LABEL]),
        ("1. 开头", [Sort.LABEL]),
    ],
    "en": [
        *((text, []) for text in ("one of them", "one another", "at once", "no one", "one day")),
        *((text, []) for text in ("this one-to-one method", "one by one", "zero tolerance")),
        *((text, []) for text in ("index.html", "anyone", "they were often tense", "someone")),
        *(
            (text, [S])
            for text in (
                "two sides",
                "two languages",
                "nine safeties",
                "half an hour",
                "half a dozen",
            )
        ),
        *((text, [S]) for text in ("one leaflet", "three friends", "a town of ten shops")),
        ("26 June 2022", [Sort.DATE]),
        ("June 26, 2022", [Sort.DATE]),
        ("on 26 June", [Sort.DATE]),
        ("the 17th of October", [Sort.DATE]),
        ("in October 2022", [Sort.DATE]),
        ("From 2021 to 2025", [Sort.DATE, Sort.DATE]),
        ("the first half of 2022", [Sort.DATE]),
        ("in the 1990s", [Sort.DATE]),
        ("the ‘7·28’ case", [Sort.DATE]),
        ("at 3 pm", [Sort.TIME]),
        ("at 8:30", [Sort.TIME]),
        ("eight o’clock", [Sort.TIME]),
        ("the 1st lesson", [Sort.ORDINAL]),
        ("the second time", [Sort.ORDINAL]),
        ("the twenty-first", [Sort.ORDINAL]),
        ("No. 2 primary school", [Sort.LABEL]),
        ("paragraph A5", [Sort.LABEL]),
        ("numbered ‘220323’", [Sort.LABEL]),
        ("5+WeChat", [Sort.LABEL]),
        ("call 110", [Sort.LABEL]),
        ("Grade 5", [Sort.LABEL]),
        ("open 24/7", [Sort.LABEL]),
        ("COVID-19", [Sort.LABEL]),
        ("1. Begin", [Sort.LABEL]),
    ],
}


@pytest.mark.parametrize(
    ("code", "text", "value", "qualifier", "unit"),
    [(code, *example) for code, examples in QUANTITIES.items() for example in examples],
)
def test_a_figure_is_read(
    code: str, text: str, value: str, qualifier: Qualifier, unit: str
) -> None:
    (found,) = read(text, LANGUAGES[code][0])
    assert (found.value, found.qualifier, found.unit) == (Decimal(value), qualifier, unit)
    assert found.sort is Q


@pytest.mark.parametrize(
    ("code", "text", "sorts"),
    [(code, *example) for code, examples in OTHERS.items() for example in examples],
)
def test_what_is_no_figure_is_not_taken_for_one(code: str, text: str, sorts: list[Sort]) -> None:
    assert [found.sort for found in read(text, LANGUAGES[code][0])] == sorts


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2022年10月17日", "17 October 2022"),
        ("二〇二二年十月", "October 2022"),
        ("6月26日", "26 June"),
        ("2022年", "2022"),
        ("“12·5”", "‘12·5’"),
    ],
)
def test_dates_of_both_languages_compare(zh: str, en: str) -> None:
    (chinese,), (english,) = read(zh, "zh-Hans"), read(en, "en")
    assert chinese.value == english.value


def test_shares_compare_in_percent() -> None:
    shares = [read(text, "zh-Hans")[0].percent for text in ("三成", "30%", "百分之三十", "300‰")]
    assert shares == [Decimal(30)] * 4
    assert read("30份", "zh-Hans")[0].percent is None


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [("zh", "3至5次", "次"), ("zh", "10—15人", "人"), ("en", "3 to 5 kg", "kg")],
)
def test_both_ends_of_a_range_have_its_unit(code: str, text: str, unit: str) -> None:
    assert [(found.unit, found.sort) for found in read(text, code)] == [(unit, Q), (unit, Q)]


def test_a_place_in_the_text_is_exact() -> None:
    text = "全市共有学校１５所，学生约３，０００人。"
    assert [text[f.start : f.end] for f in read(text, "zh-Hans")] == ["１５所", "约３，０００人"]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("0", "零", "zero"),
        ("10", "十", "ten"),
        ("110", "一百一十", "one hundred and ten"),
        ("100000", "十万", "one hundred thousand"),
        ("100005", "十万零五", "one hundred thousand and five"),
        ("4200000", "四百二十万", "four million two hundred thousand"),
        (
            "10203040",
            "一千零二十万三千零四十",
            "ten million two hundred and three thousand and forty",
        ),
        ("81.07", "八十一点零七", "eighty-one point zero seven"),
        ("-5", "负五", "minus five"),
    ],
)
def test_numbers_are_spelled(value: str, zh: str, en: str) -> None:
    assert (spell(Decimal(value), "zh-Hans"), spell(Decimal(value), "en")) == (zh, en)


def view(
    code: str, value: Decimal, qualifier: Qualifier, unit: str, rounding: int = 1
) -> FigureView:
    """A figure as a page has it; the label has no number of its own."""
    tag, locale = LANGUAGES[code]
    label = {"zh": "发放的禁毒宣传资料", "en": "leaflets handed out"}[code]
    period = Period(PartialDate(2022))
    as_of = dt.date(2022, 10, 21)
    words = ("", as_of, "", "", "", "", "", True, "", False, "")
    place, day, title, path, paragraph, heading, note, usable, reason, key, page = words
    return FigureView(
        *("leaflets", label, value, qualifier, (("other", unit),), locale, tag, place, period, day),
        *(title, path, paragraph, heading, note, usable, reason, key, page, rounding),
    )


def worded(shown: FigureView, option: str = "") -> str:
    """The figure with the words that the project's own templates have."""
    code = "zh" if shown.lang.startswith("zh") else "en"
    return figure(shown, Wording(shown.locale, WORDS[code]), option)


@pytest.mark.parametrize(
    ("option", "zh", "en"),
    [
        ("", "420余万份", "more than 4.2 million leaflets"),
        ("number", "420余万", "more than 4.2 million"),
        ("plain", "420万", "4.2 million"),
        ("short", "420万+", "4.2m+"),
        ("words", "四百二十余万份", "more than four million two hundred thousand leaflets"),
        (
            "label",
            "发放的禁毒宣传资料：420余万份",
            "leaflets handed out: more than 4.2 million leaflets",
        ),
        ("rounded", "420余万份", "more than 4.2 million leaflets"),
    ],
)
def test_a_citation_has_these_forms(option: str, zh: str, en: str) -> None:
    for code, unit, wanted in (("zh", "{n}份", zh), ("en", "{n} leaflets", en)):
        written = worded(view(code, Decimal(4_200_000), MORE, unit), option)
        assert written.replace("\u00a0", " ") == wanted


@pytest.mark.parametrize(
    ("value", "qualifier", "zh", "en"),
    [
        ("29.29892", EXACT, "约29.3千克", "about 29.3 kg"),
        ("29.3", EXACT, "29.3千克", "29.3 kg"),
        ("29.26", MORE, "29.2千克余", "more than 29.2 kg"),
        ("29.21", MOST, "至多29.3千克", "at most 29.3 kg"),
        ("29.21", NEARLY, "近29.3千克", "nearly 29.3 kg"),
    ],
)
def test_rounding_stays_true(value: str, qualifier: Qualifier, zh: str, en: str) -> None:
    written = [
        worded(view(code, Decimal(value), qualifier, unit), "rounded").replace("\u00a0", " ")
        for code, unit in (("zh", "{n}千克"), ("en", "{n} kg"))
    ]
    assert written == [zh.replace("千克余", "余千克"), en]


def expected(value: Decimal, qualifier: Qualifier, option: str) -> tuple[Decimal, Qualifier]:
    """What a reader of the citation understands."""
    if option == "plain":
        return value, EXACT
    if option != "rounded":
        return value, qualifier
    mode = {MORE: ROUND_FLOOR, NEARLY: ROUND_CEILING, MOST: ROUND_CEILING}
    with localcontext() as context:
        context.prec = 50
        short = value.quantize(Decimal("0.1"), mode.get(qualifier, ROUND_HALF_UP))
    return short, ABOUT if qualifier is EXACT and short != value else qualifier


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("option", ["", *FACT_OPTIONS])
@settings(max_examples=300)
@given(data=st.data(), value=VALUES, qualifier=st.sampled_from(list(Qualifier)))
def test_what_is_written_is_read_back(
    code: str, option: str, data: st.DataObject, value: Decimal, qualifier: Qualifier
) -> None:
    unit = data.draw(st.sampled_from(UNITS[code]))
    written = worded(view(code, value, qualifier, unit), option)
    found = read(written, LANGUAGES[code][0])
    assert len(found) == 1, (written, found)
    assert (found[0].value, found[0].qualifier) == expected(value, qualifier, option), written


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=500)
@given(value=VALUES)
def test_what_is_spelled_is_read_back(code: str, value: Decimal) -> None:
    unit = {"zh": "份", "en": " leaflets"}[code]
    (found,) = read(spell(value, LANGUAGES[code][0]) + unit, LANGUAGES[code][0])
    assert found.value == value


@settings(max_examples=300)
@given(
    text=st.text(
        alphabet="一二三十百千万亿余多几近约0123456789.,%年月日第半点个份 \nabceghmnotuwy-",
        max_size=30,
    )
)
def test_any_text_can_be_read(text: str) -> None:
    for tag, _ in LANGUAGES.values():
        last = 0
        for found in read(text, tag):
            assert last <= found.start < found.end <= len(text)
            last = found.end


@pytest.mark.parametrize(("text", "language"), [("零分之一", "zh"), ("ſix", "en"), ("İ 5", "en")])
def test_odd_texts_are_read_without_a_mistake(text: str, language: str) -> None:
    assert len(read(text, language)) <= 1
