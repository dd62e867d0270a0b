"""A site of everything as long, as short and as much as it gets: it builds, nothing to mend."""

from __future__ import annotations

from pathlib import Path

from tests.command import EXTREMES, build


def test_the_site_of_extremes_has_no_problem(tmp_path: Path) -> None:
    done = build(EXTREMES, "--output", tmp_path / "output", "--date", "2026-11-23")
    assert done.code == 0, done.out
    assert "errors 0, warnings 0" in done.out
