"""The server: pages out of memory, and a web socket that tells them of every save.

The only module that imports livereload and the tornado beneath it.  Of livereload it takes the
handler of the web socket with its handshake; its watcher, which looks every 800 ms and forgets
saves that come within three seconds, and its waiters, which every server of a process shares, are
not used.
"""

from __future__ import annotations

import asyncio
import json
import logging
import pkgutil
import socket
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from livereload.handlers import LiveReloadHandler  # type: ignore[import-untyped]
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError

from qingyuan.explained import explain
from qingyuan.model.page import Page
from qingyuan.pipeline import KINDS, MANUALS
from qingyuan.serve import guard, pages
from qingyuan.serve.builder import Builder, Made
from qingyuan.serve.hub import Hub, now_at

OWN = "@desk"
# Ends the name of an extra as others of the network get it.
AWAY = "/away"
_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}
# How long a page waits for the first build before it says that there is one going on.
_PATIENCE = 1.0
# A browser sends a few words only.
_LONGEST_MESSAGE = 4096


class Server:
    """Answers on sockets that listen; `lan` is whether other machines may ask as well."""

    def __init__(self, builder: Builder, hub: Hub, port: int, lang: str, *, lan: bool) -> None:
        self.builder = builder
        self.hub = hub
        self.port = port
        self.lang = lang
        self.lan = lan
        for name in ("tornado", "livereload"):
            # What went wrong with a request is the browser's to say, not the editor's terminal's.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        given = {"server": self}
        self._http = HTTPServer(
            Application(
                [
                    (f"/{OWN}/socket", _Socket, given),
                    (f"/{OWN}/(live\\.(?:js|css))", _Client, given),
                    (f"/{OWN}/problem/([A-Za-z0-9-]+)", _Problem, given),
                    ("/worker\\.js", _NoWorker, given),
                    ("/favicon\\.ico", _NoIcon, given),
                    ("/.*", _Pages, given),
                ],
                log_function=lambda _: None,
                websocket_max_message_size=_LONGEST_MESSAGE,
            )
        )

    def listen(self, sockets: Sequence[socket.socket]) -> None:
        """Answers from now on."""
        self._http.add_sockets(sockets)

    async def stop(self) -> None:
        """Ends every connection."""
        self._http.stop()
        await self._http.close_all_connections()

    def refuses(self, handler: RequestHandler) -> bool:
        """Whether a request is none that this server is for."""
        request = handler.request
        own = _local_address(handler) if self.lan else None
        if not guard.is_host(request.host, self.port, own):
            return True
        return guard.is_foreign(request.headers, request.host)


