"""What is published of the files beside articles, and how pages show the pictures among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from qingyuan import images
from qingyuan.model.page import Output
from qingyuan.model.project import Discovered
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import paths
from qingyuan.render.views import CopyView, ImageView

# No picture is shown larger, so that a tall one leaves room for words.
_WIDEST, _TALLEST = 1600, 800


@dataclass(frozen=True, slots=True)
class Media:
    """By a file's path from the root: where it is published, and how it is shown if a picture."""

    paths: Mapping[str, str]
    images: Mapping[str, ImageView]
    outputs: tuple[Output, ...]


def media(site: Site, files: Discovered, cleaned: Mapping[str, images.Cleaned]) -> Media:
    """The files beside what readers may see.

    Of a picture that is shown its copies are published, and the file itself only where a text links
    to it as well; any other file as it is, without its metadata.
    """
    articles: tuple[Story | ContentPage, ...] = (*site.public_stories, *site.pages)
    folders = {article.folder for article in articles}
    shown, linked = set(_uses(articles, image=True)), set(_uses(articles, image=False))
    published: dict[str, str] = {}
    views: dict[str, ImageView] = {}
    outputs: list[Output] = []
    for file in files.beside:
        found = cleaned[file.path]
        plain = replace(file, blob=found.blob or file.blob)
        published[file.path] = path = paths.media(plain)
        made = found.made or images.Made()
        copies = [Output(paths.copy(file, copy), copy.blob) for copy in made.copies]
        views[file.path] = _view(path, made, copies)
        if "/".join(file.path.split("/", 3)[:3]) in folders:
            as_copies = copies if file.path in shown else []
            outputs += as_copies
            if not as_copies or file.path in linked:
                outputs.append(Output(path, plain.blob))
    return Media(published, views, tuple(outputs))


def beside(article: Story | ContentPage, name: str) -> str:
    """The path from the root of a file that an article names."""
    return f"{article.folder}/{name.partition('#')[0].removeprefix('./')}"


def _uses(articles: tuple[Story | ContentPage, ...], *, image: bool) -> Iterator[str]:
    """The paths of files that articles show, or link to."""
    for article in articles:
        for edition in article.editions:
            yield from (beside(article, use.name) for use in edition.files if use.image == image)
        if image and isinstance(article, Story) and article.picture:
            yield beside(article, article.picture.file.id)


def _view(path: str, made: images.Made, copies: list[Output]) -> ImageView:
    """A picture as browsers get it: the first copy is for those that know no other format."""
    scale = min(1, _WIDEST / (made.width or 1), _TALLEST / (made.height or 1))
    modern = tuple(
        CopyView(output.path, copy.width)
        for output, copy in zip(copies, made.copies, strict=True)
        if copy.ending == ".webp"
    )
    return ImageView(
        copies[0].path if copies else path,
        max(1, round(made.width * scale)),
        max(1, round(made.height * scale)),
        modern,
        bool(modern) and made.copies[0].ending != ".webp",
    )
