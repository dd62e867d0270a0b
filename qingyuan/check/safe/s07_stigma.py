"""S07 · 不给人贴标签 · People first, not labels.

## 中文

**查什么：** 用毒品或毛病来称呼人的词（瘾君子、毒虫、不可救药），以及用“干净”形容检测结果。
在标题里是错误，在正文里是警告。法律和统计用语“吸毒人员”“戒毒人员”可以写。
词表在 content/watchlists/S07.yaml。

**为什么：** 标签会让当事人不敢求助，让家人抬不起头，也让读者觉得这样的人不值得帮。

**依据：** 美国国家药物滥用研究所《措辞很重要》（NIDA, Words Matter）；《中华人民共和国禁毒法》
要求戒毒人员在入学、就业等方面不受歧视。

**错：** 他成了一个瘾君子。

**对：** 他曾经依赖毒品。

## English

**What:** Words that name a person after a drug or a fault (addict, junkie, abuser), and “clean”
or “dirty” for test results.  An error in titles and headings, a warning in text.  The list is
content/watchlists/S07.yaml.

**Why:** Labels keep people from asking for help, shame their families, and tell readers that such
people are not worth helping.

**Source:** NIDA, Words Matter: Terms to Use and Avoid When Talking About Addiction; the Anti-Drug
Law of China, under which people in treatment are not to be treated unfairly.

**Wrong:** He had become an addict.

**Right:** He had become dependent on drugs.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.safe.watch import Found, found
from qingyuan.model.problem import Problem, error, warning
from qingyuan.model.site import Site

TITLE = error(
    "S07-title",
    zh="标题里有贴标签的说法“{word}”：{reason_zh}",
    en="the title has a label, “{word}”: {reason_en}",
    hint_zh="可以写：{instead_zh}",
    hint_en="write instead: {instead_en}",
    why_zh="标题最先被看到，也会单独出现在目录和搜索结果里，标签在那里伤人最深。",
    why_en="A title is read first, and stands alone in lists and search results: a label does most "
    "harm there.",
    wrong="title: 一个瘾君子的来信",
    right="title: 一封来自康复路上的信",
)
TEXT = warning(
    "S07-text",
    zh="“{word}”是贴标签的说法：{reason_zh}",
    en="“{word}” is a label: {reason_en}",
    hint_zh="可以写：{instead_zh}",
    hint_en="write instead: {instead_en}",
    why_zh="标签会让当事人不敢求助，也让读者觉得这样的人不值得帮。",
    why_en="Labels keep people from asking for help, and tell readers that they are not worth it.",
    wrong="他成了一个瘾君子。",
    right="他曾经依赖毒品。",
)
KINDS = (TITLE, TEXT)
_TITLES = {"title", "place", "topic", "poster.line"}


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site."""
    for word in found(site, "S07"):
        yield word.problem(TITLE if _in_title(word) else TEXT)


def _in_title(word: Found) -> bool:
    """Whether it stands in a title, a heading, a poster's line or a glossary's headword."""
    role = word.passage.role
    if role in _TITLES or role.endswith((".title", ".term")):
        return True
    line = word.passage.prose.text[: word.hit.start].rpartition("\n")[2]
    return role == "body" and line.lstrip("> \t").startswith("#")
