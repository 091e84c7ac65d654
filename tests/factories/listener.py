"""A real HTTP server of somebody else, on this machine: it counts who connects and answers as badly as it is told."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = Callable[["Listener", socket.socket], None]


@dataclass
class Listener:
    """What arrived; `answers` are taken in turn, the last one for every later request."""

    server: socket.socket
    answers: Sequence[Answer]
    tls: ssl.SSLContext | None = None
    connections: int = 0
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    taken: int = 0
    """Bytes of its answers that the other side let it send."""
    open: list[socket.socket] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.server.getsockname()[1])

    def url(self, host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}/hook?from=feedback"

    def run(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.server.accept()
                self.connections += 1
                self.open.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def end(self) -> None:
        """Stop listening and hang up on everybody: nobody goes on waiting for a server whose test is over."""
        for each in (self.server, *self.open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            wrapped = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
            with wrapped:
                number = len(self.requests)
                self.requests.append(_read(wrapped))
                self.answers[min(number, len(self.answers) - 1)](self, wrapped)


def _read(connection: socket.socket) -> tuple[dict[str, str], bytes]:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += connection.recv(65536)
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    return {"request": first, **headers}, body


def status(code: int, *lines: str) -> Answer:
    """Answers with this status at once."""

    def answer(_: Listener, connection: socket.socket) -> None:
        head = [f"HTTP/1.1 {code} X", "content-length: 2", *lines]
        connection.sendall("\r\n".join([*head, "", "ok"]).encode())

    return answer


def silent(_: Listener, connection: socket.socket) -> None:
    """Never answers."""
    with suppress(OSError):
        connection.recv(1)


def byte_by_byte(listener: Listener, connection: socket.socket) -> None:
    """Sends a byte of an endless header twice a second, so that no timeout between two bytes is ever reached."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nx: ")
    while True:
        connection.sendall(b"y")
        listener.taken += 1
        time.sleep(0.5)


def flood(listener: Listener, connection: socket.socket) -> None:
    """Sends an endless body as fast as it is taken."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 5000000000\r\n\r\n")
    while True:
        listener.taken += connection.send(b"x" * 65536)


@contextmanager
def listening(*answers: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Listener]:
    """The server, for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server, answers or (status(204),), tls)
        threading.Thread(target=listener.run, daemon=True).start()
        try:
            yield listener
        finally:
            listener.end()
