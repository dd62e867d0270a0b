"""HTML as values: whatever is no markup already is escaped, so that no text can become any.

Pages of the site have templates, which their editors may change.  The desk is a program's page
about a program's values: it is made where the values are, without a second door to Jinja.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup."""

    __slots__ = ()


_VOID = frozenset({"input", "meta", "link", "br", "hr"})


def tag(name: str, /, *inside: str, **given: str | bool) -> Html:
    """An element.

    An attribute's name has an underscore for a hyphen, and one more where Python has the word
    (`class_`); True stands for an attribute without a value, False for none.
    """
    attributes = "".join(
        f" {_name(key)}" if value is True else f' {_name(key)}="{escape(value)}"'
        for key, value in given.items()
        if value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{attributes}>")
    return Html(f"<{name}{attributes}>{together(inside)}</{name}>")


def together(parts: Iterable[str]) -> Html:
    """Parts one after the other, texts among them escaped."""
    return Html("".join(p if isinstance(p, Html) else escape(p, quote=False) for p in parts))


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
