"""One request whose answer is read, against real servers that do everything wrong."""

from __future__ import annotations

import socket
import time

import pytest

from feedback.webhooks.asking import Answer, ask
from tests.factories.listener import Listener, byte_by_byte, flood, listening, silent, status


def asked(listener: Listener, method: str = "GET", **values: object) -> Answer:
    body = values.pop("body", None)
    return ask(method, listener.url(), {"x-token": "t"}, body, **{"private": True, **values})  # type: ignore[arg-type]


def test_an_answer_is_read_whole() -> None:
    def told(_: Listener, connection: socket.socket) -> None:
        connection.sendall(
            b'HTTP/1.1 201 X\r\nRetry-After: 3\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{"\r\n5\r\na":1}\r\n0\r\n\r\n'
        )

    with listening(told) as other:
        answer = asked(other, "POST", body=b"{}")
        [(headers, body)] = other.requests
    assert (answer.status, answer.reason, answer.content, answer.headers["retry-after"]) == (201, "", {"a": 1}, "3")
    assert (headers["request"], headers["x-token"], headers["accept-encoding"], body) == (
        "POST /hook?from=feedback HTTP/1.1",
        "t",
        "identity",
        b"{}",
    )


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_nobody_is_followed(code: int) -> None:
    with listening() as inside, listening(status(code, f"location: {inside.url()}")) as other:
        assert asked(other) == Answer(code, "redirect")
        assert inside.connections == 0


def test_an_error_is_an_answer_and_what_is_no_json_says_nothing() -> None:
    with listening(status(422)) as other:
        answer = asked(other)
    assert (answer.status, answer.reason, answer.body, answer.content) == (422, "", b"ok", None)


def test_nothing_inside_is_connected_to() -> None:
    """Case 66."""
    with listening() as inside:
        for url in (inside.url(), inside.url("localhost"), "https://169.254.169.254/", "https://[::1]/"):
            answer = ask("GET", url, {})
            assert not answer.reached
            assert answer.reason in ("scheme", "private_address")
        assert inside.connections == 0


@pytest.mark.parametrize("answer", [byte_by_byte, silent])
def test_a_slow_server_is_left_at_the_deadline(answer: object) -> None:
    """Case 69: it was reached, so what was asked for may have been done."""
    with listening(answer) as other:  # type: ignore[arg-type]
        began = time.monotonic()
        assert asked(other, seconds=0.6) == Answer(None, "timeout", reached=True)
        assert time.monotonic() - began < 1.5


def test_an_endless_answer_is_left() -> None:
    with listening(flood) as other:
        assert asked(other, most=200_000) == Answer(200, "too_long")


def test_who_is_not_there_was_not_reached() -> None:
    with listening() as other:
        url = other.url()
    assert ask("GET", url, {}, private=True) == Answer(None, "no_connection", reached=False)
