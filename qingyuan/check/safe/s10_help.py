"""S10 · 随时找得到人 · Help within reach.

## 中文

**查什么：** content/help.yaml 至少有两个求助电话，其中至少一个写明给学生（audience 里有 primary、
middle 或 high）；每个电话最近180天内核对过；“求助”页的正文里有 [[help]]。每一页底部都有求助栏，
由模板保证。每个学校自己的版本（content/schools/）也照这样查。

**为什么：** 读到难受的地方，或者终于下了决心，电话要就在眼前。只有一个号码，占线就没有了；
号码停用了还挂着，比没有更伤人。

**依据：** 世界卫生组织对媒体报道自杀的指引（2023年更新）：写明到哪里求助，信息要准确；
《中华人民共和国未成年人保护法》（统一的未成年人保护热线）。180天是本站自定的期限。

**错：** verified: 2024-03-01（两年没有人核对过）

**对：** verified: 2026-11-23

## English

**What:** content/help.yaml has two contacts or more, at least one of them for pupils (audience
with primary, middle or high); each was verified within the last 180 days; the help page has
[[help]] in its text. The help bar at the foot of every page is the templates’ part. Each school’s
edition (content/schools/) is held to the same.

**Why:** When reading gets hard, or a reader has made up their mind at last, the number must be in
sight. With only one number, an engaged line is the end of it; a number that no longer works hurts
more than none.

**Source:** WHO’s resource for media professionals on reporting suicide (updated 2023): say where
to find help, and say it accurately; Law on the Protection of Minors of the PRC (a common hotline
for minors). The 180 days are this site’s own.

**Wrong:** verified: 2024-03-01 (nobody has checked for two years)

**Right:** verified: 2026-11-23
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from qingyuan.model.problem import Problem, error, warning
from qingyuan.model.reference import Help
from qingyuan.model.site import Site

S10_FEW = error(
    "S10-few",
    zh="求助电话只有一个",
    en="there is only one help contact",
    hint_zh="至少写两个，如12355（青少年服务热线）和12356（心理援助热线）；照上面一个的样子写。",
    hint_en="enter at least two, such as 12355 (youth service line) and 12356 (psychological "
    "support line), in the form of the first.",
    why_zh="只有一个号码，占线或者停用时就没有别处可打。",
    why_en="With one number only, readers have nowhere to turn when it is engaged or gone.",
    wrong='contacts:\n  - {id: police, number: "110", …}',
    right='contacts:\n  - {id: youth-line, number: "12355", …}\n  - {id: police, number: "110", …}',
)
S10_YOUNG = error(
    "S10-young",
    zh="没有一个求助电话是给学生的",
    en="none of the help contacts is for pupils",
    hint_zh="加上给青少年的热线，如12355，写 audience: [primary, middle, high]。",
    hint_en="add a line for young people, such as 12355, with audience: [primary, middle, high].",
    why_zh="学生是本站的主要读者，要知道哪个电话是给自己的。",
    why_en="Pupils are the first readers of this site, and need to know which number is theirs.",
    wrong="audience: [public]",
    right="audience: [primary, middle, high]",
)
S10_OVERDUE = warning(
    "S10-overdue",
    zh="{number}上一次核对是{date}，已经过了{days}天",
    en="{number} was last verified on {date}, {days} days ago",
    hint_zh="打一次，或者对照主管单位的网页核对，再把 verified 改成今天，"
    "verified-by 写上是谁核对的。",
    hint_en="call it, or compare it with the office’s own page; then set verified to today and "
    "verified-by to whoever did.",
    why_zh="停用的求助电话，比没有更伤人。过了180天没有核对，页面上会注明。",
    why_en="A help line that is gone hurts more than none. After 180 days the pages say that it "
    "was not checked.",
    wrong="verified: 2024-03-01",
    right="verified: 2026-11-23",
)
S10_NONE = error(
    "S10-none",
    zh="求助页的正文里没有求助电话",
    en="the help page has no help contacts in its text",
    hint_zh="在正文开头另起一行写 [[help]]",
    hint_en="write [[help]] on a line of its own near the top",
    why_zh="每一页的“更多求助办法”都通到这里。",
    why_en="“More ways to get help” leads here from every page.",
    wrong="需要帮助，可以打电话。",
    right="需要帮助，可以打下面的电话。\n\n[[help]]",
)
KINDS = (S10_FEW, S10_YOUNG, S10_OVERDUE, S10_NONE)
_FEWEST = 2
_YOUNG = frozenset({"primary", "middle", "high"})
_PAGE = "help"


def check(site: Site) -> Iterator[Problem]:
    """The contacts, as of the day of the build, and the help page."""
    yield from _contacts(site.help, site.today)
    for school in site.schools if site.help.whole else ():
        yield from _contacts(school.help(site.help), site.today)
    for page in site.pages:
        for edition in page.editions if page.slug == _PAGE else ():
            if not any(embed.kind == "help" for embed in edition.embeds):
                yield S10_NONE.at(edition.at)


def _contacts(help_: Help, today: dt.date) -> Iterator[Problem]:
    """Those of the site, or of a school's edition of it."""
    contacts = help_.contacts
    if help_.whole and len(contacts) < _FEWEST:
        yield S10_FEW.at(help_.at)
    if help_.whole and not any(_YOUNG.intersection(c.audience) for c in contacts):
        yield S10_YOUNG.at(help_.at)
    for contact in contacts:
        if today > contact.due:
            days = str((today - contact.verified).days)
            date = contact.verified.isoformat()
            yield S10_OVERDUE.at(contact.at, number=contact.number, date=date, days=days)
