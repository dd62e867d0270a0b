"""What libraries have answered is kept from one run to the next: CLDR first of all."""

from __future__ import annotations

import datetime as dt
import pickle
import re
import subprocess
import sys
from collections.abc import Hashable
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.localedata import locale_identifiers

from qingyuan.model.kept import Kept
from qingyuan.read import yaml_reader
from qingyuan.render import cldr

_DAY = dt.date(2022, 10, 17)
_KNOWN = {"zh": "中文", "zh-Hant": "繁體中文", "en": "English", "und": "?"}


def told() -> list[str | None]:
    """All that is asked of CLDR, in languages with and without names of their own for months."""
    return [
        answer
        for locale in ("zh_Hans_CN", "en", "ar", "und")
        for answer in (
            cldr.day(_DAY, locale),
            cldr.month(_DAY, locale),
            cldr.year(_DAY, locale),
            cldr.number(Decimal("1443.240"), locale),
            cldr.number(Decimal("1443.240"), locale, grouped=False),
            cldr.plural(Decimal(1), locale),
            cldr.plural(Decimal("1.0"), locale),
            cldr.direction(locale),
            cldr.script(locale),
            *(cldr.language_name(tag, locale, _KNOWN) for tag in _KNOWN),
        )
    ]


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cldr, "FOUND", Kept(cldr.FOUND.most))
    begin_with(None)


def begin_with(known: dict[tuple[Hashable, ...], object] | None) -> None:
    """As if the process had just begun."""
    cldr.FOUND.begin_with(known)
    for function in vars(cldr).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


def test_what_was_kept_is_told_again_without_a_look_at_cldr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, kept = told(), pickle.loads(pickle.dumps(cldr.FOUND.to_keep()))  # noqa: S301 - made here
    assert "2022年10月17日" in first
    begin_with(kept)
    monkeypatch.setattr(cldr, "_locale", None)
    assert told() == first
    assert cldr.FOUND.to_keep() is None


def test_days_are_written_as_babel_writes_them_in_every_language() -> None:
    days = [dt.date(2022, month, day) for month in range(1, 13) for day in (3, 28)]
    for locale in locale_identifiers():
        for day in days:
            written = format_date(day, "long", locale=locale)
            named = day.isoformat() if re.search(r"\bM\d", written) else written
            assert cldr.day(day, locale) == named, locale


def test_what_was_not_kept_is_looked_up() -> None:
    cldr.month(_DAY, "en")
    kept = cldr.FOUND.to_keep()
    begin_with(kept)
    assert cldr.month(dt.date(2023, 6, 26), "en") == "June 2023"
    assert cldr.FOUND.to_keep() == {
        ("month", _DAY, "en"): "October 2022",
        ("month", dt.date(2023, 6, 26), "en"): "June 2023",
    }


def test_the_oldest_answers_are_let_go() -> None:
    kept = Kept[str](2)
    for word in ("one", "two", "one", "three"):
        assert kept.answer(word, word.upper) == word.upper()
    assert kept.to_keep() == {"two": "TWO", "three": "THREE"}


@pytest.mark.parametrize("library", ["babel", "yaml"])
def test_a_library_is_not_loaded_before_it_is_asked(library: str) -> None:
    code = f"import sys, qingyuan.pipeline; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_document_that_was_kept_is_read_again_without_yaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_reader, "DOCUMENTS", Kept(yaml_reader.DOCUMENTS.most))
    asked = ("content/stories/a/zh.md", "title: 第一封信\nsummary: &x 写信\n", 2)
    node, problems = yaml_reader.parse(*asked)
    assert [problem.code for problem in problems] == ["yaml-reference"]
    # Whoever reads the fields adds what is wrong with them.
    problems.clear()
    kept = pickle.loads(pickle.dumps(yaml_reader.DOCUMENTS.to_keep()))  # noqa: S301 - made here
    yaml_reader.DOCUMENTS.begin_with(kept)
    monkeypatch.setitem(sys.modules, "qingyuan.read.yaml_composer", None)
    again, told = yaml_reader.parse(*asked)
    assert again == node
    assert [problem.code for problem in told] == ["yaml-reference"]
    with pytest.raises(ImportError):
        yaml_reader.parse(asked[0], asked[1], 3)
