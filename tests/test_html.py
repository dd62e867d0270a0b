"""Every page is valid HTML: by html5lib everywhere, by the Nu checker where Java is."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from tests import nu
from tests.command import EXTREMES, PROJECT, build

SITES = {"site": PROJECT, "extremes": EXTREMES}
# The checker takes 'self' for another origin than that of the file it reads; browsers do not, see
# tests/test_anywhere.py.
NOT_MEANT = "Resource violates Content Security Policy (meta tag)"


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("html") / "output"
    done = build(SITES[request.param], "--output", output, "--date", "2026-11-23")
    assert done.code == 0, done.out
    return output


def test_every_page_parses_without_an_error(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(page.read_text(encoding="utf-8"))


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    checker = nu.jar()
    if checker is None:
        pytest.skip("no Java, or the Nu checker can't be had")
    assert [found for found in nu.findings(checker, site) if NOT_MEANT not in found] == []


def test_the_nu_checker_is_awake(tmp_path: Path) -> None:
    checker = nu.jar()
    if checker is None:
        pytest.skip("no Java, or the Nu checker can't be had")
    page = "<!doctype html><html lang=en><title>x</title><p id=a><img src=x.png><p id=a>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    found = list(nu.findings(checker, tmp_path))
    assert any("Duplicate ID" in line for line in found)
    assert any("alt" in line for line in found)
