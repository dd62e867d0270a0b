"""Fixtures for all tests: a browser, and a page that has to behave."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from qingyuan import cli
from tests import browser as finder
from tests.pages import PAGES_OF, Pages, pages_of, quiet_context

# How long one example takes says more of the machine than of the engine.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store for each test, so that none gets results of another or of the editor's."""
    monkeypatch.setattr(cli, "STORE", tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser; where none can be had the test is skipped, and in CI it fails.

    While it is open, asyncio cannot be run in the same thread: a test with a loop of its own
    must not ask for this fixture, and one that runs beside it must start a thread or a process.
    """
    path = finder.find()
    if path is None and finder.in_ci():
        pytest.fail(finder.NONE_FOUND)
    if path is None:
        pytest.skip(finder.NONE_FOUND)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=finder.arguments())
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; anything it says on the console or asks of others fails the test."""
    with quiet_context(browser) as context:
        yield context.new_page()


@pytest.fixture(scope="session", params=PAGES_OF)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Each edition of each site in turn."""
    sample, code = request.param
    return pages_of(sample, code, tmp_path_factory.getbasetemp())