class _Handler(RequestHandler):
    """What all answers have in common."""

    def initialize(self, server: Server) -> None:
        self.server = server

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        if self.server.refuses(self):
            self.answer(pages.REFUSED.encode(), "text/plain; charset=utf-8", 403)
        elif self.request.method not in {"GET", "HEAD"}:
            self.set_header("Allow", "GET, HEAD")
            self.answer(b"405", "text/plain; charset=utf-8", 405)

    def compute_etag(self) -> None:
        """None: what is sent is never kept."""

    def answer(self, data: bytes, kind: str, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.finish(data)

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401 - tornado's own
        text = pages.FAILED if status_code >= 500 else str(status_code)
        self.answer(text.encode(), "text/plain; charset=utf-8", status_code)

    @property
    def is_local(self) -> bool:
        return guard.is_loopback(self.request.remote_ip or "")

    @property
    def lang(self) -> str:
        asked = self.get_query_argument("lang", "")
        return asked if asked in {"zh", "en"} else self.server.lang


class _Client(_Handler):
    """The script that every page gets, and its styles."""

    def get(self, name: str) -> None:
        self.answer(
            pkgutil.get_data("qingyuan.serve", name) or b"", _TYPES[PurePosixPath(name).suffix]
        )

    head = get


class _Problem(_Handler):
    """A kind of problem or a rule, as `explain` tells of it."""

    def get(self, code: str) -> None:
        found = explain(code, self.lang, KINDS, MANUALS)
        page = pages.explanation(found, code, self.lang)
        self.answer(page.encode(), _TYPES[".html"], 200 if found else 404)

    head = get


class _NoWorker(_Handler):
    """In place of the site's worker, which would show what it kept: one that ends itself."""

    def get(self) -> None:
        self.answer(pages.NO_WORKER.encode(), _TYPES[".js"])

    head = get


class _NoIcon(_Handler):
    """What browsers ask for where a page names no icon, as the desk."""

    def get(self) -> None:
        self.set_status(204)

    head = get


class _Pages(_Handler):
    """The site."""

    async def get(self) -> None:
        path = guard.page_path(self.request.uri or "/")
        builder = self.server.builder
        try:
            await asyncio.wait_for(builder.built.wait(), _PATIENCE)
        except TimeoutError:
            self._plain("waiting", path, 200)
            return
        if path is None:
            await self._missing("")
            return
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if path.strip("/") == "desk":
            self.redirect(f"/desk/{self.lang}.html")
            return
        if not builder.is_for(name, local=self.is_local):
            name += AWAY
        made = await builder.file(name)
        if made and made.data:
            self._file(made)
        elif made or (builder.state and not builder.state.shown):
            self._plain("broken", name, 500)
        elif await builder.file(f"{path}/index.html"):
            self.redirect(f"/{quote(path)}/")
        elif inside := await self._below_address(path):
            self.redirect(f"/{quote(inside)}")
        else:
            await self._missing(name)

    head = get

    async def _below_address(self, path: str) -> str:
        """The path without the folder that the site will lie in: its 404 page starts from there."""
        state = self.server.builder.state
        address = state.view.site.settings.address if state and state.view.site else None
        prefix = urlsplit(address or "").path.strip("/")
        inside = path.removeprefix(f"{prefix}/")
        is_there = prefix and inside != path and await self.server.builder.file(inside)
        return inside if is_there else ""

    def _file(self, made: Made) -> None:
        suffix = PurePosixPath(made.path).suffix.lower()
        data = made.data
        if suffix == ".html" or not suffix:
            state = "desk" if self.server.builder.is_extra(made.path) else "page"
            data = pages.with_client(
                data, made.path, lang=self.server.lang, digest=made.digest, state=state
            )
        self.answer(data, _TYPES.get(suffix or ".html", "application/octet-stream"))

    async def _missing(self, path: str) -> None:
        """The site's own page on that, in the path's language, with addresses that are near."""
        builder = self.server.builder
        for name in (f"{path.partition('/')[0]}/404.html", "404.html"):
            made = await builder.file(name)
            if made and made.data:
                near = await self._near(path)
                data = pages.with_client(
                    made.data, path, lang=self.server.lang, state="missing", near=near
                )
                self.answer(data, _TYPES[".html"], 404)
                return
        self._plain("missing", path, 404)

    async def _near(self, path: str) -> list[str]:
        """The addresses like one."""
        builder = self.server.builder
        state = builder.state
        return await builder.do(partial(now_at, path, None, state)) if state else []

    def _plain(self, why: str, path: str | None, status: int) -> None:
        """A page of our own, where there is none of the site's."""
        data = pages.plain(why).encode()
        data = pages.with_client(data, path or "index.html", lang=self.server.lang, state=why)
        self.answer(data, _TYPES[".html"], status)


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no annotations
    """A page that is open."""

    def initialize(self, server: Server) -> None:
        self.server = server
        self.path = ""
        self.digest = ""
        self.local = False
        self.page: Page | None = None
        self.last = ""

    async def get(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - tornado's own
        request = self.request
        own = guard.is_own_page(request.headers.get("Origin"), request.host)
        if self.server.refuses(self) or not own:
            self.set_status(403)
            self.finish(pages.REFUSED)
            return
        await super().get(*args, **named)

    def check_origin(self, origin: str) -> bool:
        return guard.is_own_page(origin, self.request.host)

    def open(self, *_: str) -> None:
        self.set_nodelay(True)
        self.local = guard.is_loopback(self.request.remote_ip or "")

    async def on_message(self, message: str | bytes) -> None:
        """`hello` as livereload has it; `info` says which page it is, and of which bytes."""
        try:
            said = json.loads(message)
            command, path, digest = said["command"], said.get("page"), said.get("digest")
        except (ValueError, KeyError, TypeError, AttributeError):
            self.close(1003)
            return
        if command == "hello":
            super().on_message(message)
        elif command == "info" and isinstance(path, str) and isinstance(digest, str):
            if not self.server.builder.is_for(path, local=self.local):
                self.close(1008)
                return
            self.path, self.digest = path, digest
            self.server.hub.leave(self)
            await self.server.hub.join(self)

    def on_close(self) -> None:
        self.server.hub.leave(self)

    def send(self, message: str) -> None:
        """Sends; what can't be sent any more is told when it comes back."""
        try:
            self.write_message(message)
        except WebSocketClosedError:
            self.server.hub.leave(self)


def _local_address(handler: RequestHandler) -> str | None:
    """The address of this machine that a request came to."""
    connection: Any = handler.request.connection
    stream = getattr(connection, "stream", None)
    if stream is None or stream.socket is None:
        return None
    return str(stream.socket.getsockname()[0])
