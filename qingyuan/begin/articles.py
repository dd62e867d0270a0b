"""The files of a story or a page that is begun: what both languages share, and a text in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from qingyuan.begin.asking import Question, label, one_of, typed, words
from qingyuan.model.language import Language, Localized
from qingyuan.model.problem import Bilingual
from qingyuan.model.refusal import RefusedError
from qingyuan.model.site import REQUIRED_PAGES, Site
from qingyuan.model.story import AUDIENCES, KINDS, TESTIMONY
from qingyuan.model.unwritten import to_write

Ask = Callable[[Question], str]

_USUAL_KIND, _USUAL_READERS = "report", "public"
_TITLE = Bilingual("标题", "title")
_ITS_TITLE = Bilingual("标题", "the title")
_SUMMARY = Bilingual("一两句话，说这篇讲什么", "what it is about, in a sentence or two")
_OPENING = Bilingual("开头一段", "the opening paragraph")
_HEADING = Bilingual("第一节的标题", "the heading of the first section")
_TEXT = Bilingual("这一节的正文", "the text of this section")
_DRAFT = """\
# 草稿：在 serve 里看得到，不会发布；写好以后删掉下面这一行
# A draft: seen in serve, never published. Take the next line out when it is ready
draft: yes
"""
_ABOUT = """\
# 各种语言都一样的内容，只写一次。全部字段：docs/content-guide.zh.md
# What every language shares, written once. All fields: docs/content-guide.md

"""


def story(site: Site, slug: str, title: str, today: dt.date, ask: Ask) -> Mapping[str, str]:  # noqa: ARG001 - as of a page
    """File name → text.  Raises RefusedError on a site without topics or places."""
    for name, known in (("topics", site.topics), ("places", site.places)):
        if not known:
            zh = f"先在 content/{name}.yaml 里写上至少一个，故事要用到"
            en = f"enter at least one in content/{name}.yaml first: a story names it"
            raise RefusedError(zh, en)
    kinds = tuple((kind, label(site, f"kind-{kind}")) for kind in KINDS)
    kind = ask(one_of(Bilingual("哪一种故事", "what kind of story"), kinds, _USUAL_KIND))
    titles = _titles(site, title, ask)
    topics, places = _named(site.topics), _named(site.places)
    topic = ask(one_of(Bilingual("哪个主题", "which topic"), topics, topics[0][0]))
    place = ask(one_of(Bilingual("哪个地方", "which place"), places, places[0][0]))
    readers = tuple((who, label(site, f"audience-{who}")) for who in AUDIENCES)
    if kind == TESTIMONY:  # rule S12
        readers = readers[1:]
    who = ask(one_of(Bilingual("给谁看", "for whom"), readers, _USUAL_READERS))
    shared = [
        _ABOUT + _DRAFT,
        f"# 故事发生的日子 · the day of the story\ndate: {today.isoformat()}\n",
        f"{_choices('种类', 'kind', kinds)}kind: {kind}\n",
        f"{_choices('主题，可以几个', 'one topic or several', topics)}topics: [{topic}]\n",
        f"{_choices('地点', 'place', places)}place: {place}\n",
        f"{_choices('给谁看，可以几种', 'for whom, one or several', readers)}audience: [{who}]\n",
        _sources(site),
    ]
    if kind == TESTIMONY:
        shared.append(_consent(site))
    files = {"story.yaml": "".join(shared)}
    boxes = _boxes if kind == TESTIMONY else _no_boxes
    return files | {
        f"{known.code}.md": _edition(known, titles[known.code], boxes(known))
        for known in site.languages
    }


def page(site: Site, slug: str, title: str, today: dt.date, ask: Ask) -> Mapping[str, str]:
    """File name → text; one that no site goes without can't be a draft."""
    titles = _titles(site, title, ask)
    draft = "" if slug in REQUIRED_PAGES else _DRAFT
    day = f"# 写这一页的日子 · the day of the page\ndate: {today.isoformat()}\n"
    files = {"page.yaml": _ABOUT + draft + day}
    return files | {
        f"{known.code}.md": _edition(known, titles[known.code], "") for known in site.languages
    }


