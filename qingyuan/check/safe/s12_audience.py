"""S12 · 写明适合谁 · For whom it is.

## 中文

**查什么：** 讲述（kind: testimony）不能给小学生看：audience 里不能有 primary。
完全没写 audience 的，另有提示（field-missing）。

**为什么：** 小学阶段讲的是认识药物的正当用途、健康的习惯、向大人求助。
成人的吸毒经历超出他们能消化的范围，还可能让没听说过的孩子第一次听说。

**依据：** 教育部《中小学生毒品预防专题教育大纲》（2003）按学段安排内容，从小学五年级起；
UNODC/WHO《国际毒品预防标准》（第二版，2018）：内容要与年龄相称。

**错：** kind: testimony，audience: [primary, middle]

**对：** kind: testimony，audience: [high, parents, public]

## English

**What:** A testimony (kind: testimony) is not for primary-school pupils: primary can’t be among
its audience. A story without any audience is reported by itself (field-missing).

**Why:** Primary school is about the proper use of medicines, healthy habits, and asking adults
for help. An adult’s account of drug use is more than children of that age can take in, and some
would hear of it for the first time.

**Source:** Syllabus of the Ministry of Education of the PRC for drug prevention in primary and
middle schools (2003), which goes by stages from grade five on; UNODC/WHO International Standards
on Drug Use Prevention (second edition, 2018): content fits the age.

**Wrong:** kind: testimony, audience: [primary, middle]

**Right:** kind: testimony, audience: [high, parents, public]
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site
from qingyuan.model.story import TESTIMONY

S12_PRIMARY = error(
    "S12-primary",
    zh="讲述不能给小学生看",
    en="a testimony is not for primary-school pupils",
    hint_zh="从 audience 里去掉 primary；想给小学生看，另写一篇 kind: lesson。",
    hint_en="take primary out of audience; for primary pupils, write a story of kind: lesson.",
    why_zh="成人的吸毒经历，超出小学生能消化的范围。",
    why_en="An adult’s account of drug use is more than children of that age can take in.",
    wrong="kind: testimony\naudience: [primary, middle]",
    right="kind: testimony\naudience: [high, parents, public]",
)
KINDS = (S12_PRIMARY,)


def check(site: Site) -> Iterator[Problem]:
    """Every testimony."""
    for story in site.stories:
        if story.kind == TESTIMONY and "primary" in story.audience:
            yield S12_PRIMARY.at(story.at)
