"""What an editor wants to begin, to the texts of its files.

Everything that is begun is a draft: valid at once, on no page of the site, and never published with
a sentence in it that is still to be written (`model.unwritten`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from msgspec import Struct

from qingyuan.begin import articles, entries
from qingyuan.begin.asking import Question
from qingyuan.model.refusal import RefusedError
from qingyuan.model.site import Site
from qingyuan.read.names import better_slug

__all__ = ["KINDS", "Begun", "Question", "Wanted", "begin", "taken"]

KINDS = ("story", "page", "fact", "school", "term")
# Pages that are made from data, or by the program itself.
_TAKEN = ("404", "index", "search", "stories", "facts", "glossary", "timeline")
_FOLDERS = {"story": "content/stories", "page": "content/pages"}


class Wanted(Struct, frozen=True):
    """What is to be begun: a kind of KINDS, its name, its title where one was given, the day.

    The name of a fact may have that of its theme before it: prevention/leaflets-2023.
    """

    kind: str
    name: str
    title: str
    today: dt.date


class Begun(Struct, frozen=True):
    """Files that are begun, by their paths from the root, and where their pages will be.

    With `appended` there is one, which was there before and has an entry more.
    """

    files: Mapping[str, str]
    appended: bool
    pages: tuple[str, ...]


def begin(
    site: Site,
    wanted: Wanted,
    text_of: Callable[[str], str | None],
    ask: Callable[[Question], str],
) -> Begun:
    """The files.

    `text_of` gives what a file has, None where there is none.  Raises RefusedError where the name
    can't be used or is taken, and where a file can't be added to.
    """
    if wanted.kind in _FOLDERS:
        _named(wanted.name)
        return _article(site, wanted, ask)
    if wanted.kind == "school":
        _named(wanted.name)
        path = f"content/schools/{wanted.name}.yaml"
        if text_of(path) is not None:
            raise taken(path)
        return Begun({path: entries.school(site, wanted.title, ask)}, appended=False, pages=())
    if wanted.kind == "term":
        _named(wanted.name)
        return _term(site, wanted, text_of, ask)
    return _fact(site, wanted, text_of, ask)


def _article(site: Site, wanted: Wanted, ask: Callable[[Question], str]) -> Begun:
    folder = f"{_FOLDERS[wanted.kind]}/{wanted.name}"
    kind = "page" if wanted.kind == "page" else "story"
    if any(article.folder == folder for article in site.articles) or site.may_exist(
        kind, wanted.name
    ):
        raise taken(f"{folder}/")
    if kind == "page" and wanted.name in _TAKEN:
        zh = f"“{wanted.name}”是程序自己生成的页面，不能再用这个名称；换一个，例如 about-us"
        en = (
            f"“{wanted.name}” is a page that the program makes itself; take another name, such as "
            "about-us"
        )
        raise RefusedError(zh, en)
    write = articles.page if kind == "page" else articles.story
    files = write(site, wanted.name, wanted.title, wanted.today, ask)
    middle = "stories/" if kind == "story" else ""
    pages = tuple(f"{known.code}/{middle}{wanted.name}.html" for known in site.languages)
    return Begun({f"{folder}/{name}": text for name, text in files.items()}, False, pages)  # noqa: FBT003 - its order


def _term(
    site: Site,
    wanted: Wanted,
    text_of: Callable[[str], str | None],
    ask: Callable[[Question], str],
) -> Begun:
    path = "content/glossary.yaml"
    _unused(site, "term", wanted.name, {name: term.at.path for name, term in site.terms.items()})
    text = text_of(path)
    lines = entries.term(site, wanted.title, ask)
    if text is None:
        return Begun({path: entries.alone(wanted.name, lines)}, appended=False, pages=())
    added = entries.appended(path, text, (), wanted.name, lines)
    return Begun({path: added}, appended=True, pages=())


def _fact(
    site: Site,
    wanted: Wanted,
    text_of: Callable[[str], str | None],
    ask: Callable[[Question], str],
) -> Begun:
    theme, _, name = wanted.name.rpartition("/")
    _named(name)
    if theme:
        _named(theme)
    _unused(site, "fact", name, {known: fact.at.path for known, fact in site.facts.items()})
    if not theme:
        theme = entries.theme_of(site, ask)
    path = f"content/facts/{theme}.yaml"
    text = text_of(path)
    if text is None:
        made = entries.theme(site, name, wanted.title, ask)
        return Begun({path: made}, appended=False, pages=())
    given = entries.defaults(path, text)
    lines = entries.fact(site, wanted.title, given, ask)
    added = entries.appended(path, text, ("facts",), name, lines)
    return Begun({path: added}, appended=True, pages=())


def _named(name: str) -> None:
    """Raises RefusedError where a name can't be part of an address or an id."""
    better = better_slug(name, "name-1")
    if better:
        zh = f"“{name}”不能当名称：只能用小写英文字母、数字和连字符，最多 80 个。例如 {better}"
        en = (
            f"“{name}” can't be a name: lower-case letters, digits and hyphens only, 80 at most. "
            f"For example {better}"
        )
        raise RefusedError(zh, en)


def _unused(site: Site, kind: str, name: str, known: Mapping[str, str]) -> None:
    """Raises RefusedError where an entry has this id already, be it as a draft."""
    drafts = {entry.ref.id: entry.ref.at.path for entry in site.unfinished if entry.kind == kind}
    path = {**known, **drafts}.get(name)
    if path or f"{kind}:{name}" in site.unread:
        zh = f"已经有“{name}”了（{path or kind}）。打开那个文件改它，或者换一个编号，例如 {name}-2"
        en = (
            f"there is “{name}” already ({path or kind}). Open that file and change it there, or "
            f"take another id, such as {name}-2"
        )
        raise RefusedError(zh, en)


def taken(path: str) -> RefusedError:
    """Nothing that is there is written over."""
    zh = f"已经有 {path} 了，什么也没有改。打开它来改，或者换一个名称"
    en = f"there is {path} already; nothing was changed. Open it to change it, or take another name"
    return RefusedError(zh, en)
