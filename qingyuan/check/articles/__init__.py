"""Stories, pages and schools: what they refer to exists, and is looked at again in time."""

from __future__ import annotations

from types import ModuleType

from qingyuan.check.articles import (
    files,
    lessons,
    links,
    pictures,
    placeholders,
    references,
    review_dates,
    schools,
    terms,
)

RULES: tuple[ModuleType, ...] = (
    files,
    lessons,
    links,
    pictures,
    placeholders,
    references,
    review_dates,
    schools,
    terms,
)
