"""Fixtures for all tests: a browser, and a page that has to behave."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from qingyuan import cli
from tests import browser as finder


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
    """An empty page; errors in it and requests that leave the machine fail the test."""
    complaints: list[str] = []

    def check_address(url: str) -> None:
        if finder.leaves_machine(url):
            complaints.append(f"request that leaves the machine: {url}")

    def check_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console error: {message.text}")

    def watch_sockets(opened: Page) -> None:
        opened.on("websocket", lambda socket: check_address(socket.url))

    context = browser.new_context()
    context.on("page", watch_sockets)
    context.on("request", lambda request: check_address(request.url))
    context.on("weberror", lambda error: complaints.append(f"page error: {error.error}"))
    context.on("console", check_message)
    yield context.new_page()
    context.close()
    if complaints:
        pytest.fail("\n".join(complaints))
