"""The manual page of a rule on content, kept as the docstring of the rule's module."""

from __future__ import annotations

from dataclasses import dataclass

from qingyuan.model.problem import Bilingual

_ZH, _EN = "\n## 中文\n", "\n## English\n"


@dataclass(frozen=True, slots=True)
class Manual:
    """What a rule checks, why, on what ground, with examples, in Chinese and English.

    `text` is the page as Markdown, `body` its two halves.
    """

    code: str
    title: Bilingual
    body: Bilingual
    text: str

    @classmethod
    def of(cls, docstring: str | None) -> Manual:
        """Reads “CODE · 标题 · Title.” with a half in each language below it.

        Raises ValueError for a docstring of another form, which a test finds.
        """
        text = (docstring or "").strip() + "\n"
        head, _, rest = text.partition("\n")
        zh, separator, en = rest.partition(_EN)
        code, chinese, english = head.rstrip(".").split(" · ")
        if not separator or _ZH not in f"\n{zh}":
            raise ValueError(head)
        halves = Bilingual(zh.partition("## 中文\n")[2].strip(), en.strip())
        return cls(code, Bilingual(chinese, english), halves, text)
