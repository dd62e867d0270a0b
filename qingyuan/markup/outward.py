"""Links out of the site: readers are told before they leave, by eye and by ear."""

from __future__ import annotations

import re
from collections.abc import Callable

from qingyuan.model.body import Slot, Word
from qingyuan.model.regex import regex

_LINK = regex(r'<a\b(?P<rest>[^>]*? href="https?:[^>]*)>(?P<label>.*?)</a>', re.DOTALL)
# Nothing of the page is told to the other site, also where the page is kept without its head.
REL = "external noreferrer"


def mark(markup: str, slot: Callable[[Slot], str]) -> str:
    """The markup with what is said of each link that leads out."""

    def marked(link: re.Match[str]) -> str:
        said = f'<span class="qy-out"> {slot(Word("link-out"))}</span>'
        return f'<a{link["rest"]} rel="{REL}">{link["label"]}{said}</a>'

    return _LINK.sub(marked, markup)
