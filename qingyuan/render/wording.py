"""What a template says in words: interface words, dates, periods, figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from qingyuan.model.period import PartialDate, Period
from qingyuan.model.site import Site
from qingyuan.render import cldr
from qingyuan.render.views import Words


def words_of(site: Site, code: str, prefixes: tuple[str, ...] = ("",)) -> Words:
    """The interface words of a language whose keys begin like this, in the order of their keys."""
    return tuple(
        (key, forms)
        for key, word in sorted(site.words.items())
        if key.startswith(prefixes) and (forms := word.forms(code))
    )


def plain_word(site: Site, code: str, key: str) -> str:
    """An interface word as it stands, for a page of all languages; empty where there is none."""
    known = site.words.get(key)
    return dict(known.forms(code)).get("other", "") if known else ""


class WordMissingError(Exception):
    """A template asked for a word that strings.yaml does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Wording:
    """One language's words and forms, for one page.

    `languages` are those of the site, tag → name.
    """

    def __init__(
        self, locale: str, words: Words, languages: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.locale = locale
        self.languages = languages
        self._words: Mapping[str, tuple[tuple[str, str], ...]] = dict(words)
        self._plain: dict[str, str] = {}
        self._steps: dict[str, list[tuple[str, Decimal]]] = {}

    def t(self, key: str, **values: object) -> str:
        """An interface word; with `n` in its plural form.  Raises WordMissingError."""
        if not values and key in self._plain:
            return self._plain[key]
        forms = dict(self._words.get(key) or ())
        if not forms:
            raise WordMissingError(key)
        if not values:
            return self._plain.setdefault(key, forms["other"])
        count = values.get("n")
        text = forms["other"]
        if isinstance(count, int):
            text = forms.get(cldr.plural(Decimal(count), self.locale), text)
            values["n"] = self.number(count)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def form(self, key: str, count: Decimal) -> str:
        """An interface word in the plural form of a number.  Raises WordMissingError."""
        forms = dict(self._words.get(key) or ())
        if not forms:
            raise WordMissingError(key)
        return forms.get(cldr.plural(count, self.locale), forms["other"])

    def steps(self, prefix: str) -> list[tuple[str, Decimal]]:
        """The keys of the steps that the language has words for, with their size, largest first."""
        if prefix not in self._steps:
            self._steps[prefix] = self._found_steps(prefix)
        return self._steps[prefix]

    def _found_steps(self, prefix: str) -> list[tuple[str, Decimal]]:
        found = [
            (key, Decimal(size))
            for key, forms in self._words.items()
            if key.startswith(prefix)
            and (size := key.removeprefix(prefix)).isdecimal()
            and dict(forms)["other"] != "{n}"
        ]
        return sorted(found, key=lambda step: -step[1])

    def number(self, value: Decimal | int) -> str:
        """A number with all its digits."""
        return cldr.number(value, self.locale)

    def date(self, day: dt.date) -> str:
        """A day in full."""
        return cldr.day(day, self.locale)

    def language_name(self, tag: str) -> str:
        """The name of a language in the page's own."""
        return cldr.language_name(tag, self.locale, self.languages)

    def year(self, day: dt.date) -> str:
        """The year of a day."""
        return cldr.year(day, self.locale)

    def period(self, period: Period) -> str:
        """A period as exactly as it is known."""
        start = self._partial(period.start)
        if period.to_publication:
            return self.t("period-publication", start=start)
        if period.end is None:
            return start
        return self.t("period-range", start=start, end=self._partial(period.end))

    def _partial(self, date: PartialDate) -> str:
        day = dt.date(date.year, date.month or 1, date.day or 1)
        if date.half:
            return self.t(f"period-half-{date.half}", year=date.year)
        if date.day:
            return cldr.day(day, self.locale)
        return cldr.month(day, self.locale) if date.month else cldr.year(day, self.locale)
