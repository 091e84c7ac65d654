"""Where a webhook may go: only to public addresses, by https, on the ports of the web."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from feedback.errors import Message, message

Resolve = Callable[[str, int], Sequence[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = frozenset({443, 8443})
LONGEST = 1000
RESOLVE_SECONDS = 3.0
_ODD = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # For protocols, not for hosts.
        "::/96",  # An IPv4 address as it was once written in IPv6.
        "64:ff9b::/96",  # NAT64, the well-known prefix and the local one.
        "64:ff9b:1::/48",
        "2001::/32",  # Teredo.
        "2002::/16",  # 6to4.
        "fec0::/10",  # Site-local, given up but still routed here and there.
    )
)
"""Networks that Python calls global although what they lead to need not be."""


class Refused(Exception):
    """An address that nothing is sent to; `reason` is a word, `reason_label` its sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address of somebody else: where to connect, under which name, and what to ask for."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def authority(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"


def resolved(host: str, port: int) -> Sequence[str]:
    """Every address of a name, asked of the system; Refused where there is none within `RESOLVE_SECONDS`."""
    answer: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()
    # The system's resolver has no deadline of its own, and whoever runs the name server chooses how slow it is.
    threading.Thread(target=lambda: answer.put(_asked(host, port)), daemon=True).start()
    try:
        found = answer.get(timeout=RESOLVE_SECONDS)
    except queue.Empty:
        found = ()
    if not found:
        raise Refused("unknown_name")
    return found


def _asked(host: str, port: int) -> Sequence[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return ()
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def target(url: str, *, private: bool = False, resolve: Resolve = resolved) -> Target:
    """A web address that may be told something, with every address of its name checked.

    `private` is for tests and for systems on the same machine or network: plain http, any port, private addresses.

    Raises:
        Refused: for anything else; its reason is one of `REASONS`.
    """
    scheme, host, port, path = _parts(url)
    if scheme not in (("https", "http") if private else ("https",)):
        raise Refused("scheme")
    if not private and port not in PORTS:
        raise Refused("port")
    addresses = tuple(resolve(host, port))
    if not addresses:
        raise Refused("unknown_name")
    if not all(may_reach(address, private=private) for address in addresses):
        raise Refused("private_address")
    return Target(scheme, host, port, path, addresses)


def _parts(url: str) -> tuple[str, str, int, str]:
    if len(url) > LONGEST or not url.isascii() or any(ord(character) <= 32 or character == "\\" for character in url):
        raise Refused("address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("address") from None
    if parts.username is not None or parts.password is not None:
        raise Refused("userinfo")
    if parts.scheme not in ("https", "http"):
        raise Refused("scheme")
    if not parts.hostname or parts.fragment:
        raise Refused("address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), path


def may_reach(address: str, *, private: bool = False) -> bool:
    """Whether an IP address is somebody else's, on the open internet; False for what is no address at all."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if found.is_multicast or found.is_unspecified or found.is_link_local or _is_odd(found):
        return False
    return _is_near(found) if private and not found.is_global else found.is_global and not found.is_reserved


def _is_near(address: Address) -> bool:
    return address.is_loopback or address.is_private


def _is_odd(address: Address) -> bool:
    """Most of these stand for another address, which was not checked; `::1` stands for itself."""
    if address.is_loopback:
        return False
    return getattr(address, "ipv4_mapped", None) is not None or any(address in network for network in _ODD)


def reason_label(reason: str) -> Message:
    """Why nothing is sent to an address, as a sentence."""
    return REASONS[reason]


REASONS = {
    "address": message("Write a web address, such as https://example.org/feedback, without accents or spaces."),
    "scheme": message("The address has to begin with https://."),
    "userinfo": message("Leave out the name and the password before the @: what is sent is signed instead."),
    "port": message("Use port 443 or 8443."),
    "unknown_name": message("No server was found under this name."),
    "private_address": message("This address leads into a private network. Use one that is reachable from outside."),
}
