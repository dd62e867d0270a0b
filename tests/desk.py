"""A server of `build.py serve` in a process of its own, as an editor has it, with its own store."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.command import PROJECT

TODAY = ("--date", "2026-11-23")
_SECONDS = 20.0
_HERE = "http://127.0.0.1:"
_BUILT = {"en": " rebuilt in ", "zh": " 已更新，"}
_CODE = (
    "import sys; from pathlib import Path; from qingyuan import cli; "
    "cli.STORE = Path(sys.argv[1]); sys.exit(cli.main(sys.argv[2:]))"
)
_Found = TypeVar("_Found")


def until(find: Callable[[], _Found], seconds: float = _SECONDS) -> _Found:
    """What is found, as soon as it is."""
    end = time.monotonic() + seconds
    while not (found := find()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)
    return found


@dataclass(frozen=True)
class Answer:
    """Of an HTTP request."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class Process:
    """A command that goes on until it is ended, and the lines it has printed so far."""

    popen: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def out(self) -> str:
        return "\n".join(self.lines)

    def read(self) -> None:
        assert self.popen.stdout is not None
        with self.popen.stdout as out:
            self.lines.extend(line.rstrip("\n") for line in iter(out.readline, ""))

    def said(self, text: str, times: int = 1) -> None:
        """Waits until it has been printed so often."""
        until(lambda: self.out.count(text) >= times or self._ended(text))

    def _ended(self, text: str) -> bool:
        assert self.popen.poll() is None, f"ended without {text!r}: {self.out}"
        return False

    def end(self, how: int = signal.SIGINT) -> tuple[int, float]:
        """Ends it as Ctrl-C does; its exit code, and the seconds that it took."""
        started = time.monotonic()
        self.popen.send_signal(how)
        code = self.popen.wait(_SECONDS)
        return code, time.monotonic() - started


@dataclass
class Desk(Process):
    """A server."""

    port: int = 0
    open: list[Line] = field(default_factory=list)

    def close_pages(self) -> None:
        """Closes what is open."""
        while self.open:
            self.open.pop().close()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def builds(self) -> int:
        """How often it has built the site."""
        return self.out.count(_BUILT["en"])

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] = MappingProxyType({}),
        method: str = "GET",
        address: str = "127.0.0.1",
    ) -> Answer:
        """One request, whose path goes out as it is."""
        connection = HTTPConnection(address, self.port, timeout=_SECONDS)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, dict(answer.getheaders()), text)

    def shows(self, path: str, text: str) -> None:
        """Waits until a page has a text."""
        until(lambda: text in self.ask(path).text)


@contextlib.contextmanager
def command(store: Path, *arguments: str | Path, cls: type[Process] = Process) -> Iterator[Any]:
    """A command in a process of its own; killed if it is still there at the end."""
    popen = subprocess.Popen(
        [sys.executable, "-c", _CODE, str(store), *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "CI": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    process = cls(popen)
    reader = threading.Thread(target=process.read, daemon=True)
    reader.start()
    try:
        yield process
    finally:
        popen.kill()
        popen.wait()
        reader.join()


@contextlib.contextmanager
def serving(root: Path, *arguments: str, built: bool = True, lang: str = "en") -> Iterator[Desk]:
    """A server of a root that listens, and has built its site."""
    store = root / ".store"
    more: tuple[str | Path, ...] = ("serve", "--root", root, "--lang", lang, *arguments)
    more = more if "--date" in arguments else (*more, *TODAY)
    with command(store, *more, cls=Desk) as desk:
        desk.said(_HERE)
        address = next(line for line in desk.lines if _HERE in line)
        desk.port = int(address.rstrip("/").rpartition(":")[2])
        if built:
            desk.said(_BUILT[lang])
        try:
            yield desk
        finally:
            desk.close_pages()


class Line:
    """The web socket of a page, without a browser."""

    def __init__(self, desk: Desk, page: str, address: str = "127.0.0.1") -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self._page = page
        self._host = f"{address}:{desk.port}"
        self._socket: WebSocketClientConnection | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        desk.open.append(self)

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        url = f"ws://{self._host}/@desk/socket"
        request = HTTPRequest(url, headers={"Origin": f"http://{self._host}"})
        self._socket = socket = await websocket_connect(request)
        await socket.write_message(json.dumps({"command": "hello"}))
        info = {"command": "info", "page": self._page, "digest": "before"}
        await socket.write_message(json.dumps(info))
        while (message := await socket.read_message()) is not None:
            self.heard.put(json.loads(message))
        socket.close()

    def close(self) -> None:
        """Closes the page, and waits until it is closed."""
        if self._socket and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._socket.close)
        self._thread.join(_SECONDS)

    def next(self, command: str, seconds: float = _SECONDS) -> dict[str, Any]:
        """The next message of a kind."""
        end = time.monotonic() + seconds
        while True:
            message = self.heard.get(timeout=max(0.01, end - time.monotonic()))
            if message["command"] == command:
                return message

    def silent(self, command: str, seconds: float) -> bool:
        """Whether no message of a kind comes for so long."""
        try:
            self.next(command, seconds)
        except queue.Empty:
            return True
        return False