def _titles(site: Site, title: str, ask: Ask) -> dict[str, str]:
    """A title in every language; one that was given is that of the default language."""
    given = {site.settings.default_language: title} if title else {}
    return {
        known.code: given.get(known.code) or ask(words(_TITLE, known, _ITS_TITLE))
        for known in site.languages
    }


def _named(known: Mapping[str, Localized]) -> tuple[tuple[str, str], ...]:
    return tuple((name, " / ".join(t for _, t in text.texts)) for name, text in known.items())


def _choices(zh: str, en: str, choices: tuple[tuple[str, str], ...]) -> str:
    """A remark that lists what can stand there."""
    rows = "".join(f"#   {name}: {text}\n" for name, text in choices)
    return f"\n# {zh} · {en}\n{rows}"


def _sources(site: Site) -> str:
    """What can't be guessed: a draft goes without, and nothing is published without."""
    source = next(iter(site.sources.values()), None)
    name = source.id if source else "source-id"
    return (
        "\n# 依据来源的哪几段（sources.yaml），如 [A1, A2]：发布以前必须写，去掉下面两行的 #\n"
        "# The paragraphs of a source (sources.yaml) that it rests on, such as [A1, A2]: needed\n"
        "# before it is published. Take the # of the next two lines away and fill them in\n"
        f"# sources:\n#   - {{source: {name}, paragraphs: []}}\n"
        "\n# 哪天以前要再核对一遍 · by when it is to be checked again\n# review-by: 2027-12-31\n"
    )


def _consent(site: Site) -> str:
    """What a testimony has to state (rules S09 and S13)."""
    rows = ["\n# 凭什么可以公开 · on what ground it may be told\nconsent:\n"]
    for name, what in (
        ("basis", Bilingual("依据，如本人书面同意", "the ground, such as written consent")),
        ("scope", Bilingual("可以讲到哪里", "how far that goes")),
    ):
        rows.append(f"  {name}:\n{_localized(site, what, 4)}")
    note = Bilingual("读之前要知道的", "what to know before reading")
    rows.append(
        f"# 阅读之前的提醒 · shown before the text\ncontent-note:\n{_localized(site, note, 2)}"
    )
    return "".join(rows)


def _localized(site: Site, what: Bilingual, indent: int) -> str:
    return "".join(
        f"{' ' * indent}{known.code}: {to_write(known.tag, what)}\n" for known in site.languages
    )


def _edition(language: Language, title: str, boxes: str) -> str:
    def todo(what: Bilingual) -> str:
        return to_write(language.tag, what)

    questions = todo(Bilingual("可以讨论的问题", "a question to discuss"))
    asked = f"questions:\n  - {questions}\n" if boxes else f"# questions:\n#   - {questions}\n"
    return (
        f"---\ntitle: {typed(title)}\nsummary: {todo(_SUMMARY)}\n"
        "# 讨论题，出现在正文里写 [[questions]] 的地方 · to discuss, shown at [[questions]]\n"
        f"{asked}---\n\n{todo(_OPENING)}\n\n## {todo(_HEADING)} {{#section-1}}\n\n{todo(_TEXT)}\n"
        f"{boxes}"
    )


def _no_boxes(_: Language) -> str:
    return ""


def _boxes(language: Language) -> str:
    """What a testimony is never without (rule S05)."""

    def todo(zh: str, en: str) -> str:
        return to_write(language.tag, Bilingual(zh, en))

    return (
        f'\n!!! skills "{todo("怎样拒绝", "how to say no")}"\n'
        f"    {todo('可以说的一句话', 'words that can be said')}\n"
        f'\n!!! recovery "{todo("怎样康复", "how recovery is possible")}"\n'
        f"    {todo('走得出来的例子', 'what made it possible')}\n"
        "\n[[questions]]\n\n[[help]]\n"
    )
