"""Single dashes in Chinese: right in a range, else half of a dash (GB/T 15834—2011, 4.13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qingyuan.check.safe.patterns import HAN
from qingyuan.model.regex import regex

_DASH = regex(rf"(?<=[{HAN}”’》）])[ ]?(?<![—–―])[—–―](?![—–―])[ ]?(?=[{HAN}“‘《（])")
_DASHES = "—–―"
_NUMERALS = "零〇一二三四五六七八九十百千万亿半"
_DAYS = rf"(?:[{_NUMERALS}年月日号时分点天周初期]|上午|下午|晚上|今)"
# Provinces, their capitals, the prefectures of Yunnan and the counties of Zhaotong.
_PLACES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
    "|石家庄|太原|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|武汉|长沙|广州|海口|成都"
    "|贵阳|昆明|西安|兰州|西宁|台北|呼和浩特|南宁|拉萨|银川|乌鲁木齐|深圳|宜宾|瑞丽"
    "|曲靖|玉溪|保山|昭通|丽江|普洱|临沧|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆"
    "|昭阳|鲁甸|巧家|盐津|大关|永善|绥江|镇雄|彝良|威信|水富"
)
_KIND = r"(?:省|市|县|区|州|乡|镇|村|站|港|机场|县城|回族乡)?"


def single_dashes(text: str, places: Iterable[str]) -> Iterator[int]:
    """Where a single dash stands that joins neither numbers, days nor places."""
    # Most texts have none, and the pattern is tried at each of their signs.
    found = list(_DASH.finditer(text)) if any(dash in text for dash in _DASHES) else []
    if not found:
        return
    bare = {re.sub(r"[省市县区州乡镇村]$", "", name) for name in places if name}
    names = "|".join(sorted(map(re.escape, {*_PLACES.split("|"), *bare}), key=len, reverse=True))
    before = re.compile(rf"(?:(?:{names}){_KIND}|{_DAYS})$")
    after = re.compile(rf"(?:{names}){_KIND}|{_DAYS}")
    for dash in found:
        ahead = text[max(0, dash.start() - 12) : dash.start()]
        if not (before.search(ahead) and after.match(text, dash.end())):
            yield dash.end() - len(dash[0].lstrip())
