"""What languages write days and numbers like, kept from one run to the next."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from decimal import Decimal

import pytest

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
    monkeypatch.setattr(cldr, "_known", {})
    monkeypatch.setattr(cldr, "_begun", {})
    forget()


def forget() -> None:
    """As if the process had just begun."""
    cldr._known.clear()
    for function in vars(cldr).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


def test_what_was_kept_is_told_again_without_a_look_at_cldr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, kept = told(), pickle.loads(pickle.dumps(cldr.to_keep()))  # noqa: S301 - made here
    assert "2022年10月17日" in first
    forget()
    cldr.begin_with(kept)
    monkeypatch.setattr(cldr, "_locale", None)
    assert told() == first
    assert cldr.to_keep() is None


def test_what_was_not_kept_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    cldr.day(_DAY, "en")
    kept = cldr.to_keep()
    forget()
    cldr.begin_with(kept)
    assert cldr.day(dt.date(2023, 6, 26), "en") == "June 26, 2023"
    assert cldr.to_keep() == {
        ("day", _DAY, "en"): "October 17, 2022",
        ("day", dt.date(2023, 6, 26), "en"): "June 26, 2023",
    }
    monkeypatch.setattr(cldr, "_MOST", 2)
    cldr.day(dt.date(2024, 6, 26), "en")
    assert cldr.to_keep() == {("day", dt.date(2024, 6, 26), "en"): "June 26, 2024"}


def test_babel_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys, qingyuan.pipeline; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
