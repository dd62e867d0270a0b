"""Units of measurement of both languages, so that 25公斤, 25 kg and 25,000 grams are one quantity.

A unit is a dimension and a factor to its base unit.  What is not here counts things (份, leaflets):
its numbers are compared as they stand.
"""

from __future__ import annotations

from decimal import Decimal

# Dimension: factor → the unit's names in Chinese and English.
_UNITS: dict[str, dict[str, str]] = {
    "share": {"0.01": "%", "0.001": "‰", "0.0001": "‱ per_ten_thousand", "0.1": "成 折"},
    "point": {"1": "百分点 个百分点 percentage_points percentage_point"},
    "fold": {"1": "倍 times time"},
    "mass": {
        "0.000001": "微克",
        "0.001": "毫克 mg milligram milligrams",
        "1": "克 g gram grams gramme grammes",
        "500": "斤 市斤 jin catty catties",
        "1000": "公斤 千克 kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "1000000": "吨 t tonne tonnes ton tons",
        "453.59237": "磅 lb lbs pound pounds",
        "28.349523125": "盎司 oz ounce ounces",
        "6350.29318": "stone",
    },
    "length": {
        "0.001": "毫米 mm millimetre millimetres millimeter millimeters",
        "0.01": "厘米 公分 cm centimetre centimetres centimeter centimeters",
        "1": "米 m metre metres meter meters",
        "500": "里 华里 li",
        "1000": "公里 千米 km kilometre kilometres kilometer kilometers",
        "1609.344": "英里 mile miles",
        "0.3048": "英尺 foot feet ft",
        "0.0254": "英寸 inch inches",
        "0.9144": "码 yard yards",
    },
    "area": {
        "1": "平方米 square_metres square_metre square_meters square_meter",
        "1000000": "平方公里 平方千米 square_kilometres square_kilometre square_kilometers",
        "10000": "公顷 hectare hectares ha",
        "666.6666666666666666666666667": "亩 mu",
        "4046.8564224": "英亩 acre acres",
    },
    "volume": {
        "0.001": "毫升 ml millilitre millilitres",
        "1": "升 l litre litres liter liters",
        "1000": "立方米 cubic_metres cubic_metre cubic_meters cubic_meter",
        "4.54609": "加仑 gallon gallons",
    },
    "yuan": {"1": "元 块钱 yuan ¥ RMB RMB¥ CNY renminbi", "0.1": "角"},
    "dollar": {"1": "美元 dollar dollars $ US$ USD"},
    "euro": {"1": "欧元 euro euros € EUR"},
    "sterling": {"1": "英镑 £ GBP"},
    "hkd": {"1": "港元 HK$"},
    "yen": {"1": "日元 yen"},
    "month": {
        "1": "个月 月 month months",
        "3": "季度 个季度 quarter quarters",
        "12": "年 岁 周岁 周年 year years yr yrs birthday 旬",
        "120": "decade decades",
        "1200": "世纪 个世纪 century centuries",
    },
    "second": {
        "1": "秒 秒钟 second seconds sec secs",
        "60": "分钟 minute minutes min mins",
        "900": "刻钟",
        "3600": "小时 个小时 钟头 个钟头 hour hours hr hrs h",
        "86400": "天 日 昼夜 day days",
        "604800": "周 星期 个星期 week weeks",
        "1209600": "fortnight fortnights",
    },
}
MEASURES = {
    name.replace("_", " "): (dimension, Decimal(factor))
    for dimension, units in _UNITS.items()
    for factor, names in units.items()
    for name in names.split()
}
# Units of two words, of which a reader takes the first.
TWO_WORDS = frozenset({"square", "cubic", "percentage"})
