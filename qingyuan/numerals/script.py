"""Chinese in traditional characters: numbers are read and spelled in them as in simplified ones."""

from __future__ import annotations

# What numbers, their units and the words around them are written with; one sign for one.
_FULL = (
    "萬億兩餘約幾點過數個條塊輛場項級張頁顆類歲鐘週時噸畝頃號達僅間門種筆雙對頓層棟輪"
    "屆處課來內長遲於無滿將曆農組隊節國縣戶頭釐線語計話歷裏裡禮禍載車鍾臺檯隻齣歐鎊電"
    "熱氣樓樣獨獎師學晝雜紀編幹陰錢發後軍絲縷變紅華說舉爭會傷體倆淨準減劃別島徑應開撓"
    "揀撥斷樹沒漲碼確離穩維勝腳臘規訓議記許諾敗邊連鈞顏顛馬鳥鳴齊統導負總換從們"
)
_SIMPLE = (
    "万亿两余约几点过数个条块辆场项级张页颗类岁钟周时吨亩顷号达仅间门种笔双对顿层栋轮"
    "届处课来内长迟于无满将历农组队节国县户头厘线语计话历里里礼祸载车钟台台只出欧镑电"
    "热气楼样独奖师学昼杂纪编干阴钱发后军丝缕变红华说举争会伤体俩净准减划别岛径应开挠"
    "拣拨断树没涨码确离稳维胜脚腊规训议记许诺败边连钧颜颠马鸟鸣齐统导负总换从们"
)
_TO_SIMPLE = str.maketrans(_FULL, _SIMPLE)
# What `spell` writes.
_TO_FULL = str.maketrans("万亿两点负", "萬億兩點負")
_TRADITIONAL = ("hant", "tw", "hk", "mo")


def simple(text: str) -> str:
    """The text as `han` reads it: as long as it was, so that places stay right."""
    return text.translate(_TO_SIMPLE)


def written(text: str, language_tag: str) -> str:
    """Simplified words of numbers in the script of a Chinese language: 四百萬 for zh-Hant."""
    parts = language_tag.lower().replace("_", "-").split("-")
    traditional = "hans" not in parts and any(part in _TRADITIONAL for part in parts)
    return text.translate(_TO_FULL) if traditional else text
