"""Who may ask: this machine's own browsers, for this server, and nobody through them.

A page of somebody else's in the editor's browser can send requests here.  It is told by the name
that it knows this server under (DNS rebinding: a name of its own that leads to this machine), and
by what browsers say of where a request comes from (Origin, Fetch Metadata).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_host(host: str, port: int, address: str | None) -> bool:
    """Whether a Host header names this server.

    `address` is the one that the request came to, where other machines may ask too: it is theirs.
    """
    name, colon, number = host.rpartition(":")
    if not colon or not number.isascii() or not number.isdecimal() or int(number) != port:
        return False
    if name in _HERE:
        return True
    return address is not None and _plain(name.strip("[]")) == _plain(address) != ""


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own, by which others can't come."""
    try:
        return ipaddress.ip_address(_plain(address)).is_loopback
    except ValueError:
        return False


def is_own_page(origin: str | None, host: str) -> bool:
    """Whether an Origin header is that of pages of this server, whose Host header was `host`."""
    return origin == f"http://{host}"


def is_foreign(headers: Mapping[str, str], host: str) -> bool:
    """Whether a page of somebody else's asks: not to go here, but to have what is here."""
    origin = headers.get("Origin")
    if origin is not None and not is_own_page(origin, host):
        return True
    navigates = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    embedded = headers.get("Sec-Fetch-Dest", "document") != "document"
    others = headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}
    return others and (embedded or not navigates)


def page_path(raw: str) -> str | None:
    """The path in the site that is asked for, without the first slash; None where it can't be one.

    What it leads to is looked up among the site's pages and nowhere else; this refuses, besides,
    whatever a file system would take for something else.
    """
    try:
        path = unquote_to_bytes(raw.partition("?")[0]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or "\\" in path or any(ord(sign) < 32 for sign in path):
        return None
    parts = path[1:].split("/")
    return None if {"..", "."} & set(parts) or "" in parts[:-1] else path[1:]


def _plain(address: str) -> str:
    """An address in the one form that tells two apart; empty where it is none.

    A scope (%eth0) is where it was heard; IPv4 within IPv6 is IPv4.
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = known.ipv4_mapped if isinstance(known, ipaddress.IPv6Address) else None
    return str(mapped or known)
