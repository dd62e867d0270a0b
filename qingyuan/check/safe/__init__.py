"""Safe content: rules that keep harm out, one a file; its docstring is its manual page."""

from __future__ import annotations

from types import ModuleType

from qingyuan.check.safe import (
    s01_use,
    s02_supply,
    s03_glamour,
    s04_fear,
    s05_support,
    s06_norms,
    s07_stigma,
    s08_personal_data,
    s09_consent,
    s10_help,
    s11_images,
    s12_audience,
    s13_sensitive_first,
    s14_percent,
    s15_typography,
    s16_script,
)

RULES: tuple[ModuleType, ...] = (
    s01_use,
    s02_supply,
    s03_glamour,
    s04_fear,
    s05_support,
    s06_norms,
    s07_stigma,
    s08_personal_data,
    s09_consent,
    s10_help,
    s11_images,
    s12_audience,
    s13_sensitive_first,
    s14_percent,
    s15_typography,
    s16_script,
)
