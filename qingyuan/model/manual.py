"""The manual page of a rule on content, kept as the docstring of the rule's module."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.problem import Bilingual

_ZH, _EN = "\n## 中文\n", "\n## English\n"


class Manual(Struct, frozen=True):
    """What a rule checks, why, on what ground, with examples: Markdown in two languages."""

    code: str
    title: Bilingual
    body: Bilingual

    @classmethod
    def of(cls, docstring: str | None) -> Manual:
        """Reads “CODE · 标题 · Title.” with a half in each language below it.

        Raises ValueError for a docstring of another form, which a test finds.
        """
        head, _, rest = (docstring or "").strip().partition("\n")
        zh, separator, en = f"{rest}\n".partition(_EN)
        before, heading, zh = zh.partition(_ZH)
        code, chinese, english = head.rstrip(".").split(" · ")
        if before.strip() or not heading or not separator:
            raise ValueError(head)
        return cls(code, Bilingual(chinese, english), Bilingual(_unwrapped(zh, ""), _unwrapped(en)))


def _unwrapped(text: str, between: str = " ") -> str:
    """A paragraph a line: in Chinese nothing stands where a line was broken."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(
        between.join(line.strip() for line in paragraph.split("\n")) for paragraph in paragraphs
    )
