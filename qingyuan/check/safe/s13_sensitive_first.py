"""S13 · 沉重的不打头阵 · Nothing heavy comes first.

## 中文

**查什么：** 讲述（kind: testimony）要有阅读提示（content-note）。讲述和写了阅读提示的文章，
不能排在首页的第一张卡片；首页会自动把最新的一篇别的文章排到第一，一篇别的文章都没有时才报错。

**为什么：** 首页第一眼看到的，应当是能帮上忙的内容。正经历难处的孩子，要能先知道这篇写的是什么，
再决定读不读。

**依据：** UNODC/WHO《国际毒品预防标准》（第二版，2018）：不以引起恐惧和只讲后果为主；
世界卫生组织对媒体报道自杀的指引（2023年更新）同样建议把求助信息放在显眼处、不突出沉重的细节。

**错：** kind: testimony，没有 content-note。

**对：** content-note: {zh: 这篇文章写到他身体的不适和家人的难过。文末有求助电话。, en: …}

## English

**What:** A testimony (kind: testimony) has a content note. Testimonies and stories with a content
note are never the first card of the home page: it puts the newest other story first by itself,
and it is an error only where there is no other.

**Why:** What readers see first should be of help. A child who is having a hard time is to know
what a story is about before deciding to read it.

**Source:** UNODC/WHO International Standards on Drug Use Prevention (second edition, 2018): not
built on fear and consequences; WHO’s resource for media professionals on reporting suicide
(updated 2023) likewise asks for help in a prominent place, and none for upsetting detail.

**Wrong:** kind: testimony without content-note

**Right:** content-note: {zh: …, en: It mentions that he felt ill and that his family grieved.
There are numbers to call at the end.}
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, error
from qingyuan.model.selection import selection
from qingyuan.model.site import Site
from qingyuan.model.story import TESTIMONY

S13_FIRST = error(
    "S13-first",
    zh="首页（{languages}）的第一篇会是讲述，或者是要先提示的文章，因为没有别的文章可以排在前面",
    en="the home page ({languages}) would open with a testimony, or a story that needs a note, "
    "for want of another",
    hint_zh="再写一篇不带 content-note 的报道、宣传活动或课堂"
    "（kind: report、outreach 或 lesson）；学校的版本，在 stories 里加上这样一篇。",
    hint_en="write a report, outreach story or lesson without a content-note (kind: report, "
    "outreach or lesson); in a school's edition, add such a story to its stories.",
    why_zh="首页第一眼看到的，应当是能帮上忙的内容。",
    why_en="What readers see first should be of help.",
    wrong="kind: testimony",
    right="kind: outreach",
)
S13_NOTE = error(
    "S13-note",
    zh="这篇讲述没有阅读提示",
    en="this testimony has no content note",
    hint_zh="在 story.yaml 里写：content-note: {{zh: 这篇文章写到……文末有求助电话。, en: …}}",
    hint_en="write in story.yaml: content-note: {{zh: ……, en: It mentions … There are numbers to "
    "call at the end.}}",
    why_zh="读者要先知道写的是什么，再决定读不读。",
    why_en="Readers are to know what it is about before they decide to read it.",
    wrong="kind: testimony",
    right="kind: testimony\ncontent-note: {zh: 写到家人的难过。文末有求助电话。, en: It speaks of "
    "grief. There are numbers to call at the end.}",
)
KINDS = (S13_FIRST, S13_NOTE)


def check(site: Site) -> Iterator[Problem]:
    """The first story of the home page, in schools' editions too, and every testimony."""
    opens: dict[Location, list[str]] = {}
    editions = [(school.at, selection(site, school)) for school in site.schools]
    for at, edition in [(None, site), *editions]:
        for language in site.languages:
            for story in edition.home_stories(language)[:1]:
                if story.is_sensitive:
                    opens.setdefault(at or story.at, []).append(language.name)
    for at, names in opens.items():
        yield S13_FIRST.at(at, languages=" · ".join(names))
    for story in site.stories:
        if story.kind == TESTIMONY and not story.content_note:
            yield S13_NOTE.at(story.at)
