"""Every translation says what its original says today, section by section.

What changes in the original is compared with the text that was translated, as `accept` recorded it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from qingyuan.model.difference import first_difference
from qingyuan.model.lag import Lag
from qingyuan.model.problem import Problem, warning
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing, State
from qingyuan.model.standings import standings

TRANSLATION_STALE = warning(
    "translation-stale",
    zh="译文没有跟上原文：{section_zh}，{what_zh}。旧：{old_zh} 新：{new_zh}",
    en="the translation is behind its original: {section_en}, {what_en}. Old: {old_en} New: "
    "{new_en}",
    hint_zh="照 {source} 改好译文，再输入 python3 build.py accept {name} {language} --section "
    "{typed}；译文不用改的话，直接输入这条命令。",
    hint_en="mend the translation after {source}, then type python3 build.py accept {name} "
    "{language} --section {typed}; if nothing has to be mended, type that at once.",
    why_zh="原文改了而译文没改，两种语言的读者读到的就不是同一件事。确认之前，"
    "页面上会注明这一节还没更新；其中讲法律和急救的方框，改为显示原文。",
    why_en="When the original changes and the translation does not, readers of the two learn "
    "different things. Until it is accepted the page says so at that section, and boxes on law and "
    "emergencies in it are shown in the original instead.",
    wrong="zh.md: 拨打120。  en.md: Call 110.",
    right="zh.md: 拨打120。  en.md: Call 120.  python3 build.py accept help en --section 2",
)
TRANSLATION_UNRECORDED = warning(
    "translation-unrecorded",
    zh="还没有人确认过，{file} 是今天的 {source} 的译文",
    en="nobody has confirmed yet that {file} is a translation of {source} as it is today",
    hint_zh="把两篇对照看一遍，再输入 python3 build.py accept {name} {language}",
    hint_en="compare the two, then type python3 build.py accept {name} {language}",
    why_zh="确认会记下译文所依据的原文，以后原文一改，程序就能指出是哪一节。",
    why_en="Accepting records the original that was translated, so that when it changes, the "
    "program can tell where.",
    wrong="stories/ludian/zh.md, stories/ludian/en.md",
    right="stories/ludian/zh.md, stories/ludian/en.md, stories/ludian/en.translation.json",
)
KINDS = (TRANSLATION_STALE, TRANSLATION_UNRECORDED)


def check(site: Site) -> Iterator[Problem]:
    """Every story and page in every language but that of the originals."""
    for standing in standings(site):
        if standing.state is State.STALE:
            yield from (_stale(standing, lag) for lag in standing.lags)
        elif standing.state is State.UNRECORDED:
            yield TRANSLATION_UNRECORDED.at(
                standing.at,
                file=PurePosixPath(standing.at.path).name,
                source=PurePosixPath(standing.source).name,
                name=standing.name,
                language=standing.language,
            )


def _stale(standing: Standing, lag: Lag) -> Problem:
    """The shortest that tells what changed: the first sentence that differs."""
    old, new = first_difference(lag.old, lag.new)
    return TRANSLATION_STALE.at(
        lag.at,
        section_zh=lag.label.zh,
        section_en=lag.label.en,
        what_zh=lag.what.zh,
        what_en=lag.what.en,
        old_zh=f"“{old}”" if old else "（没有）",
        old_en=f"“{old}”" if old else "(none)",
        new_zh=f"“{new}”" if new else "（没有）",
        new_en=f"“{new}”" if new else "(none)",
        source=PurePosixPath(standing.source).name,
        name=standing.name,
        language=standing.language,
        typed=lag.typed,
    )
