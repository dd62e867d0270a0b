"""Text as it is looked up: case, width, accents and the two Chinese scripts make no difference."""

from __future__ import annotations

import unicodedata

from qingyuan.model.han_forms import ALIKE
from qingyuan.search.rules import SIGNS


class _Signs(dict[int, str]):
    """Folds each sign once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(sign: str) -> str:
    """A sign without its accents (U+0300 to U+036F), in lower case, in simplified characters."""
    apart = unicodedata.normalize("NFKD", sign)
    plain = "".join(part.lower() for part in apart if not "\u0300" <= part <= "\u036f")
    return "".join(SIGNS.get(part, part) for part in plain).translate(ALIKE)


_SIGNS = _Signs()
_OTHERS = {chr(sign): chr(other) for sign, other in ALIKE.items()}


def fold(text: str) -> str:
    """The text, sign by sign: what a sign turns into does not depend on its neighbours."""
    return text.lower() if text.isascii() else text.translate(_SIGNS)


def pairs(text: str) -> str:
    """The Chinese characters of a text that a search takes for others, each with its other."""
    return "".join(sign + _OTHERS[sign] for sign in sorted(_OTHERS.keys() & set(text)))


def all_pairs() -> str:
    """All such characters, for readers who type them."""
    return "".join(sign + other for sign, other in sorted(_OTHERS.items()))
