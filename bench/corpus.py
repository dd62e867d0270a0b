"""Made-up stories in Chinese and English, the same ones each time, in Markdown with front matter.

About one in five is short (1 KB), one in fourteen long (20 KB), the others have 5 KB: headings,
paragraphs with emphasis, lists, tables, quotations, footnotes, pictures, a link to another story.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

TAGS = [
    "prevention",
    "family",
    "school",
    "community",
    "volunteer",
    "youth",
    "sport",
    "helpline",
    "recovery",
    "law",
    "township",
    "clinic",
    "nutrition",
    "sleep",
    "exercise",
    "festival",
    "workplace",
    "travel",
    "archive",
    "training",
]

EN: dict[str, Any] = dict(
    place=[
        "Green Bridge",
        "Stone Ferry",
        "Lower Market",
        "Willow Bank",
        "the river town",
        "Tea Hill",
        "East Gate",
        "the new estate",
        "Long Lake",
        "Plum Valley",
        "the old station",
        "North Terrace",
        "Clear Spring",
        "the orchard village",
    ],
    who=[
        "Nurse Lin",
        "the head teacher",
        "a retired driver",
        "Auntie Zhou",
        "Officer Tan",
        "the youth worker",
        "Doctor He",
        "a shop owner",
        "the class monitor",
        "a young volunteer",
        "the village doctor",
        "Coach Ren",
        "a worried father",
        "the street librarian",
    ],
    thing=[
        "a short quiz",
        "a home visit",
        "an evening talk",
        "a picture book",
        "a bus poster",
        "a telephone line",
        "a weekly walk",
        "a question box",
        "a small garden",
        "a radio programme",
        "a cooking class",
        "a board game",
        "a health check",
        "a parents' circle",
    ],
    aim=[
        "say no without losing a friend",
        "notice the first signs of trouble",
        "ask for help early",
        "keep medicine out of reach",
        "sleep at regular hours",
        "talk about stress at home",
        "read the label before taking a tablet",
        "find the nearest clinic",
        "stay with a plan day after day",
        "support a neighbour who is recovering",
    ],
    how=[
        "with patience",
        "step by step",
        "in plain words",
        "every Thursday",
        "before the holidays",
        "with the help of two schools",
        "after the harvest",
        "on a very small budget",
        "together with the families",
        "during the first month",
    ],
    num=["seven", "twelve", "twenty", "thirty-one", "forty", "fifty-six", "ninety", "two hundred"],
    s=[
        "In {place}, {who} started {thing} so that people could {aim}.",
        "{Who} says that {thing} works best when it is done {how}.",
        "Of the {num} households that took part, most found it easier to {aim}.",
        "Nobody expected {thing} to draw {num} people to the hall in {place}.",
        "The lesson was simple: {aim}, and do it {how}.",
        "When a question is hard, {who} writes it down and answers it {how}.",
        "A leaflet is soon forgotten, but {thing} stays in the memory for a season.",
        "Pupils in {place} practise how to {aim} in pairs, then in front of the class.",
        "The record book shows {num} visits, each with a date, a name and one next step.",
        "{Who} keeps the door open until nine, because trouble seldom comes in office hours.",
        "Families asked for fewer slogans and more time to {aim}.",
        "It took {num} meetings in {place} before everyone agreed on the same three rules.",
        "What changed in {place} was not the law but the habit of asking {how}.",
        "If you need to {aim}, call first; {who} will tell you what to bring.",
        "{Who} and {who2} disagree about {thing}, yet both want neighbours to {aim}.",
        "The clinic counted {num} new calls, and every one of them was returned {how}.",
    ],
    h=[
        "How it began",
        "What the families saw",
        "A day in {place}",
        "Three rules that held",
        "What did not work",
        "Questions people ask",
        "The numbers, slowly",
        "A letter from {who}",
        "What to do this week",
        "Who to call",
        "Working with schools",
        "After one year",
        "A map of small steps",
        "Listening first",
        "The cost of {thing}",
        "Next spring",
    ],
    title=[
        "{Who} and {thing}",
        "A year in {place}",
        "{Thing} for {place}",
        "How {place} learned to {aim}",
        "Notes from {place}: {thing}",
        "To {aim}: a story of {place}",
    ],
    li=[
        "agree on one rule",
        "write the number on the fridge",
        "check the cupboard",
        "visit *before* supper",
        "bring a friend",
        "keep a diary for a week",
        "ask **twice**",
        "sleep on it",
        "thank the caller",
        "note the date",
    ],
    th=["Place", "Visits", "Calls", "Trend"],
    trend=["up", "down", "steady"],
    quote="> {a}\n>\n> {b}",
    fn="[^{k}]: {a}",
    see="Read also [{t}](story-{j:05d}.md).",
    img="![{who} in {place}](../img/pic-{k:02d}.svg)",
    sep=" ",
    long=320,
)

ZH: dict[str, Any] = dict(
    place=[
        "青桥镇",
        "石渡村",
        "下集街道",
        "柳岸社区",
        "河口小镇",
        "茶山乡",
        "东门社区",
        "新安家园",
        "长湖村",
        "梅谷乡",
        "老车站片区",
        "北台街",
        "清泉村",
        "果园新村",
    ],
    who=[
        "林护士",
        "校长",
        "退休司机老吴",
        "周阿姨",
        "谭警官",
        "社工小余",
        "何医生",
        "小店老板",
        "班长",
        "年轻志愿者",
        "村医",
        "任教练",
        "一位着急的父亲",
        "街道图书员",
    ],
    thing=[
        "小测验",
        "入户走访",
        "晚间讲座",
        "一本图画书",
        "公交站海报",
        "求助热线",
        "每周健步走",
        "提问箱",
        "小菜园",
        "广播节目",
        "烹饪课",
        "桌面游戏",
        "健康检查",
        "家长圈",
    ],
    aim=[
        "说“不”又不失去朋友",
        "看出最早的苗头",
        "早一点求助",
        "把药品收在够不着的地方",
        "按时睡觉",
        "在家里谈谈压力",
        "吃药前先看说明",
        "找到最近的门诊",
        "一天天坚持计划",
        "帮助正在康复的邻居",
    ],
    how=[
        "耐心地",
        "一步一步",
        "用平常的话",
        "每逢周四",
        "在放假之前",
        "在两所学校的配合下",
        "秋收以后",
        "用很少的经费",
        "和家属一起",
        "在头一个月里",
    ],
    num=["七", "十二", "二十", "三十一", "四十", "五十六", "九十", "二百"],
    s=[
        "在{place},{who}办起了{thing},好让大家学会{aim}。",
        "{Who}说,{thing}要{how}做,效果才最好。",
        "参加的{num}户人家里,多数觉得{aim}并不难。",
        "谁也没想到,{thing}能把{num}个人请进{place}的礼堂。",
        "道理很简单:{aim},并且{how}去做。",
        "碰到难答的问题,{who}先记下来,再{how}回答。",
        "传单很快会忘,{thing}却能让人记上一个季节。",
        "{place}的学生先两人一组练习怎样{aim},然后到全班面前演示。",
        "登记簿上有{num}次走访,每次都写着日期、姓名和下一步。",
        "{Who}把门开到晚上九点,因为麻烦很少在上班时间来。",
        "居民们想少听口号,多留时间学{aim}。",
        "在{place}开了{num}次会,大家才商定同样的三条规矩。",
        "{place}变的不是条文,而是{how}开口询问的习惯。",
        "如果你想{aim},请先打电话,{who}会告诉你带什么来。",
        "{Who}和{who2}对{thing}看法不同,但都盼着邻里能{aim}。",
        "门诊数了数,新来电有{num}个,每一个都{how}回了过去。",
    ],
    h=[
        "事情的开头",
        "家属看到的",
        "{place}的一天",
        "守住的三条规矩",
        "行不通的做法",
        "大家常问的问题",
        "慢慢看数字",
        "{who}的来信",
        "这一周做什么",
        "该打给谁",
        "和学校一起",
        "一年以后",
        "小步子的地图",
        "先听再说",
        "{thing}的花费",
        "明年春天",
    ],
    title=[
        "{Who}与{thing}",
        "{place}的一年",
        "{place}的{thing}",
        "{place}怎样学会{aim}",
        "{place}笔记:{thing}",
        "{aim}:{place}的故事",
    ],
    li=[
        "商定一条规矩",
        "把号码贴在冰箱上",
        "检查一遍药柜",
        "晚饭*之前*去看望",
        "带上一位朋友",
        "写一星期日记",
        "问**两遍**",
        "睡一觉再决定",
        "谢谢打来电话的人",
        "记下日期",
    ],
    th=["地点", "走访", "来电", "趋势"],
    trend=["上升", "下降", "平稳"],
    quote="> {a}\n>\n> {b}",
    fn="[^{k}]: {a}",
    see="另请阅读[{t}](story-{j:05d}.md)。",
    img="![{place}的{who}](../img/pic-{k:02d}.svg)",
    sep="",
    long=110,
)


# full-width punctuation for Chinese
_FW = str.maketrans({",": "\uff0c", ":": "\uff1a", "(": "\uff08", ")": "\uff09"})
ZH["s"] = [x.translate(_FW) for x in ZH["s"]]
ZH["title"] = [x.translate(_FW) for x in ZH["title"]]


_LETTERS = str.maketrans("0123456789", "abcdefghij")


def cap(s: str) -> str:
    """With a capital."""
    return s[:1].upper() + s[1:]


def fill(r: random.Random, words: dict[str, Any], tpl: str) -> str:
    """A sentence from a pattern."""
    w, t = r.choice(words["who"]), r.choice(words["thing"])
    return tpl.format(
        place=r.choice(words["place"]),
        who=w,
        Who=cap(w),
        who2=r.choice(words["who"]),
        thing=t,
        Thing=cap(t),
        aim=r.choice(words["aim"]),
        how=r.choice(words["how"]),
        num=r.choice(words["num"]),
    )


def title(i: int, lang: str) -> str:
    """A story's title."""
    words = EN if lang == "en" else ZH
    r = random.Random(f"title-{i}")
    t = fill(r, words, r.choice(words["title"]))
    # Titles differ, and have no figure in them.
    own = str(i).translate(_LETTERS)
    return f"{cap(t)} ({own})" if lang == "en" else f"{t}\uff08{own}\uff09"


