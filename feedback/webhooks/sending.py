"""One attempt: to a checked address, within a deadline, led nowhere else, and without reading what is answered."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from feedback.errors import message
from feedback.webhooks.addresses import REASONS, Refused, Resolve, Target, resolved, target

CONNECT_SECONDS = 3.0
SECONDS = 10.0
"""How long an attempt may take in all, however slowly the other side answers."""
AGENT = "feedback-webhooks/1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went: the HTTP status where one came, and why it counts as failed ('' where it was taken)."""

    status: int | None
    reason: str = ""

    @property
    def delivered(self) -> bool:
        return not self.reason

    @property
    def gone(self) -> bool:
        """The receiver says that it wants no more."""
        return self.status == 410


def send(
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    private: bool = False,
    resolve: Resolve = resolved,
    seconds: float = SECONDS,
) -> Outcome:
    """Post the body once. Never raises for what the other side does; every reason is one of `OUTCOMES`."""
    ends = time.monotonic() + seconds
    try:
        where = target(url, private=private, resolve=resolve)
        with _deadline(ends) as watch:
            return _judged(_status(where, headers, body, ends, watch))
    except Refused as refused:
        return Outcome(None, refused.reason)
    except ssl.SSLError:
        return Outcome(None, _late(ends) or "tls")
    except (OSError, HTTPError):
        return Outcome(None, _late(ends) or "no_connection")


def _late(ends: float) -> str:
    return "timeout" if time.monotonic() >= ends - 0.05 else ""


def _judged(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome(status)
    return Outcome(status, "redirect" if 300 <= status < 400 else "status")


class _Watch:
    """Ends a connection at the deadline, whatever it is doing; a byte a second resets every timeout but this one."""

    def __init__(self) -> None:
        self._open: socket.socket | None = None
        self.over = False
        self._turn = threading.Lock()

    def look_at(self, connected: socket.socket) -> None:
        with self._turn:
            self.leave()
            # A copy: wrapping in TLS takes the original away, and the handshake can be slow too.
            self._open = connected.dup()
        if self.over:
            self.end()

    def end(self) -> None:
        self.over = True
        with self._turn:
            if self._open is not None:
                with suppress(OSError):
                    self._open.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


@contextmanager
def _deadline(ends: float) -> Iterator[_Watch]:
    watch = _Watch()
    timer = threading.Timer(max(0.0, ends - time.monotonic()), watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        watch.leave()


def _status(where: Target, headers: Mapping[str, str], body: bytes, ends: float, watch: _Watch) -> int:
    """The status of the answer; of its body nothing is read, so that no size of it can hurt."""
    kind = _PinnedTLS if where.scheme == "https" else _Pinned
    connection = kind(where.host, where.port, timeout=max(0.1, ends - time.monotonic()))
    connection.to, connection.watch, connection.ends = where.addresses, watch, ends
    try:
        connection.request(
            "POST",
            where.path,
            body=body,
            headers={"Host": where.authority, "User-Agent": AGENT, "Connection": "close", **headers},
            preload_content=False,
        )
        status = connection.getresponse().status
    finally:
        connection.close()
    if watch.over:
        # A head that was cut off reads like one that ended.
        raise TimeoutError
    return status


class _Pinned(HTTPConnection):
    """Connects to addresses that were checked, never to what the name means by now."""

    to: tuple[str, ...] = ()
    watch: _Watch
    ends: float

    def _new_conn(self) -> socket.socket:
        last: OSError = ConnectionError("no address")
        for address in self.to:
            left = self.ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                connected = socket.create_connection((address, self.port), min(CONNECT_SECONDS, left))
            except OSError as error:
                last = error
                continue
            connected.settimeout(max(0.1, self.ends - time.monotonic()))
            self.watch.look_at(connected)
            return connected
        raise last


class _PinnedTLS(_Pinned, HTTPSConnection):
    """The same; the certificate still has to be that of the name."""


OUTCOMES = {
    **REASONS,
    "status": message("The other system answered that it could not take it."),
    "redirect": message("The other system wanted to send us elsewhere, which is not followed."),
    "timeout": message("The other system took too long."),
    "no_connection": message("The other system could not be reached."),
    "tls": message("The certificate of the other system is not valid for this address."),
}
"""Why an attempt failed, as sentences."""
