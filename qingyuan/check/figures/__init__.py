"""Figures: every number has its source, and adds up."""

from __future__ import annotations

from types import ModuleType

from qingyuan.check.figures import (
    charts,
    citations,
    contradictions,
    kit_numbers,
    percentages,
    prose_numbers,
    references,
    rounding,
    sums,
    timelines,
    unused_facts,
)

RULES: tuple[ModuleType, ...] = (
    charts,
    citations,
    contradictions,
    kit_numbers,
    percentages,
    prose_numbers,
    references,
    rounding,
    sums,
    timelines,
    unused_facts,
)
