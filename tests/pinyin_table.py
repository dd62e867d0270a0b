"""assets/readings.js, how Chinese is read, written from pypinyin: python -m tests.pinyin_table.

The characters of GB 2312, each with its commonest reading, and the words of up to three characters
in which one of them is read otherwise.  Longer words are mostly idioms, which a school's site has
few of and which would double the file.  Tones are those of the character, not of speech (GB/T
16159-2012, 4.2): yī and bù are written everywhere.
"""

from __future__ import annotations

import json
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

FILE = Path(__file__).resolve().parent.parent / "assets/readings.js"
_LONGEST = 3
# Read otherwise than pypinyin has it where nothing else is known, as this project's texts want it.
_USUAL = {"长": "cháng", "得": "de", "为": "wéi"}
_IN_SPEECH = {("一", "yí"): "yī", ("一", "yì"): "yī", ("不", "bú"): "bù"}


def _characters() -> dict[str, str]:
    """The characters of GB 2312 with their usual readings."""
    codes = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    signs = (code.decode("gb2312", errors="ignore") for code in codes)
    return {sign: PINYIN_DICT[ord(sign)].split(",")[0] for sign in signs if sign} | _USUAL


def _words(characters: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The words that are not read as their characters and shorter words would have it."""
    kept: dict[str, tuple[str, ...]] = {}
    known = (
        word for word in PHRASES_DICT if len(word) <= _LONGEST and set(word) <= set(characters)
    )
    for word in sorted(known, key=lambda word: (len(word), word)):
        each = zip(word, PHRASES_DICT[word], strict=True)
        syllables = tuple(_IN_SPEECH.get((sign, said[0]), said[0]) for sign, said in each)
        if syllables != tuple(_read(word, kept, characters)):
            kept[word] = syllables
    return kept


def _read(word: str, words: dict[str, tuple[str, ...]], characters: dict[str, str]) -> list[str]:
    """A word's syllables by shorter words, the longest first, as assets/pinyin.js goes about it."""
    found: list[str] = []
    while len(found) < len(word):
        rest = word[len(found) :]
        starts = (rest[:size] for size in range(len(rest), 1, -1))
        best = next((words[start] for start in starts if start in words), (characters[rest[0]],))
        found += best
    return found


def script() -> str:
    """The file: a line of characters for each syllable, then a line for each word."""
    characters = _characters()
    by_syllable: dict[str, list[str]] = {}
    for sign, syllable in characters.items():
        by_syllable.setdefault(syllable, []).append(sign)
    lines = [f"{syllable} {''.join(signs)}" for syllable, signs in sorted(by_syllable.items())]
    words = [f"{word} {' '.join(said)}" for word, said in sorted(_words(characters).items())]
    tables = (json.dumps("\n".join(part), ensure_ascii=False) for part in (lines, words))
    note = "Written by python -m tests.pinyin_table from pypinyin (MIT, Copyright 2016 mozillazg)."
    return f"/* {note} */\nqyPinyin.common({', '.join(tables)});\n"


if __name__ == "__main__":
    FILE.write_text(script(), encoding="utf-8", newline="\n")
