"""Pictures and downloads lie beside their story; links inside the site are written as embeds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from qingyuan.check.others import Others
from qingyuan.model.body import FileUse
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, error, listed
from qingyuan.model.regex import regex
from qingyuan.model.story import ContentPage, Story

FILE_MISSING = error(
    "file-missing",
    zh="这个文件夹里没有“{name}”",
    en="there is no “{name}” in this folder",
    hint_zh="把文件放到 {folder}/，或者把引用它的这一处删掉。{known_zh}",
    hint_en="put the file in {folder}/, or delete what refers to it here. {known_en}",
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
FILE_NOT_IMAGE = error(
    "file-not-image",
    zh="“{name}”不是图片",
    en="“{name}” is not a picture",
    hint_zh="图片可以是：{known}；别的文件用链接：[文字]({name})",
    hint_en="a picture is one of: {known}; link to other files: [words]({name})",
    why_zh="浏览器显示不出来，读者只会看到一个破图标。",
    why_en="Browsers can't show it as a picture; readers would see a broken one.",
    wrong="![访谈](interview.mp4)",
    right="[访谈](interview.mp4)",
)
LINK_INTERNAL = error(
    "link-internal",
    zh="链接不能写成“{name}”",
    en="a link can't be written as “{name}”",
    hint_zh="写成 {suggestion}",
    hint_en="write {suggestion}",
    why_zh="网站会放在子路径或 U 盘上，自己写的路径到那里就断了；用编号写的链接会被检查。",
    why_en="The site is put under sub-paths and on sticks, where paths typed by hand break; links "
    "by name are checked.",
    wrong="[鲁甸](../ludian/zh.md)",
    right="[[story:ludian]]",
)
KINDS = (FILE_MISSING, FILE_OUTSIDE, FILE_NOT_IMAGE, LINK_INTERNAL)

_ADDRESS = regex(r"(?://|www\.)|[\w.-]+\.(?:cn|com|edu|gov|net|org)(?:/|$)")
_ELSEWHERE = regex(r"\.\.|/|\\|[a-zA-Z][a-zA-Z0-9+.-]*:")
_IMAGES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_PAGE_ENDINGS = ("/", ".html", ".htm", ".md")


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """Every edition of an article, and its lead picture."""
    uses = [use for edition in article.editions for use in edition.files]
    if isinstance(article, Story) and article.picture:
        file = article.picture.file
        uses.append(FileUse(file.id, image=True, at=file.at))
    for use in uses:
        yield from _use(others, article, use)


def _use(others: Others, article: Story | ContentPage, use: FileUse) -> Iterator[Problem]:
    folder = article.folder
    path = use.name.partition("#")[0].partition("?")[0]
    name = posixpath.normpath(path)
    if name in article.file_names:
        if use.image and not name.lower().endswith(_IMAGES):
            yield FILE_NOT_IMAGE.at(use.at, name=use.name, known=" · ".join(_IMAGES))
    elif not use.image and (suggestion := _suggestion(path, others)):
        yield LINK_INTERNAL.at(use.at, name=use.name, suggestion=suggestion)
    elif _ELSEWHERE.match(path):
        file = re.split(r"[\\/]", path)[-1]
        yield FILE_OUTSIDE.at(use.at, name=use.name, folder=folder, file=file)
    else:
        near = (name, article.file_names)
        yield missing(use.at, near, folder)


def missing(at: Location, near: tuple[str, Iterable[str]], folder: str) -> Problem:
    """The problem of a file that is named `at` a place; `near` is its name, and those there are."""
    name, others = near
    known = listed(others)
    known_zh = f"文件夹里有：{known}" if known else "文件夹里还没有图片和别的文件。"
    known_en = f"The folder has: {known}" if known else "The folder has no pictures or other files."
    return FILE_MISSING.at(
        at, near=near, name=name, folder=folder, known_zh=known_zh, known_en=known_en
    )


def _suggestion(path: str, others: Others) -> str | None:
    """What to write for a link to a page of the site, or to another site; None for a file."""
    if _ADDRESS.match(path):
        return f"https://{path.lstrip('/')}"
    words = [part.partition(".")[0] for part in path.split("/")]
    pages = (*others.pages, *others.site.generated)
    slug = next((word for word in reversed(words) if word in others.stories or word in pages), None)
    if slug and (path.endswith(_PAGE_ENDINGS) or path.startswith("/") or path == slug):
        return f"[[{'story' if slug in others.stories else 'page'}:{slug}]]"
    return "[[page:home]]" if path.endswith(_PAGE_ENDINGS) else None
