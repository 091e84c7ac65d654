"""Connections to addresses that were checked, which end at a deadline however slowly the other side talks."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from urllib3.connection import HTTPConnection, HTTPSConnection

from feedback.webhooks.addresses import Target

CONNECT_SECONDS = 3.0


class Watch:
    """Ends a connection at the deadline, whatever it is doing; a byte a second resets every timeout but this one."""

    def __init__(self) -> None:
        self._open: socket.socket | None = None
        self.over = False
        self.connected = False
        """Whether anybody was reached: what is sent after that may have arrived."""
        self._turn = threading.Lock()

    def look_at(self, connected: socket.socket) -> None:
        with self._turn:
            self.leave()
            # A copy: wrapping in TLS takes the original away, and the handshake can be slow too.
            self._open = connected.dup()
            self.connected = True
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
def deadline(ends: float) -> Iterator[Watch]:
    """A watch that ends what it looks at when `time.monotonic()` is `ends`."""
    watch = Watch()
    timer = threading.Timer(max(0.0, ends - time.monotonic()), watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        watch.leave()


def late(ends: float) -> str:
    """The reason where it failed because of the deadline; '' where it was not that."""
    return "timeout" if time.monotonic() >= ends - 0.05 else ""


def connection(where: Target, ends: float, watch: Watch) -> HTTPConnection:
    """A connection, not open yet, to the checked addresses of a target and to nothing else."""
    kind = _PinnedTLS if where.scheme == "https" else _Pinned
    made = kind(where.host, where.port, timeout=max(0.1, ends - time.monotonic()))
    made.to, made.watch, made.ends = where.addresses, watch, ends
    return made


class _Pinned(HTTPConnection):
    """Connects to addresses that were checked, never to what the name means by now."""

    to: tuple[str, ...] = ()
    watch: Watch
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
