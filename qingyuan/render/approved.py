"""What of a page is the approved text: the same in every school's edition, whatever is around it.

It is what stands in the page's `<article>`: words, pictures (by their names, which have a
fingerprint) and links to other sites, without the help contacts, which a school adds to, without
the notes beside links, which go with a link to a story that a school leaves out, without the list
of lesson kits, which goes with its stories, and without its name and address on sheets of paper.
"""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser

from qingyuan.model.page import Output
from qingyuan.render.slots import linked

# Its name in a pack.
LIST = "APPROVED"
_LEFT_OUT = frozenset({"qy-contacts", "qy-in", "qy-kits", "qy-numbers", "qy-scan", "qy-sheet-name"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def digest(page: Output) -> str:
    """SHA-256 of a page's approved text; empty where it has none."""
    if not page.path.endswith(".html") or b"<article" not in page.data:
        return ""
    text = linked(page, frozenset()).data.decode("utf-8")
    reader = _Reader()
    # All else is of no interest, and reading takes time.
    reader.feed(text[text.index("<article") : text.rindex("</article>")])
    words = " ".join("".join(reader.found).split())
    return hashlib.sha256(words.encode("utf-8")).hexdigest() if words else ""


class _Reader(HTMLParser):
    """Gathers the words in articles; `inside` are the open elements from the article on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.inside or tag == "article":
            out = bool(_LEFT_OUT.intersection(given.get("class", "").split()))
            left_out = out or bool(self.inside and self.inside[-1])
            if not left_out:
                self._values(tag, given)
            if tag not in _VOID:
                self.inside.append(left_out)

    def _values(self, tag: str, given: dict[str, str]) -> None:
        """What an element says besides its words."""
        if tag == "img":
            self.found.append(f" {given.get('alt')} {given.get('src', '').rpartition('/')[2]} ")
        if tag == "a" and given.get("href", "").startswith("http"):
            self.found.append(f" {given['href']} ")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag not in _VOID:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside and not self.inside[-1]:
            self.found.append(data)
