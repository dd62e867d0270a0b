"""What a pack has besides the site: how to use it, and ready files for servers."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from qingyuan.model.page import Output, Page
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.render import contexts, slots

# Path in the pack → template.
_FILES = {
    ".htaccess": "pack/htaccess",
    "nginx.conf": "pack/nginx.conf",
    "web.config": "pack/web.config",
    "README-en.txt": "pack/README-en.txt",
    "README-zh.txt": "pack/README-zh.txt",
}
_POLICY = regex(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def pages(site: Site, outputs: Iterable[Output]) -> Iterator[Page]:
    """The files, for a site whose pages are known; servers send the policy that they state."""
    codes = tuple(language.code for language in site.languages)
    first = site.first_language or codes[0]
    prefix = slots.token(slots.PREFIX)
    titles = tuple(text for _, text in site.settings.title.texts)
    context = contexts.ServingContext(titles, codes, first, prefix, policy(outputs))
    for path, template in _FILES.items():
        yield Page(path, template, context, None, f"templates/{template}")


def policy(outputs: Iterable[Output]) -> str:
    """The content security policy that all pages state; empty where they do not agree."""
    texts = (page.data.decode("utf-8") for page in outputs if page.path.endswith(".html"))
    stated = {match[1] if (match := _POLICY.search(text)) else "" for text in texts}
    return html.unescape(stated.pop()) if len(stated) == 1 else ""


def for_notepad(page: Output) -> Output:
    """A text as Windows' old editor shows it: with a byte-order mark, and both line ends."""
    if not (page.path.startswith("README-") and page.path.endswith(".txt")):
        return page
    text = page.data.decode("utf-8").replace("\n", "\r\n")
    return Output.of(page.path, text.encode("utf-8-sig"))
