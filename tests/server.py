"""A web server for tests: a folder under any path, with the folder's own 404 page."""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit


class Server(ThreadingHTTPServer):
    """What it serves may change between requests, as when a site is published anew."""

    daemon_threads = True
    folder: Path
    prefix: str
    not_found: str
    headers: Mapping[str, str]
    answering = True

    @property
    def base(self) -> str:
        """Its address, ending in a slash."""
        return f"http://localhost:{self.server_port}{self.prefix}"


class _Handler(SimpleHTTPRequestHandler):
    """Files of the folder, answers kept by no cache, nothing printed."""

    def translate_path(self, path: str) -> str:
        server = cast("Server", self.server)
        asked = unquote(urlsplit(path).path)
        if not asked.startswith(server.prefix):
            return str(server.folder / "there is no such file")
        inside = asked.removeprefix(server.prefix)
        return str(server.folder / (f"{inside}index.html" if asked.endswith("/") else inside))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        server = cast("Server", self.server)
        page = server.folder / server.not_found
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Sends the file itself each time: two builds within a second have the same date."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def parse_request(self) -> bool:
        """Breaks off, as where there is no network, while the server is not answering."""
        server = cast("Server", self.server)
        self.close_connection = True
        return server.answering and super().parse_request()

    def end_headers(self) -> None:
        for name, value in cast("Server", self.server).headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Says nothing."""


@contextlib.contextmanager
def server(
    folder: Path,
    prefix: str = "/",
    not_found: str = "404.html",
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """A server of a folder on this machine."""
    with Server(("127.0.0.1", 0), _Handler) as made:
        made.folder, made.prefix, made.not_found, made.headers = folder, prefix, not_found, headers
        threading.Thread(target=made.serve_forever, daemon=True).start()
        try:
            yield made
        finally:
            made.shutdown()


@contextlib.contextmanager
def serving(folder: Path, prefix: str = "/", not_found: str = "404.html") -> Iterator[str]:
    """The address of a folder, ending in a slash, on this machine."""
    with server(folder, prefix, not_found) as made:
        yield made.base
