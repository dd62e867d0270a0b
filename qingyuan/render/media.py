"""What is published of the files beside articles, and how pages show the pictures among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from qingyuan import images
from qingyuan.model.page import Output
from qingyuan.model.project import SourceFile
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import paths
from qingyuan.render.views import CopyView, ImageView

# No picture is shown larger, so that a tall one leaves room for words.
_WIDEST, _TALLEST = 1600, 800


class Media:
    """The files beside articles, by their paths from the root."""

    def __init__(
        self, files: Mapping[str, SourceFile], cleaned: Mapping[str, images.Cleaned]
    ) -> None:
        self._files = files
        self._cleaned = cleaned

    def path(self, path: str) -> str:
        """Where a file is published.  Raises KeyError where there is none."""
        return paths.media(self._plain(path))

    def image(self, path: str) -> ImageView:
        """How a picture is shown.  Raises KeyError where there is none."""
        made = self._cleaned[path].made or images.Made()
        return _view(self.path(path), made, self._copies(path))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The files beside what readers may see.

        Of a picture that is shown its copies are published, and the file itself only where a text
        links to it as well; any other file as it is, without its metadata.
        """
        articles: tuple[Story | ContentPage, ...] = (*site.public_stories, *site.pages)
        folders = {article.folder for article in articles}
        shown, linked = set(_uses(articles, image=True)), set(_uses(articles, image=False))
        for path in self._files:
            if "/".join(path.split("/", 3)[:3]) in folders:
                copies = self._copies(path) if path in shown else []
                yield from copies
                if not copies or path in linked:
                    plain = self._plain(path)
                    yield Output(paths.media(plain), plain.blob)

    def _plain(self, path: str) -> SourceFile:
        """A file without what it does not need to say."""
        file = self._files[path]
        return replace(file, blob=self._cleaned[path].blob or file.blob)

    def _copies(self, path: str) -> list[Output]:
        made = self._cleaned[path].made or images.Made()
        return [Output(paths.copy(self._files[path], copy), copy.blob) for copy in made.copies]


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
