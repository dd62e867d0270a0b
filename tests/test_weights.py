"""Pages stay light: the budget of every page, as a table (pytest -s shows it)."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests import weights
from tests.command import PROJECT, build
from tests.weights import KB

RASTER = {".webp", ".jpg", ".png", ".avif", ".gif"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("weights") / "output"
    assert build(PROJECT, "--output", output).code == 0
    return output


def test_every_page_is_within_its_budget(site: Path) -> None:
    found = weights.weights(site)
    print(f"\n{weights.table(found)}")
    for weight in found:
        assert weight.css <= weights.CSS, weight
        assert weight.scripts <= weights.SCRIPTS, weight
        assert weight.html <= weights.HTML, weight
        assert weight.first_view <= weights.FIRST_VIEW, weight


def test_every_picture_that_a_page_shows_is_within_its_budget(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in RASTER:
            assert path.stat().st_size <= weights.PICTURE, path


def test_a_page_is_weighed_with_what_it_loads(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_bytes(b"p{}" * 1000)
    (tmp_path / "a.js").write_bytes(b"x")
    page = '<link rel="stylesheet" href="a.css"><script src="a.js" defer></script>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (weight,) = weights.weights(tmp_path)
    assert weight.css == len(gzip.compress(b"p{}" * 1000, 6, mtime=0)) < KB
    assert weight.scripts == 1
    assert weight.html == len(page)
    assert "page.html" in weights.table([weight])
