"""Pictures and downloads lie beside their story; links inside the site are written as embeds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from qingyuan.model.body import FileUse
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, error, listed
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

FILE_MISSING = error(
    "file-missing",
    zh="这个文件夹里没有“{name}”",
    en="there is no “{name}” in this folder",
    hint_zh="把文件放到 {folder}/；这里有：{known}",
    hint_en="put the file in {folder}/; it has: {known}",
    why_zh="缺了图片，读者只会看到一个破图标。",
    why_en="Readers would see a broken picture.",
    wrong="![山脊](ridge.jpeg)",
    right="![山脊](ridge.jpg)",
)
FILE_OUTSIDE = error(
    "file-outside",
    zh="“{name}”在这个文件夹之外",
    en="“{name}” is outside this folder",
    hint_zh="把它复制到 {folder}/，只写文件名：{file}",
    hint_en="copy it to {folder}/ and write its name only: {file}",
    why_zh="图片和文字放在一起，复制一个文件夹就是一篇完整的故事。",
    why_en="With its pictures beside it a story is complete in one folder.",
    wrong="![山脊](../../ridge.jpg)",
    right="![山脊](ridge.jpg)",
)
LINK_INTERNAL = error(
    "link-internal",
    zh="站内链接不能写成“{name}”",
    en="a link inside the site can't be written as “{name}”",
    hint_zh="写成 {suggestion}",
    hint_en="write {suggestion}",
    why_zh="网站会放在子路径或 U 盘上，自己写的路径到那里就断了；用编号写的链接会被检查。",
    why_en="The site is put under sub-paths and on sticks, where paths typed by hand break; links "
    "by name are checked.",
    wrong="[鲁甸](../ludian/zh.md)",
    right="[[story:ludian]]",
)
KINDS = (FILE_MISSING, FILE_OUTSIDE, LINK_INTERNAL)

_PAGE = re.compile(r"(?:.*/)?(?:stories/)?([a-z0-9-]+)(?:/|/index|/[a-z-]+)?(?:\.(?:html?|md))?")


def check(site: Site) -> Iterator[Problem]:
    """Every edition, and the lead pictures."""
    stories = frozenset(story.slug for story in site.stories)
    for article in site.articles:
        folder = str(PurePosixPath(article.editions[0].at.path).parent)
        uses = [use for edition in article.editions for use in edition.body.files]
        if isinstance(article, Story) and article.picture:
            file = article.picture.file
            uses.append(FileUse(file.id, image=True, at=file.at))
        for use in uses:
            yield from _use(article, folder, use, stories)


def _use(
    article: Story | ContentPage, folder: str, use: FileUse, stories: frozenset[str]
) -> Iterator[Problem]:
    path = use.name.partition("#")[0].partition("?")[0]
    name = posixpath.normpath(path)
    if name in article.files:
        return
    at: Location = use.at
    if not use.image and (path.startswith("/") or path.endswith(("/", ".html", ".htm", ".md"))):
        slug = _PAGE.fullmatch(path.strip("/") or "home")
        target = slug[1] if slug else "help"
        kind = "story" if target in stories else "page"
        yield LINK_INTERNAL.at(at, name=use.name, suggestion=f"[[{kind}:{target}]]")
    elif name.startswith(("..", "/")) or re.match(r"[a-zA-Z]:[\\/]|\\", path):
        file = re.split(r"[\\/]", path)[-1]
        yield FILE_OUTSIDE.at(at, name=use.name, folder=folder, file=file)
    else:
        near = (name, article.files)
        known = listed(article.files) or "—"
        yield FILE_MISSING.at(at, near=near, name=use.name, folder=folder, known=known)
