"""Numbers, dates and plurals as each language writes them (Unicode CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name, sep="-" if "-" in name else "_")


def language_name(tag: str, locale: str) -> str:
    """A language's name in another: Chinese, 英语; its tag where CLDR has no name for it."""
    return str(_locale(locale).languages.get(tag.split("-", maxsplit=1)[0], tag))


def plural(count: Decimal, locale: str) -> str:
    """The CLDR plural category of a number: one, other, ..."""
    return str(_locale(locale).plural_form(count))


def number(value: Decimal | int, locale: str, *, grouped: bool = True) -> str:
    """All digits of a number, none rounded away: 1,443.24."""
    return format_decimal(
        value, locale=_locale(locale), decimal_quantization=False, group_separator=grouped
    )


def day(date: dt.date, locale: str) -> str:
    """A day: 2022年10月17日, 17 October 2022."""
    return format_date(date, format="long", locale=_locale(locale))


def month(date: dt.date, locale: str) -> str:
    """A month: 2022年10月, October 2022."""
    return format_skeleton("yMMMM", date, locale=_locale(locale))


def year(date: dt.date, locale: str) -> str:
    """A year: 2022年, 2022."""
    return format_skeleton("y", date, locale=_locale(locale))
