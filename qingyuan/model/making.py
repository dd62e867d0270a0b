"""What pages are made of, and why one of them was made anew."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from qingyuan.model.page import OWN, Named, Page
from qingyuan.model.problem import Bilingual

# The kinds of parts, as an editor knows them.
_KINDS = {
    "template": Bilingual("模板", "template"),
    "files": Bilingual("文件夹", "folder"),
    "data": Bilingual("全部数字、来源和词语（页面上有图表）", "all data, for there is a chart"),
    "fact": Bilingual("数字", "figure"),
    "source": Bilingual("来源", "source"),
    "term": Bilingual("词语", "term"),
    "topic": Bilingual("主题", "topic"),
    "place": Bilingual("地点", "place"),
    "link": Bilingual("链接上的标题、摘要和日期", "title, summary and date of a link"),
    "frame": Bilingual("各页共有的部分（站名、菜单、界面文字）", "what is on every page"),
    "lists": Bilingual("列表的菜单", "the menu of lists"),
    "length": Bilingual("列表的页数", "the number of pages of a list"),
    "day": Bilingual("日期", "day"),
    OWN: Bilingual("这一页自己显示的内容", "what the page itself shows"),
}


class Making(Struct, frozen=True):
    """A build's pages: the digest of each of their parts, and the pages that were made anew.

    `before` are the digests of the build before it.
    """

    parts: Mapping[str, str]
    anew: frozenset[str]
    before: Mapping[str, str] = field(default_factory=dict)


class Why(Struct, frozen=True):
    """What a page is made of, and why it was made anew.

    `anew` tells whether the last build that made any page made this one, `first` whether there was
    none before that one, so that nothing can be compared.  `changed` are the parts that were others
    before it, `since` those that are others now: the next build makes the page anew for them.
    """

    page: Page
    parts: Named
    anew: bool
    first: bool
    changed: tuple[str, ...]
    since: tuple[str, ...]

    @classmethod
    def of(cls, page: Page, parts: Named, last: Making | None) -> Why:
        """As far as the last build is known."""
        known, before = (last.parts, last.before) if last else ({}, {})
        names = dict.fromkeys(name for name, digest in parts if digest)
        digests = dict(parts)
        anew = last is not None and page.path in last.anew
        return cls(
            page,
            parts,
            anew,
            not before,
            tuple(n for n in names if anew and before.get(n) != known.get(n)),
            tuple(name for name in names if known.get(name) != digests[name]),
        )


def named(part: str) -> Bilingual:
    """A part in an editor's words."""
    kind, _, name = part.partition(" ")
    known = _KINDS.get(kind, Bilingual(kind, kind))
    if kind in {"data", "day", "frame", "lists", OWN} or not name:
        return known
    if kind == "link":
        code, _, folder = name.partition(" ")
        return Bilingual(f"{known.zh} {folder}（{code}）", f"{known.en} {folder} ({code})")
    return Bilingual(f"{known.zh} {name}", f"{known.en} {name}")
