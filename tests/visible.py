"""What a reader sees of an HTML page, block by block, each with its language."""

from __future__ import annotations

from html.parser import HTMLParser

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "rp"}
    | {
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    }
)
_VOID = frozenset({"base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_HIDDEN = frozenset({"script", "style"})
# Attributes that are read or read out.
_SPOKEN = ("alt", "aria-label", "placeholder", "title")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = [("", "")]
        self.text = ""

    @property
    def language(self) -> str:
        return self.open[-1][1]

    def flush(self) -> None:
        if self.text.strip():
            self.found.append((self.language, " ".join(self.text.split())))
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        language = values.get("lang", self.language)
        if tag not in _INLINE or language != self.language:
            self.flush()
        spoken = [values[name] for name in _SPOKEN if values.get(name)]
        if tag == "meta" and values.get("name") == "description":
            spoken.append(values.get("content", ""))
        self.found += [(language, text) for text in spoken]
        if tag not in _VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1:
            known, language = self.open[-1]
            if known not in _INLINE or language != self.open[-2][1]:
                self.flush()
            self.open.pop()
            if known == tag:
                break

    def handle_data(self, data: str) -> None:
        if not any(tag in _HIDDEN for tag, _ in self.open):
            self.text += data


def visible(html: str) -> list[tuple[str, str]]:
    """(language tag, text) of every block and every spoken attribute."""
    reader = _Reader()
    reader.feed(html)
    reader.flush()
    return reader.found
