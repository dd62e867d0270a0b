"""content/pinyin.yaml: words, and how they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from qingyuan.model import pinyin
from qingyuan.model.location import Location
from qingyuan.model.regex import regex
from qingyuan.read.problems import PINYIN_COUNT, PINYIN_SYLLABLE, PINYIN_WORD
from qingyuan.read.schema import Reading, Text, begins
from qingyuan.read.yaml_nodes import Mapping

WORD = regex("[\u3400-\u9fff]{1,16}")
_SYLLABLE = Text("zhāo tōng")


def readings(node: Mapping, reading: Reading) -> tuple[tuple[str, str], ...]:
    """(word, its syllables with a space between them), in the order of the file."""
    found = []
    for key, value in node.entries:
        is_word = bool(WORD.fullmatch(key.text))
        if not is_word:
            reading.report(PINYIN_WORD, key.at, value=key.text)
        text = _SYLLABLE.read(key.text, value, reading)
        if text is None:
            continue
        syllables = unicodedata.normalize("NFC", text).split()
        wrong = list(_wrong(syllables, unicodedata.normalize("NFC", text), begins(value)))
        for syllable, at in wrong:
            better = pinyin.suggestion(syllable)
            reading.report(PINYIN_SYLLABLE, at, value=syllable, suggestion=better)
        if is_word and not wrong and len(syllables) != len(key.text):
            many, given = str(len(key.text)), str(len(syllables))
            reading.report(PINYIN_COUNT, begins(value), value=key.text, many=many, given=given)
        elif is_word and not wrong:
            found.append((key.text, " ".join(syllables)))
    return tuple(found)


def _wrong(syllables: list[str], text: str, start: Location) -> Iterator[tuple[str, Location]]:
    """What is no syllable, and where it stands."""
    at = 0
    for syllable in syllables:
        at = text.index(syllable, at)
        if not pinyin.is_syllable(syllable):
            yield syllable, replace(start, column=start.column + at)
        at += len(syllable)
