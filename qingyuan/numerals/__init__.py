"""Numbers as people write them in running text: read in Chinese and English, and spelled out.

`read` finds every number of a text with its place, value, qualifier and unit, and says what sort of
number it is: a figure that somebody claims, a date, the name of something.  `spell` writes a number
in words.  What `spell` and `render.figures` write, `read` reads back.
"""

from __future__ import annotations

from qingyuan.numerals import han, latin
from qingyuan.numerals.reading import Reading, Sort
from qingyuan.numerals.spell import spell

__all__ = ["Reading", "Sort", "read", "spell"]


def read(text: str, language_tag: str) -> tuple[Reading, ...]:
    """The numbers of a text, in its order: as Chinese writes them, or else as English does."""
    return (han.read if language_tag.lower().startswith("zh") else latin.read)(text)
