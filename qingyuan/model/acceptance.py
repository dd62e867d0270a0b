"""An editor's word that a translation says what the original says today."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.lag import Lag, section_name
from qingyuan.model.problem import Bilingual, listed, nearest
from qingyuan.model.record import RECORD, Record, written
from qingyuan.model.refusal import RefusedError
from qingyuan.model.site import Site
from qingyuan.model.standings import front_unread, name_of
from qingyuan.model.story import ContentPage, Edition, Story
from qingyuan.model.translation import caught_up, lags, recorded


class Acceptance(Struct, frozen=True):
    """The record's text and path, and the labels of the sections that were not up to date before.

    `count` is how many sections the record has.
    """

    path: str
    text: str
    count: int
    sections: tuple[Bilingual, ...]


def accept(site: Site, name: str, language: str, section: str | None) -> Acceptance:
    """The new record of a translation, or of one section of it.  Raises RefusedError."""
    article = _article(site, name)
    source, translation = _editions(site, article, language)
    for edition in (source, translation):
        if edition.is_unwritten:
            path = edition.at.path
            zh = f"{path} 里还有〔待写……〕，写完再确认"
            en = f"{path} still has 〔…〕 where a text is to come: write it first, then accept"
            raise RefusedError(zh, en)
    whole, behind = recorded(source, translation), lags(source, translation)
    before = translation.record
    if section is None:
        return _acceptance(translation, whole, tuple(lag.label for lag in behind))
    if before is None or before.source != source.language:
        command = f"python3 build.py accept {name} {language}"
        raise RefusedError(
            f"{language}.md 还没有整篇确认过，不能只确认一节。对照全文之后，请输入 {command}",
            f"{language}.md as a whole is not confirmed yet, so a section of it can't be. Compare "
            f"all of it, then type {command}",
        )
    lag = _lag(behind, source, section)
    if lag is None:
        return _acceptance(translation, before, ())
    return _acceptance(translation, caught_up(before, lag, whole), (lag.label,))


def _acceptance(
    translation: Edition, record: Record, sections: tuple[Bilingual, ...]
) -> Acceptance:
    path = translation.at.path.removesuffix(".md") + RECORD
    return Acceptance(path, written(record), len(record.sections), sections)


def _article(site: Site, name: str) -> Story | ContentPage:
    """The story or page of a name, with its folder or without."""
    known: dict[str, list[Story | ContentPage]] = {}
    for folder, articles in (("stories", site.stories), ("pages", site.pages)):
        for article in articles:
            known.setdefault(article.slug, []).append(article)
            known[f"{folder}/{article.slug}"] = [article]
    found = known.get(name, [])
    if len(found) == 1:
        return found[0]
    if found:
        zh, en = f"stories/{name} 还是 pages/{name}？", f"stories/{name} or pages/{name}?"
        raise RefusedError(f"故事和页面都有“{name}”：请写 {zh}", f"“{name}” is two things: {en}")
    slug = name.rpartition("/")[2]
    if site.may_exist("story", slug) or site.may_exist("page", slug):
        raise _broken(f"“{name}”", f"“{name}”")
    best = nearest(name, known)
    names = listed(name_of(site, article) for article in site.articles)
    raise RefusedError(
        f"没有“{name}”。" + (f"是不是想写“{best}”？" if best else f"可以写：{names}"),
        f"there is no “{name}”. "
        + (f"Did you mean “{best}”?" if best else f"What there is: {names}"),
    )


def _editions(site: Site, article: Story | ContentPage, language: str) -> tuple[Edition, Edition]:
    """The original, and its translation into a language."""
    original = site.settings.default_language
    others = [known.code for known in site.languages if known.code != original]
    if language == original:
        raise RefusedError(
            f"{original} 是原文，不是译文。可以写：{' · '.join(others)}",
            f"{original} is the original, not a translation. What there is: {' · '.join(others)}",
        )
    if language not in others:
        best = nearest(language, others) or " · ".join(others)
        raise RefusedError(
            f"网站没有“{language}”这种语言。可以写：{best}",
            f"the site has no language “{language}”. What there is: {best}",
        )
    folder = article.editions[0].at.path.rpartition("/")[0]
    found = []
    for code in (original, language):
        path, edition = f"{folder}/{code}.md", article.edition(code)
        if edition is None and f"file:{path}" not in site.unread:
            raise RefusedError(f"还没有 {path}", f"there is no {path} yet")
        if edition is None or front_unread(site, edition):
            raise _broken(path, path)
        found.append(edition)
    return found[0], found[1]


def _broken(zh: str, en: str) -> RefusedError:
    command = "python3 build.py check"
    return RefusedError(
        f"{zh} 里有错误，读不全。请先改正；输入 {command} 会列出错误",
        f"{en} has errors and can't be read. Mend them first: {command} lists them",
    )


def _lag(behind: tuple[Lag, ...], source: Edition, typed: str) -> Lag | None:
    """What is behind in the section of a number or a key; None where it is up to date."""
    for lag in behind:
        if typed == lag.typed or lag.key in {typed, f"^{typed}"}:
            return lag
    numbers = {str(number) for number in range(len(source.sections))}
    keys = {section.key for section in source.sections}
    if typed in numbers or keys & {typed, f"^{typed}"}:
        return None
    rows = [
        (str(n), section_name(n, section.key, section.title))
        for n, section in enumerate(source.sections)
    ]
    gone = (lag for lag in behind if lag.number is None)
    rows += [(lag.typed, section_name(None, lag.key, lag.title)) for lag in gone]
    raise RefusedError(
        f"没有“{typed}”这一节。可以写：" + "".join(f"\n    {key}  {name.zh}" for key, name in rows),
        f"there is no section “{typed}”. What there is:"
        + "".join(f"\n    {key}  {name.en}" for key, name in rows),
    )
