"""The site works from disk, from a server's root, below a sub-path, and in an awkward folder.

With `-s` the table of what was opened where is printed, as `python -m tests.anywhere` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.anywhere import CHOICES, LANGUAGES, PLACES, Walk, table, walk, with_everything

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_everything(tmp_path_factory.mktemp("anywhere"))


@pytest.fixture(scope="module")
def walks() -> Iterator[list[Walk]]:
    done: list[Walk] = []
    yield done
    print(f"\n{table(done)}")


@pytest.mark.parametrize("place", PLACES)
def test_everything_works_and_nothing_is_kept(
    browser: Browser, site: Path, walks: list[Walk], place: str, tmp_path: Path
) -> None:
    found = walk(browser, place, site, tmp_path)
    walks.append(found)
    assert found.faults == []
    assert sum(found.pages.values()) == len(list(site.rglob("*.html")))
    for code in LANGUAGES:
        assert found.pages["old/…", code] == 1
        assert found.pages["stories/…", code] >= 5
        assert found.links["facts.html", code] > 100
    assert found.downloads >= 4
    assert set(found.kept.pop("local")) <= CHOICES
    assert found.kept == {"cookie": "", "session": [], "databases": []}
