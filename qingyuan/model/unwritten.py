"""What is begun and not written yet: the sentences that `new` puts where a text is to come."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.location import Ref
from qingyuan.model.problem import Bilingual
from qingyuan.model.regex import regex

# 〔…〕 alone is used in the numbers of official documents: 国发〔2022〕5号.
MARK = regex(r"〔(?:待写|Write )[^〕\n]*〕?")


class Unfinished(Struct, frozen=True):
    """A fact, a term or a school with `draft: yes`, of which nothing else is read.

    `kind` and id are what refers to it: fact, term, school.
    """

    kind: str
    ref: Ref


def to_write(tag: str, what: Bilingual) -> str:
    """A placeholder in a language, by its BCP 47 tag: Chinese in zh-Hans, English in any other.

    Neither needs quotes in YAML.
    """
    return f"〔待写：{what.zh}〕" if tag == "zh-Hans" else f"〔Write {what.en}〕"
