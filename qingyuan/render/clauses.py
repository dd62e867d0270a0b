"""Chinese titles break between clauses.

A browser breaks Chinese between any two characters, so that a large title comes apart in the middle
of a word.  Clauses that stay together where the line has room put the breaks at the punctuation,
as a typesetter would (CLREQ 3.1.3 lets a line end after it).
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from qingyuan.model.regex import regex

_CLAUSE = regex(r"[^，：；。！？…—]+[，：；。！？…—]*[”’》〉）」』]*")


# A story's title stands on its page, on those of its neighbours and in lists.
@lru_cache(maxsize=4096)
def clauses(text: str) -> Markup:
    """The text, its clauses in elements of the class qy-clause; as it is where it has only one."""
    # Sign by sign: titles are short, and to compile a class of so many takes two milliseconds.
    is_chinese = any("\u3400" <= sign <= "\u9fff" for sign in text)
    found = _CLAUSE.findall(text) if is_chinese else []
    if len(found) < 2 or "".join(found) != text:
        return escape(text)
    span = Markup('<span class="qy-clause">{}</span>')
    return Markup("").join(span.format(clause) for clause in found)
