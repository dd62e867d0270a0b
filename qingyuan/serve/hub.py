"""The pages that are open in browsers, and what each of them is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches
from functools import partial
from typing import Any, Protocol

from qingyuan.model.page import Page
from qingyuan.serve import overlay
from qingyuan.serve.builder import Builder, Made, State

_NEAR = 5


class Client(Protocol):
    """A page that is open: its path in the site, and the digest of the bytes it was made of.

    The digest is empty where it is none of the site's, because there was none to show.  `local` is
    whether it is open on this machine.  `page` is what was planned there when it was last told.
    """

    path: str
    digest: str
    local: bool
    page: Page | None
    last: str

    def send(self, message: str) -> None: ...


class Hub:
    """Tells every open page of what became of it, and of what is wrong."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.clients: list[Client] = []

    async def join(self, client: Client) -> None:
        """A page was opened; what it shows may be of before."""
        self.clients.append(client)
        if self.builder.state and not self.builder.building:
            await self._tell([client], self.builder.state)

    def leave(self, client: Client) -> None:
        """A page was closed."""
        if client in self.clients:
            self.clients.remove(client)

    async def refresh(self, state: State) -> None:
        """After a build: every page that is open, as it is now."""
        await self._tell(self.clients, state)

    async def _tell(self, clients: Iterable[Client], state: State) -> None:
        by_path: dict[str, list[Client]] = {}
        for client in clients:
            by_path.setdefault(client.path, []).append(client)
        # The pages first, then what is wrong with them.
        found = {path: await self._page(path, own, state) for path, own in by_path.items()}
        for path, own in by_path.items():
            for local in sorted({client.local for client in own}):
                told = partial(overlay.told, state, found[path], local=local)
                message = json.dumps(await self.builder.do(told), ensure_ascii=False)
                for client in own:
                    if client.local == local:
                        _send_once(client, message)

    async def _page(self, path: str, clients: list[Client], state: State) -> Made | None:
        made = await self.builder.file(path)
        for client in clients:
            if made and made.data and client.digest != made.digest:
                html = made.data.decode("utf-8", "replace")
                _send(client, command="page", digest=made.digest, html=html)
                client.digest = made.digest
            elif made is None and client.digest and not state.blocked:
                where = await self.builder.do(partial(now_at, path, client.page, state))
                _send(client, command="gone", pages=where)
                client.digest = ""
            client.page = (made.page if made else None) or client.page
        return made


def now_at(path: str, before: Page | None, state: State) -> list[str]:
    """Where a page may be that is not there: made from the same file, else of a similar address.

    For the thread that builds.
    """
    pages = state.view.pages
    if before:
        same = [
            page.path
            for page in pages.values()
            if page.origin == before.origin and page.template == before.template
            and page.language == before.language
        ]  # fmt: skip
        if same:
            return same[:1]
    language = f"{path.partition('/')[0]}/"
    html = [name for name in pages if name.endswith(".html") and "404" not in name]
    known = [name for name in html if name.startswith(language)] or html
    return get_close_matches(path, known, n=_NEAR, cutoff=0.5)


def _send(client: Client, **message: Any) -> None:  # noqa: ANN401 - JSON
    client.send(json.dumps(message, ensure_ascii=False))


def _send_once(client: Client, message: str) -> None:
    if message != client.last:
        client.last = message
        client.send(message)