def para(r: random.Random, words: dict[str, Any]) -> str:
    """A paragraph."""
    out = [fill(r, words, x) for x in r.sample(words["s"], r.randint(3, 6))]
    k, mark = r.randrange(len(out)), r.choice(["*", "**"])
    named = words["thing"] + words["who"] + words["place"]
    word = next((name for name in named if name in out[k]), None)
    if word:
        out[k] = out[k].replace(word, f"{mark}{word}{mark}", 1)
    return str(words["sep"].join(out))


def table(r: random.Random, words: dict[str, Any]) -> str:
    """A table."""
    rows = ["| " + " | ".join(words["th"]) + " |", "|---|---:|---:|---|"]
    for p in r.sample(words["place"], r.randint(3, 6)):
        rows.append(
            f"| {p} | {r.randint(3, 99)} | {r.randint(1, 60)} | {r.choice(words['trend'])} |"
        )
    return "\n".join(rows)


def story(i: int, n: int, lang: str) -> str:
    """A story as a file."""
    words = EN if lang == "en" else ZH
    shape = random.Random(f"shape-{i}")
    x = shape.random()
    target = (
        shape.randint(600, 1000)
        if x < 0.2
        else shape.randint(15000, 22000)
        if x > 0.93
        else shape.randint(3200, 6200)
    )
    r = random.Random(f"text-{i}")
    j = shape.randint(1, n)
    blocks, size, sec, fns = [], 0, 0, 0

    def add(b: str) -> None:
        nonlocal size
        blocks.append(b)
        # As large as such a block is on the average, so that both languages have the same ones.
        size += {"|": 200, "-": 90, "1": 65, "#": 22, "!": 50, ">": 175, "[": 90}.get(b[0], 350)

    add(para(r, words))
    add(words["see"].format(t=title(j, lang), j=j))
    while size < target:
        lvl = "###" if sec and sec % 3 == 2 else "##"
        add(f"{lvl} {cap(fill(r, words, words['h'][(sec + i) % len(words['h'])]))}")
        kind = sec % 6
        add(para(r, words))
        if kind == 0:
            fns += 1
            blocks[-1] += f"[^{fns}]"
            add("\n".join(f"- {x}" for x in r.sample(words["li"], r.randint(3, 6))))
            add(words["fn"].format(k=fns, a=fill(r, words, r.choice(words["s"]))))
        elif kind == 1:
            add(table(r, words))
        elif kind == 2:
            add(fill(r, words, words["img"].replace("{k:02d}", f"{1 + (i + sec) % 20:02d}")))
        elif kind == 3:
            add(
                words["quote"].format(
                    a=fill(r, words, r.choice(words["s"])), b=fill(r, words, r.choice(words["s"]))
                )
            )
        elif kind == 4:
            add("\n".join(f"{k}. {x}" for k, x in enumerate(r.sample(words["li"], 3), 1)))
        if size < target:
            add(para(r, words))
        sec += 1
    tags = shape.sample(TAGS, 2)
    y, m, d = 2019 + i % 6, 1 + (i // 6) % 12, 1 + (i * 7) % 28
    worded = [s for s in words["s"] if "{num}" not in s]
    summ = fill(random.Random(f"sum-{i}"), words, worded[i % len(worded)])
    fm = (
        f'---\ntitle: "{title(i, lang)}"\ndate: {y}-{m:02d}-{d:02d}\n'
        f'tags: [{tags[0]}, {tags[1]}]\nsummary: "{summ}"\n---\n\n'
    )
    return fm + "\n\n".join(blocks) + "\n"


def svg(k: int) -> str:
    """A small picture."""
    c = ["#2b6", "#36c", "#c63", "#936", "#399"][k % 5]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80" width="120" height="80">'
        f'<rect width="120" height="80" fill="#eee"/><circle cx="{20 + k * 4}" cy="40" r="{10 + k}" '
        f'fill="{c}"/><text x="8" y="74" font-size="12">{k}</text></svg>\n'
    )


def write(count: int, folder: Path) -> None:
    """`zh/story-00001.md` and so on, and `img/pic-01.svg` to 20."""
    for lang in ("zh", "en"):
        (folder / lang).mkdir(parents=True)
        for i in range(1, count + 1):
            (folder / lang / f"story-{i:05d}.md").write_text(story(i, count, lang), "utf-8")
    (folder / "img").mkdir()
    for k in range(1, 21):
        (folder / "img" / f"pic-{k:02d}.svg").write_text(svg(k), "utf-8")
