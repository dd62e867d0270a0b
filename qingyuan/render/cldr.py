"""Numbers, dates and plurals as each language writes them (Unicode CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from qingyuan.model.regex import regex

# The form of a month's name in languages that CLDR has none for: M10.
_NO_NAME = regex(r"\bM\d")


@cache
def _locale(name: str) -> Locale:
    """The nearest locale that CLDR knows: of the same script, else the language's, else none's."""
    parts = name.replace("-", "_").split("_")
    script = next((part for part in parts[1:] if len(part) == 4), None)
    for known in (parts, [parts[0], *filter(None, [script])], [parts[0]]):
        try:
            found = Locale.parse("_".join(known))
        except UnknownLocaleError:
            continue
        if script in {None, found.script, _script(found)}:
            return found
    return Locale.parse("root")


def direction(locale: str) -> str:
    """The way a language is written: ltr or rtl."""
    return str(_locale(locale).text_direction)


def _script(locale: Locale) -> str | None:
    """The script that the language of a locale is usually written in."""
    return _script_in(get_global("likely_subtags").get(str(locale)) or "")


def _script_in(name: str) -> str | None:
    return next((part for part in name.split("_")[1:] if len(part) == 4), None)


def script(tag: str) -> str | None:
    """The script of a language tag, named in it or usual: Hans for zh-Hans and for zh."""
    name = tag.replace("-", "_")
    likely = get_global("likely_subtags")
    usual = likely.get(name) or likely.get(name.partition("_")[0]) or ""
    return _script_in(name) or _script_in(usual)


def language_name(tag: str, locale: str, known: Mapping[str, str]) -> str:
    """A language's name in another: Chinese, 英语.

    `known` are the site's languages, tag → its own name.  Where two of them are one language in two
    scripts, the script is named; where CLDR has no name, it is the language's own.
    """
    names = _locale(locale).languages
    first = tag.partition("-")[0]
    if sum(other.partition("-")[0] == first for other in known) > 1:
        found = names.get(tag.replace("-", "_")) or known.get(tag)
    else:
        found = names.get(first)
    return str(found or known.get(tag, tag))


def _named(text: str, plain: str) -> str:
    """A date in words; as ISO 8601 has it where the language has no names of months."""
    return plain if _NO_NAME.search(text) else text


def plural(count: Decimal, locale: str) -> str:
    """The CLDR plural category of a number: one, other, ..."""
    return _plural(str(count), locale)


# Days, counts and years come again on page after page.  A number is known by how it is written:
# 1.0 is equal to 1, and has another plural form.
@lru_cache(maxsize=4096)
def _plural(count: str, locale: str) -> str:
    return str(_locale(locale).plural_form(Decimal(count)))


def number(value: Decimal | int, locale: str, *, grouped: bool = True) -> str:
    """All digits of a number, none rounded away: 1,443.24."""
    return _number(str(value), locale, grouped)


@lru_cache(maxsize=4096)
def _number(value: str, locale: str, grouped: bool) -> str:  # noqa: FBT001 - a key of the cache
    return format_decimal(
        Decimal(value), locale=_locale(locale), decimal_quantization=False, group_separator=grouped
    )


@lru_cache(maxsize=4096)
def day(date: dt.date, locale: str) -> str:
    """A day: 2022年10月17日, 17 October 2022."""
    return _named(format_date(date, format="long", locale=_locale(locale)), date.isoformat())


@lru_cache(maxsize=4096)
def month(date: dt.date, locale: str) -> str:
    """A month: 2022年10月, October 2022."""
    text = format_skeleton("yMMMM", date, locale=_locale(locale))
    return _named(text, date.isoformat()[:7])


@lru_cache(maxsize=4096)
def year(date: dt.date, locale: str) -> str:
    """A year: 2022年, 2022."""
    return format_skeleton("y", date, locale=_locale(locale))
