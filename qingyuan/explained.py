"""What there is to know of a kind of problem or a rule, for the terminal and for a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from qingyuan.model.manual import Manual
from qingyuan.model.problem import Bilingual, Kind, Severity

SEVERITIES = {
    Severity.ERROR: Bilingual("错误", "error"),
    Severity.WARNING: Bilingual("警告", "warning"),
    Severity.NOTE: Bilingual("提示", "note"),
}


class Part(Struct, frozen=True):
    """A heading, empty where there is none, and the text below it, as it is or `indented`."""

    heading: str
    text: str
    indented: bool = True


class Explanation(Struct, frozen=True):
    """What it is called, and the parts of what is said of it."""

    title: str
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """As the terminal shows it."""
        return "\n\n".join([self.title, *map(_shown, self.parts)])


def explain(
    typed: str, lang: str, kinds: Iterable[Kind], manuals: Iterable[Manual]
) -> Explanation | None:
    """All about a kind of problem or a rule, whatever the case it is typed in; None if unknown."""
    code = typed.strip().strip("[]").lower()
    kinds = tuple(kinds)
    for manual in manuals:
        if manual.code.lower() == code:
            own = [kind for kind in kinds if kind.code.lower().startswith(code)]
            return _of_manual(manual, own, lang)
    return next((_of_kind(kind, lang) for kind in kinds if kind.code.lower() == code), None)


def _of_kind(kind: Kind, lang: str) -> Explanation:
    parts = (
        (Bilingual("改法", "hint"), _named(kind.hint[lang])),
        (Bilingual("为什么", "why"), _named(kind.why[lang])),
        (Bilingual("错", "wrong"), kind.wrong),
        (Bilingual("对", "right"), kind.right),
    )
    return Explanation(_title(kind, lang), tuple(Part(label[lang], text) for label, text in parts))


def _of_manual(manual: Manual, kinds: Iterable[Kind], lang: str) -> Explanation:
    waive = Bilingual(
        f"有理由不适用时：[[waive:{manual.code}|理由]]……[[/waive]]",
        f"where it has reason not to apply: [[waive:{manual.code}|reason]] … [[/waive]]",
    )
    texts = [
        manual.body[lang].replace("**", ""),
        "\n".join(_title(kind, lang) for kind in kinds),
        waive[lang],
    ]
    parts = tuple(Part("", text, indented=False) for text in texts)
    return Explanation(f"{manual.code} {manual.title[lang]}", parts)


def _title(kind: Kind, lang: str) -> str:
    return f"{SEVERITIES[kind.severity][lang]}[{kind.code}] {_named(kind.message[lang])}"


def _shown(part: Part) -> str:
    indent = "    " if part.indented else ""
    text = "\n".join(f"{indent}{line}" for line in part.text.split("\n"))
    return f"{part.heading}\n{text}" if part.heading else text


def _named(text: str) -> str:
    """A text of a kind with its placeholders shown by name: {text} as ‹text›."""
    shown = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", r"‹\1›", text)
    return shown.replace("{{", "{").replace("}}", "}")
