"""Every `[[story:…]]` and `[[page:…]]` leads somewhere: the page, and the heading on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingyuan.check.others import Others
from qingyuan.check.unknown import unknown
from qingyuan.model.location import Ref
from qingyuan.model.problem import Kind, Problem, error, listed
from qingyuan.model.story import ContentPage, Edition, Story

STORY_UNKNOWN = error(
    "story-unknown",
    zh="没有文件夹名为“{id}”的故事",
    en="there is no story in a folder “{id}”",
    hint_zh="content/stories/ 里有：{known}",
    hint_en="content/stories/ has: {known}",
    why_zh="通往不存在的故事的链接，点了只会看到错误页。",
    why_en="A link to a story that is not there shows an error page.",
    wrong="[[story:ludain]]",
    right="[[story:ludian]]",
)
PAGE_UNKNOWN = error(
    "page-unknown",
    zh="没有名为“{id}”的页面",
    en="there is no page “{id}”",
    hint_zh="有：{known}",
    hint_en="there are: {known}",
    why_zh="通往不存在的页面的链接，点了只会看到错误页。",
    why_en="A link to a page that is not there shows an error page.",
    wrong="[[page:halp]]",
    right="[[page:help]]",
)
HEADING_UNKNOWN = error(
    "heading-unknown",
    zh="“{id}”的“{language}”版里没有“#{anchor}”",
    en="“{id}” has no “#{anchor}” in {language}",
    hint_zh="那里有：{known}",
    hint_en="it has: {known}",
    why_zh="链接会落在页面开头，而不是说的那一节。",
    why_en="The link would land at the top, not at the section meant.",
    wrong="[[story:ludian#organization]]",
    right="[[story:ludian#organisation]]",
)
LINK_UNPUBLISHED = error(
    "link-unpublished",
    zh="“{id}”现在不公开，不能链接到它",
    en="“{id}” is not public now, so nothing can link to it",
    hint_zh="先去掉这个链接，或者改那篇的 draft、publish、expire。",
    hint_en="take the link out for now, or change its draft, publish or expire.",
    why_zh="草稿、未到日期和已过期的故事没有页面，草稿页面也没有。",
    why_en="Drafts, and stories before their day or after it, have no page.",
    wrong="[[story:draft-story]]",
    right="draft: no",
)
QUESTIONS_MISSING = error(
    "questions-missing",
    zh="用了 [[questions]]，但文件开头没有写 questions",
    en="[[questions]] is used, but the front matter has no questions",
    hint_zh="在开头的 --- 之间加上：questions: 换行，再写 - 第一个问题",
    hint_en="add to the front matter a line questions: and under it lines that begin with -",
    why_zh="没有问题可讨论，这一块就是空的。",
    why_en="With no questions to discuss the block would be empty.",
    wrong="[[questions]]",
    right="questions:\n  - 如果朋友这样劝你，你会怎么说？",
)
KINDS = (STORY_UNKNOWN, PAGE_UNKNOWN, HEADING_UNKNOWN, LINK_UNPUBLISHED, QUESTIONS_MISSING)


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every edition of an article."""
    site, stories, pages = others.site, others.stories, others.pages
    for edition in article.editions:
        yield from _links(others, edition, "story", STORY_UNKNOWN)
        yield from _links(others, edition, "page", PAGE_UNKNOWN)
        for embed in edition.embeds:
            target: Story | ContentPage | None = None
            if embed.kind in {"story", "page"}:
                target = (stories if embed.kind == "story" else pages).get(embed.target)
            elif embed.kind == "questions" and not (
                edition.questions or site.may_exist("questions", embed.at.path)
            ):
                yield QUESTIONS_MISSING.at(embed.at)
            if target and not target.is_public(site.today):
                yield LINK_UNPUBLISHED.at(embed.at, id=target.slug)


def _links(others: Others, edition: Edition, name: str, kind: Kind) -> Iterator[Problem]:
    """Links of one name: to nothing, or to a heading that is not there."""
    links = [embed for embed in edition.embeds if embed.kind == name]
    if not links:
        return
    site = others.site
    articles: Mapping[str, Story] | Mapping[str, ContentPage]
    articles = others.stories if name == "story" else others.pages
    known = others.stories if name == "story" else others.page_names
    yield from unknown(site, name, [Ref(e.target, e.at) for e in links], known, kind)
    for embed in links:
        article = articles.get(embed.target)
        target = article.best(edition.language) if article else None
        if target and embed.anchor and embed.anchor not in target.ids:
            ids = [heading.id for heading in target.body.headings]
            yield HEADING_UNKNOWN.at(
                embed.at,
                near=(embed.anchor, ids),
                id=embed.target,
                anchor=embed.anchor,
                language=site.settings.language(target.language).name,
                known=listed(ids) or "—",
            )
