"""What an editor is asked, and how texts that somebody typed stand in YAML."""

from __future__ import annotations

import re

from msgspec import Struct

from qingyuan.model.language import Language
from qingyuan.model.problem import Bilingual
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.unwritten import to_write
from qingyuan.read.text import clean

# What YAML takes for nothing but words: it begins with a letter and has no sign with a meaning.
_PLAIN = regex(r"[^\W\d_][\w ，。、；？！“”‘’（）《》·…—,.'()-]*")
# Such words are something else to YAML.
_WORDS = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


class Question(Struct, frozen=True):
    """A question; with `choices`, as (answer, what it is), one of those.

    `default` is what an empty answer stands for, and `shown` how that is called.
    """

    text: Bilingual
    default: str
    shown: Bilingual
    choices: tuple[tuple[str, str], ...] = ()


def one_of(text: Bilingual, choices: tuple[tuple[str, str], ...], default: str) -> Question:
    """A question that is answered by one of a few."""
    return Question(text, default, Bilingual(default, default), choices)


def words(text: Bilingual, language: Language, what: Bilingual) -> Question:
    """A question for a text in a language, which may be written later."""
    name = language.name
    asked = Bilingual(f"{text.zh}（{name}）", f"{text.en} ({name})")
    return Question(
        asked, to_write(language.tag, what), Bilingual("以后再写", "to be written later")
    )


def label(site: Site, key: str) -> str:
    """An interface word in the languages of the site."""
    word = site.words.get(key)
    found = (
        [dict(word.forms(known.code)).get("other", "") for known in site.languages] if word else []
    )
    return " / ".join(text for text in found if text)


def typed(text: str) -> str:
    """A text as a YAML value in one line."""
    text = re.sub(r"\s+", " ", clean(text)).strip()
    placeholder = text.startswith("〔") and not re.search(r'[":#]', text)
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    if is_plain or placeholder:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
