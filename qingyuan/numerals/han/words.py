"""The words around a number in Chinese: what is counted, and how exactly it is meant."""

from __future__ import annotations

from qingyuan.model.quantity import Qualifier
from qingyuan.numerals.reading import apart

# Units of measurement: what has them is measured, however small the number.
MEASURES = apart(
    "百分点 % ‰ 成 倍 千克 公斤 毫克 微克 克 斤 吨 元 美元 公里 千米 厘米 毫米 "
    "平方米 立方米 米 亩 公顷 毫升 升 度 ℃ 岁 周岁 年 个月 个星期 星期 周 天 "
    "个小时 小时 分钟 秒钟 秒 人次"
)
TIMES = frozenset(apart("年 个月 个星期 星期 周 天 个小时 小时 分钟 秒钟 秒 岁 周岁"))
# What things are counted in.  The last row are units too, of which a small number is prose.
COUNTERS = apart(
    "场次 人 名 位 份 条 块 所 株 辆 期 场 次 起 个 项 级 家 本 篇 页 张 台 套 部 "
    "支 瓶 包 袋 颗 粒 片 盒 箱 件 批 户 村 县 省 市 国 组 队 班 节 门 句 种 座 间 "
    "封 首 步 只 头 棵 枚 轮 届 番 遍 回 代 栋 幅 幢 艘 架 道 处 类 段 层 余名 例 "
    "口 顶 床 枝 朵 课时 对 双 副 笔 宗 趟 顿 碗 杯 滴 堂 匹 桶 罐 束 餐 折 刻钟 旬 "
    "昼夜 平方公里 平方千米 英里 海里 欧元 港元 英镑 日元 块钱 钟头 个钟头 个季度 "
    "季度 个世纪 世纪 个学期 学期 个工作日 周年 日"
)
# 三十里路 is a distance, and 城里 a place; 一打铅笔 are twelve.
_NARROW = (
    "里(?![面边头程屋的有就])",
    "打(?![开击扮工电架扫造算听动拼折破断])",
)
_UNITS = (*MEASURES, *COUNTERS)
UNIT = "|".join((*sorted(_UNITS, key=len, reverse=True), *_NARROW))
# Whether a unit follows: where one of a single sign does, which longer one it is makes no difference.
_SINGLE = "".join(sorted({unit for unit in _UNITS if len(unit) == 1}))
IS_UNIT = "|".join((f"[{_SINGLE}]", *sorted(u for u in _UNITS if u[0] not in _SINGLE), *_NARROW))

_NOT = "不(?:得|能|应|可|要|准|许|会|宜|应当)?"
BEFORE = {
    Qualifier.AT_MOST: (
        *(f"{_NOT}(?:超过|超出|多于|高于|大于|长于|晚于|迟于|突破|逾)", "至多", "最多", "最高"),
        *("不到", "不足", "不满", "未满", "未到", "未达", "不及", "少于", "低于", "小于", "≤", "<"),
    ),
    Qualifier.MORE_THAN: (
        *(f"{_NOT}(?:少于|低于|小于|短于|早于)", "至少", "最少", "最低", "起码", "超过", "超出"),
        *("多于", "高于", "大于", "突破", "逾", "超", "≥", ">"),
    ),
    Qualifier.NEARLY: ("将近", "接近", "(?<![最附])近"),
    Qualifier.ABOUT: ("大约", "大概", "约", "~", "≈"),
}
AFTER = {
    Qualifier.MORE_THAN: ("以上", "有余", "之多"),
    Qualifier.AT_MOST: ("以下", "以内", "之内"),
    Qualifier.ABOUT: ("左右", "上下"),
}


def words(groups: dict[Qualifier, tuple[str, ...]]) -> str:
    """All words of a table of qualifiers, as a pattern."""
    return "|".join(word for group in groups.values() for word in group)


# Phrases that hold a numeral and say no number.
_IDIOMS = apart(
    "三三两两 三言两语 一五一十 七上八下 乱七八糟 四面八方 千家万户 千方百计 "
    "三十而立 三十六计 二十四节气 十二生肖 五湖四海 独一无二 "
    "一次性 一级 一步步 一家人 一个个 之一 第三方 一国两制 三年五载 [零〇]容忍 "
    "五花八门 五颜六色 千篇一律 千头万绪 三头六臂 百家争鸣 百步穿杨 三番[五两]次 "
    "三令五申 三天两头 两面三刀 十年寒窗 十年如一日 十年树木 百年树人 百年大计 "
    "百年好合 百年不遇 八面玲珑 四分五裂 四平八稳 四舍五入 两口子 三心二意 三五成群 "
    "三句话不离 七嘴八舌 七手八脚 八九不离十 十之八九 十有八九 百里挑一 万里挑一 [百千万]里 "
    "千钧一发 千言万语 千山万水 千差万别 千变万化 千丝万缕 千军万马 千辛万苦 "
    "千真万确 千里迢迢 万水千山 万紫千红 万无一失 十万火急 百发百中 百战百胜 "
    "百折不挠 百花齐放 百般 十全十美 十字路口 一日千里 一落千丈 一诺千金 一举两得 "
    "一石二鸟 一箭双雕 一分为二 一干二净 一清二楚 一波三折 一目十行 一日三秋 "
    "二话不说 二话没说 接二连三 低三下四 丢三落四 颠三倒四 朝三暮四 挑三拣四 "
    "不三不四 说三道四 推三阻四 再三 举一反三 隔三差五 横七竖八 杂七杂八 数一数二 "
    "说一不二 略知一二 三思 三更半夜 三长两短 一刀两断 两全其美 两败俱伤 四通八达 "
    "五光十色 六神无主 七零八落 八方支援 九牛一毛 九死一生 半斤八两 不管三七二十一 "
    "三下五除二 三百六十行 五官 五彩 五谷 二维码 二手 二氧化 三氧化 三七 三峡 四川 "
    "九寨 三角 四肢 两岸 千万(?=不|别|要|记|小心|注意|莫|勿) 百分百 万一 万万 "
    r"万分(?!之) 一对一 统一 十分(?!钟|之|\d) 五星红旗 八仙 二胡 三农 两会 两委 三甲 "
    "五保 七月流火 说一千道一万 同一 唯一 单一 逐一 一时 一律 一共 一旦 "
    "(?<![近约占超达逾有过的])[七八九]成(?=是|要|会|得|没|不|跟|被)"
)
IDIOMS = "|".join(_IDIOMS)
# What they begin with.
OPENINGS = "".join(sorted({idiom[0] for idiom in _IDIOMS} - set("(["))) + "零〇七八九百千万"
# How those begin that begin with no numeral.
PHRASES = tuple(
    idiom[:2] for idiom in _IDIOMS if idiom[0] not in "[(零〇一二两三四五六七八九十百千万"
)
# Phrases for very many, and how many at least and at most.
MANY = {
    "成百上千": (100, 10**5),
    "成千上万": (1000, 10**6),
    "千千万万": (1000, 10**8),
    "数以百计": (100, 999),
    "数以千计": (1000, 9999),
    "数以万计": (10**4, 10**6),
    "数以十万计": (10**5, 10**6),
    "数以百万计": (10**6, 10**7),
    "数以千万计": (10**7, 10**8),
    "数以亿计": (10**8, 10**9),
}
