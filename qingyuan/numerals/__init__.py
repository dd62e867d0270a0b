"""Numbers as people write them in running text: read in Chinese and English, and spelled out.

`read` finds every number of a text with its place, value, qualifier and unit, and says what sort of
number it is: a figure that somebody claims, a date, the name of something.  `spell` writes a number
in words.  What `spell` and `render.figures` write, `read` reads back.  `compare` says what two
editions number differently.
"""

from __future__ import annotations

from msgspec.structs import replace

from qingyuan.model.body import Body, Prose
from qingyuan.model.reading import Reading, Sort
from qingyuan.numerals import script
from qingyuan.numerals.compare import Difference, Side, agreeing, compare
from qingyuan.numerals.digits import in_digits
from qingyuan.numerals.free import filled, free_numbers, outside
from qingyuan.numerals.spell import spell

__all__ = [
    "Difference",
    "Reading",
    "Side",
    "Sort",
    "agreeing",
    "compare",
    "every",
    "filled",
    "in_digits",
    "noted",
    "outside",
    "read",
    "script",
    "spell",
    "with_numbers",
]


def noted(prose: Prose, language: str) -> Prose:
    """The prose with the numbers in it, words that only have one in them too."""
    return replace(prose, readings=every(prose.text, language))


def with_numbers(body: Body, language: str) -> Body:
    """The body with the numbers in its prose, and with those of its `[[free:…]]`."""
    return replace(
        body, prose=noted(body.prose, language), free=free_numbers(body, language, every)
    )


def read(text: str, language: str) -> tuple[Reading, ...]:
    """The numbers of a text, in its order: as Chinese writes them, or else as English does.

    `language` is a code or tag; one that begins with zh is Chinese.
    """
    return tuple(found for found in every(text, language) if found.sort is not Sort.WORD)


def every(text: str, language: str) -> tuple[Reading, ...]:
    """The numbers of a text, and the words that have a number in them (both, a decade, 双方)."""
    # Three milliseconds each: after an edit, texts of one language are read.
    if language.lower().startswith("zh"):
        from qingyuan.numerals import han  # noqa: PLC0415 - see above

        return han.read(script.simple(text))
    from qingyuan.numerals import latin  # noqa: PLC0415 - see above

    return latin.read(text)
