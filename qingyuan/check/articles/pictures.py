"""Pictures can be read, are what their names say, and are neither too large nor too small."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.others import Others
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, error, warning
from qingyuan.model.story import ContentPage, FileBeside, Story

IMAGE_DAMAGED = error(
    "image-damaged",
    zh="这个图片文件打不开：不完整，或者里面不是图片",
    en="this picture can't be opened: it is cut off, or no picture at all",
    hint_zh="从手机或相机里重新复制一份，再换掉这个文件；如果在看图软件里也打不开，请找原图。",
    hint_en="copy it from the phone or camera again and replace this file; if no image program "
    "opens it either, look for the original.",
    why_zh="没有传完的图片，读者只会看到一个破图标，或者半张灰的。",
    why_en="Of a file that was cut off readers see a broken picture, or one that is half grey.",
    wrong="photo.jpg（0 KB）",
    right="photo.jpg（2.4 MB）",
)
IMAGE_MISNAMED = error(
    "image-misnamed",
    zh="这个图片其实是{form}格式，文件名的结尾写错了",
    en="this picture is a {form} file, and its name ends in something else",
    hint_zh="把文件名的结尾改成 {endings}，用到它的地方也一起改。",
    hint_en="let its name end in {endings}, and change it where it is used as well.",
    why_zh="服务器按文件名的结尾告诉浏览器这是什么；说错了，有的浏览器就不显示。",
    why_en="Servers tell browsers what a file is by the end of its name; some show nothing where "
    "that is wrong.",
    wrong="photo.jpg（PNG）",
    right="photo.png",
)
IMAGE_FOREIGN = error(
    "image-foreign",
    zh="这个图片是{form}格式，浏览器不能显示",
    en="this picture is a {form} file, which browsers can't show",
    hint_zh="用看图软件打开它，另存为JPG；只改文件名没有用。"
    "苹果手机：设置 → 相机 → 格式 → 兼容性最佳。",
    hint_en="open it in an image program and save it as JPG; a new name alone does not help. On an "
    "iPhone: Settings, Camera, Formats, Most Compatible.",
    why_zh="读者只会看到一个破图标。",
    why_en="Readers would see a broken picture.",
    wrong="photo.jpg（HEIC）",
    right="photo.jpg（JPEG）",
)
IMAGE_LARGE = error(
    "image-large",
    zh="这个图片太大：{width} × {height}像素",
    en="this picture is too large: {width} × {height} pixels",
    hint_zh="用看图软件把它缩小到4000像素宽以内，再换掉这个文件。",
    hint_en="make it at most 4000 pixels wide in an image program, and replace this file.",
    why_zh="打开超过五千万像素的图片，会用完旧电脑的内存；网页上最多只显示1600像素宽。",
    why_en="A picture of more than fifty million pixels takes all the memory of an old computer; "
    "pages show 1600 pixels at most.",
    wrong="scan.png（20000 × 14000）",
    right="scan.png（4000 × 2800）",
)
IMAGE_SMALL = warning(
    "image-small",
    zh="题图只有{width}像素宽，在电脑上会显得小",
    en="the lead picture is only {width} pixels wide and looks small on a computer",
    hint_zh="换成原图，至少720像素宽；从聊天软件里保存的图常常被缩小过，要选“原图”。",
    hint_en="take the original, at least 720 pixels wide; chat programs often make pictures "
    "smaller unless the original is asked for.",
    why_zh="小图放大会模糊，所以网页不放大它，题图的位置就空出一块。",
    why_en="A small picture blurs when it is enlarged, so pages don't, and the place of the lead "
    "picture stays half empty.",
    wrong="image: {file: photo.jpg, …}（240 × 180）",
    right="image: {file: photo.jpg, …}（1600 × 1200）",
)
KINDS = (IMAGE_DAMAGED, IMAGE_MISNAMED, IMAGE_FOREIGN, IMAGE_LARGE, IMAGE_SMALL)

_FLAWS = {
    "damaged": IMAGE_DAMAGED,
    "misnamed": IMAGE_MISNAMED,
    "foreign": IMAGE_FOREIGN,
    "large": IMAGE_LARGE,
}
_ENDINGS = {"JPEG": ".jpg", "WEBP": ".webp"}
# Drawings have no pixels that could be too few.
_PIXELS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
_FEWEST = 720


def look(_others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """The files beside an article, and its lead picture."""
    for file in article.files:
        if file.flaw:
            yield _flaw(file, Location(f"{article.folder}/{file.name}"))
    if isinstance(article, Story) and article.picture:
        lead = article.picture.file
        known = {file.name: file for file in article.files}
        file = known.get(lead.id.removeprefix("./"), FileBeside(""))
        if file.form in _PIXELS and not file.flaw and file.width < _FEWEST:
            yield IMAGE_SMALL.at(lead.at, width=str(file.width))


def _flaw(file: FileBeside, at: Location) -> Problem:
    endings = _ENDINGS.get(file.form, f".{file.form.lower()}")
    return _FLAWS[file.flaw].at(
        at, form=file.form, endings=endings, width=str(file.width), height=str(file.height)
    )
