"""Where everything lies in the site: flat files, relative to the output folder."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

from qingyuan.images import Copy
from qingyuan.model.blob import Blob
from qingyuan.model.project import SourceFile
from qingyuan.model.story import ContentPage, Story

# The choice of language.
ROOT = "index.html"
# What servers send for pages that there are none of.
NOT_FOUND = "404.html"
WORKER = "worker.js"


def page(code: str, name: str) -> str:
    """A language's own page: zh/facts.html; home is zh/index.html."""
    return f"{code}/{'index' if name == 'home' else name}.html"


def story(code: str, slug: str) -> str:
    """A story: zh/stories/ludian.html."""
    return f"{code}/stories/{slug}.html"


def of(article: Story | ContentPage, code: str) -> str:
    """The page of a story or a page in a language.

    A story's edition may give its address a name of its own; else it is that of the folder.
    """
    if not isinstance(article, Story):
        return page(code, article.slug)
    edition = article.edition(code)
    return story(code, (edition and edition.slug) or article.slug)


def old(code: str, alias: str) -> str:
    """Where a page of a language was before: zh/stories/old-name.html."""
    return f"{code}/{alias}"


# The pages of a lesson kit: the teacher's own, what is handed out, what goes on the wall.
SHEETS = ("", "handout", "poster")


def kit(story: Story, code: str, sheet: str = "") -> str:
    """A story's lesson kit: zh/schools/ludian.html, zh/schools/ludian/poster.html."""
    base = of(story, code).removesuffix(".html").replace("/stories/", "/schools/", 1)
    return f"{base}/{sheet}.html" if sheet else f"{base}.html"


def topic(code: str, id: str) -> str:  # noqa: A002 - the field's own name
    """The list of a topic's stories: zh/topics/recovery.html."""
    return f"{code}/topics/{id}.html"


def kind(code: str, name: str) -> str:
    """The list of a kind's stories: zh/kinds/report.html."""
    return f"{code}/kinds/{name}.html"


def numbered(first: str, number: int) -> str:
    """A page of a list: zh/stories.html, then zh/stories/page/2.html."""
    return first if number == 1 else f"{first.removesuffix('.html')}/page/{number}.html"


def download(code: str, name: str) -> str:
    """A file of a language's data: zh/facts.csv."""
    return f"{code}/{name}"


def feed(code: str) -> str:
    """A language's news feed."""
    return download(code, "feed.xml")


def root_of(path: str) -> str:
    """What leads from a page to the site's root: ../../ for zh/stories/ludian.html."""
    return "../" * path.count("/")


def from_address(address: str) -> str:
    """What leads to the site's root from anywhere on its server: /a/b/ for https://c.cn/a/b."""
    return f"{urlsplit(address).path.rstrip('/')}/"


def asset(file: SourceFile) -> str:
    """A file of the design, with a fingerprint of its bytes: assets/site-1a2b3c4d.css."""
    stem, ending = posixpath.splitext(file.path)
    return f"assets/{stem}-{fingerprint(file.blob)}{ending}"


def media(file: SourceFile) -> str:
    """A story's picture or download: media/ludian/ridge-1a2b3c4d.jpg; ASCII only."""
    _, _, slug, name = file.path.split("/", 3)
    stem, ending = posixpath.splitext(name)
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "file"
    return f"media/{slug}/{plain}-{fingerprint(file.blob)}{ending.lower()}"


def logo(file: SourceFile) -> str:
    """A school's logo: logo/sample-1a2b3c4d.svg."""
    stem, ending = posixpath.splitext(posixpath.basename(file.path))
    return f"logo/{stem}-{fingerprint(file.blob)}{ending.lower()}"


def copy(file: SourceFile, made: Copy) -> str:
    """A copy of a picture, with its width: media/ludian/ridge-720-1a2b3c4d.webp."""
    stem = media(file).rpartition("-")[0]
    return f"{stem}-{made.width}-{fingerprint(made.blob)}{made.ending}"


def fingerprint(blob: Blob) -> str:
    """What changes with the bytes."""
    return blob.digest[:8]
