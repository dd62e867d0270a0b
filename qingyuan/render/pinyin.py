"""Pinyin above Chinese texts: which pages offer it, and the readings that editors have reviewed."""

from __future__ import annotations

import json

from msgspec import Struct

from qingyuan.model.language import Language
from qingyuan.render.views import PinyinView

# Readings are those of Standard Chinese for the characters of GB 2312.
_TAGS = ("zh", "zh-Hans", "zh-CN", "zh-Hans-CN")


class Reviewed(Struct, frozen=True):
    """(word, its syllables with a space between them), by which the common readings are mended."""

    words: tuple[tuple[str, str], ...]


def view(language: Language, script: str, readings: str) -> PinyinView | None:
    """What the pages of a language need; None where it has no pinyin or the design no switch.

    The file of reviewed readings has no fingerprint in its name, or a mended reading would change
    every page of the site.
    """
    if language.tag not in _TAGS or not (script and readings):
        return None
    return PinyinView(script, readings, f"{language.code}/pinyin.js")


def write(context: Reviewed) -> bytes:
    """The script that hands the reviewed readings over."""
    words = json.dumps(dict(context.words), ensure_ascii=False, separators=(",", ":"))
    return f"qyPinyin.reviewed({words});\n".encode()
