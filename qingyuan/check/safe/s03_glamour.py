"""S03 · 不美化毒品 · No glamour.

## 中文

**查什么：** 描写使用毒品有多舒服、多酷、能让人变聪明变漂亮的话（快感、飘飘欲仙、上头、嗨）。
词表在 content/watchlists/S03.yaml。

**为什么：** 好奇是少年第一次使用毒品的主要原因之一。把感受写得美好，就是在引起好奇；
哪怕后文写了代价，读者记住的也可能只是那种感受。

**依据：** 国家互联网信息办公室《网络信息内容生态治理规定》：防范和抵制
诱导未成年人不良嗜好、可能引发未成年人模仿不安全行为的内容。

**错：** 吸完以后整个人飘飘欲仙。

**对：** 他以为能忘掉烦恼，后来连睡觉和吃饭都难了。

## English

**What:** Words that tell how good, cool or useful drugs feel (euphoria, got high, stoned).  The
list is content/watchlists/S03.yaml.

**Why:** Curiosity is one of the main reasons why young people first try a drug.  A feeling painted
in bright colours stays in the mind, even where the text tells the price afterwards.

**Source:** Cyberspace Administration of China, Provisions on the Governance of the Online
Information Content Ecosystem: content that may lead minors to imitate what is unsafe, or into bad
habits, is to be kept out.

**Wrong:** They got high in the park every weekend.

**Right:** They used drugs in the park, and one after another stopped coming to school.
"""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.safe.watch import found
from qingyuan.model.problem import Problem, warning
from qingyuan.model.site import Site

GLAMOUR = warning(
    "S03",
    zh="“{word}”把使用毒品说得美好：{reason_zh}",
    en="“{word}” makes drug use sound good: {reason_en}",
    hint_zh="可以这样改：{instead_zh}",
    hint_en="instead: {instead_en}",
    why_zh="描写感受会引起好奇，哪怕后文写了代价。",
    why_en="Describing how it feels makes readers curious, even if the price is told afterwards.",
    wrong="吸完以后整个人飘飘欲仙。",
    right="他以为能忘掉烦恼，后来连睡觉和吃饭都难了。",
)
KINDS = (GLAMOUR,)


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site."""
    return (word.problem(GLAMOUR) for word in found(site, "S03"))
