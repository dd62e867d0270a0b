"""Where the server listens: on this machine's own addresses, unless others are invited."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterable

USUAL = 4000
# Ports after the first that are tried where that one is taken.
_MORE = 50
_ONLY_HERE = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_FOR_ALL = ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::"))  # noqa: S104 - with --lan, which says so
# What a system answers that has no IPv6.
_NO_SUCH_ADDRESS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}


class TakenError(Exception):
    """Something else listens on the port, or it may not be listened on."""

    def __init__(self, port: int) -> None:
        super().__init__(str(port))
        self.port = port


def listening(wanted: int | None, *, lan: bool) -> tuple[list[socket.socket], int]:
    """Sockets that listen on one port; with None the first free one from the usual one on.

    Raises TakenError.
    """
    if wanted is not None:
        return _on(wanted, lan=lan), wanted
    for port in range(USUAL, USUAL + _MORE):
        try:
            return _on(port, lan=lan), port
        except TakenError:
            continue
    raise TakenError(USUAL)


def _on(port: int, *, lan: bool) -> list[socket.socket]:
    made: list[socket.socket] = []
    for family, address in _FOR_ALL if lan else _ONLY_HERE:
        try:
            made.append(_socket(family, address, port))
        except OSError as wrong:
            if wrong.errno in _NO_SUCH_ADDRESS:
                continue
            _close(made)
            raise TakenError(port) from wrong
    if not made:
        raise TakenError(port)
    return made


def _socket(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "nt":
            # There SO_REUSEADDR would let two servers listen on one port.
            made.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", 0), 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(128)
        made.setblocking(False)  # noqa: FBT003 - takes no name
    except OSError:
        made.close()
        raise
    return made


def _close(sockets: Iterable[socket.socket]) -> None:
    for made in sockets:
        made.close()


def own_addresses() -> list[str]:
    """This machine's IPv4 addresses by which others of its network find it, the likeliest first."""
    found: dict[str, None] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: it tells by which address it would be (192.0.2.0/24 is for examples).
            probe.connect(("192.0.2.1", 9))
            found[probe.getsockname()[0]] = None
        except OSError:
            pass
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        known = []
    found |= {str(entry[4][0]): None for entry in known}
    return [address for address in found if not address.startswith("127.")]
