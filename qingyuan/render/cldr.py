"""Numbers, dates and plurals as each language writes them (Unicode CLDR, through Babel).

Babel and its data take twenty milliseconds to load, a twentieth of a build after an edit, which has
a handful of days and numbers to write, those of the last one.  So what was found can be kept from
one run to the next, and Babel is loaded where something else is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from qingyuan.model.regex import regex

if TYPE_CHECKING:
    from babel import Locale

_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")
Known = dict[tuple[Hashable, ...], str | None]

# The form of a month's name in languages that CLDR has none for: M10.
_NO_NAME = regex(r"\bM\d")
# Days, counts and years come again on page after page.
_MOST = 4096
_known: Known = {}
_begun: Known = {}


def begin_with(known: Known | None) -> None:
    """Takes over what was found in an earlier run, with the same Babel."""
    _begun.clear()
    _begun.update(known or {})
    _known.update(_begun)


def to_keep() -> Known | None:
    """What the next run should begin with; None where that is what this one has begun with."""
    return None if _known.keys() <= _begun.keys() else dict(_known)


def _kept(find: Callable[_Asked, _Told]) -> Callable[_Asked, _Told]:
    """A function that follows from CLDR alone, with strings or None for results."""

    @lru_cache(maxsize=_MOST)
    @wraps(find)
    def found(*asked: Hashable) -> str | None:
        key = (find.__name__, *asked)
        if key not in _known:
            if len(_known) >= _MOST:
                _known.clear()
            _known[key] = find(*asked)  # type: ignore[assignment,arg-type,call-arg]  # as it says above
        return _known[key]

    return found  # type: ignore[return-value]  # the same


@cache
def _locale(name: str) -> Locale:
    """The nearest locale that CLDR knows: of the same script, else the language's, else none's."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - see the module

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


@_kept
def direction(locale: str) -> str:
    """The way a language is written: ltr or rtl."""
    return str(_locale(locale).text_direction)


def _script(locale: Locale) -> str | None:
    """The script that the language of a locale is usually written in."""
    from babel.core import get_global  # noqa: PLC0415 - see the module

    return _script_in(get_global("likely_subtags").get(str(locale)) or "")


def _script_in(name: str) -> str | None:
    return next((part for part in name.split("_")[1:] if len(part) == 4), None)


@_kept
def script(tag: str) -> str | None:
    """The script of a language tag, named in it or usual: Hans for zh-Hans and for zh."""
    from babel.core import get_global  # noqa: PLC0415 - see the module

    name = tag.replace("-", "_")
    likely = get_global("likely_subtags")
    usual = likely.get(name) or likely.get(name.partition("_")[0]) or ""
    return _script_in(name) or _script_in(usual)


def language_name(tag: str, locale: str, known: Mapping[str, str]) -> str:
    """A language's name in another: Chinese, 英语.

    `known` are the site's languages, tag → its own name.  Where two of them are one language in two
    scripts, the script is named; where CLDR has no name, it is the language's own.
    """
    first = tag.partition("-")[0]
    if sum(other.partition("-")[0] == first for other in known) > 1:
        found = _name(tag.replace("-", "_"), locale) or known.get(tag)
    else:
        found = _name(first, locale)
    return str(found or known.get(tag, tag))


@_kept
def _name(language: str, locale: str) -> str | None:
    """A language's name in another, by CLDR's own names for both."""
    return _locale(locale).languages.get(language)


def _named(text: str, plain: str) -> str:
    """A date in words; as ISO 8601 has it where the language has no names of months."""
    return plain if _NO_NAME.search(text) else text


def plural(count: Decimal, locale: str) -> str:
    """The CLDR plural category of a number: one, other, ..."""
    return _plural(str(count), locale)


# A number is known by how it is written: 1.0 is equal to 1, and has another plural form.
@_kept
def _plural(count: str, locale: str) -> str:
    return str(_locale(locale).plural_form(Decimal(count)))


def number(value: Decimal | int, locale: str, *, grouped: bool = True) -> str:
    """All digits of a number, none rounded away: 1,443.24."""
    return _number(str(value), locale, grouped)


@_kept
def _number(value: str, locale: str, grouped: bool) -> str:  # noqa: FBT001 - a key of the cache
    from babel.numbers import format_decimal  # noqa: PLC0415 - see the module

    return format_decimal(
        Decimal(value), locale=_locale(locale), decimal_quantization=False, group_separator=grouped
    )


@_kept
def day(date: dt.date, locale: str) -> str:
    """A day: 2022年10月17日, 17 October 2022."""
    from babel.dates import format_date  # noqa: PLC0415 - see the module

    return _named(format_date(date, format="long", locale=_locale(locale)), date.isoformat())


@_kept
def month(date: dt.date, locale: str) -> str:
    """A month: 2022年10月, October 2022."""
    from babel.dates import format_skeleton  # noqa: PLC0415 - see the module

    text = format_skeleton("yMMMM", date, locale=_locale(locale))
    return _named(text, date.isoformat()[:7])


@_kept
def year(date: dt.date, locale: str) -> str:
    """A year: 2022年, 2022."""
    from babel.dates import format_skeleton  # noqa: PLC0415 - see the module

    return format_skeleton("y", date, locale=_locale(locale))
