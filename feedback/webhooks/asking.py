"""One request whose answer is read: to a checked address, within a deadline, led nowhere else, of a bounded size."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from feedback.webhooks.addresses import Refused, Resolve, Target, resolved, target
from feedback.webhooks.connecting import Watch, connection, deadline, late
from feedback.webhooks.sending import AGENT, SECONDS

MOST = 4_000_000
"""Bytes of an answer that are read at most."""
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: an HTTP status with headers (names in lower case) and body, or why nothing did.

    `reason` is one of `sending.OUTCOMES`, or `too_long`; empty where an answer came, whatever its status but for 3xx.
    `reached`: somebody was connected to, so that what was asked for may have been done although no answer came.
    """

    status: int | None
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    reached: bool = True

    @property
    def content(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


def ask(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
    *,
    private: bool = False,
    resolve: Resolve = resolved,
    seconds: float = SECONDS,
    most: int = MOST,
) -> Answer:
    """Ask once. Never raises for what the other side does."""
    ends = time.monotonic() + seconds
    watch: Watch | None = None
    try:
        where = target(url, private=private, resolve=resolve)
        with deadline(ends) as watch:
            return _answer(where, method, headers, body, ends, watch, most)
    except Refused as refused:
        return Answer(None, refused.reason, reached=False)
    except ssl.SSLError:
        return Answer(None, late(ends) or "tls", reached=_reached(watch))
    except (OSError, HTTPError):
        return Answer(None, late(ends) or "no_connection", reached=_reached(watch))


def _reached(watch: Watch | None) -> bool:
    return watch is not None and watch.connected


def _answer(
    where: Target,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
    ends: float,
    watch: Watch,
    most: int,
) -> Answer:
    opened = connection(where, ends, watch)
    own = {
        "Host": where.authority,
        "User-Agent": AGENT,
        "Connection": "close",
        "Accept-Encoding": "identity",  # Nothing is unpacked, so what is read is as long as it says.
    }
    try:
        opened.request(method, where.path, body=body, headers={**own, **headers}, preload_content=False)
        response = opened.getresponse()
        content = None if 300 <= response.status < 400 else _read(response, most)
    finally:
        opened.close()
    if watch.over:
        # What was cut off reads like what ended.
        raise TimeoutError
    if content is None:
        return Answer(response.status, "redirect" if 300 <= response.status < 400 else "too_long")
    return Answer(
        response.status, headers={name.lower(): value for name, value in response.headers.items()}, body=content
    )


def _read(response: HTTPResponse, most: int) -> bytes | None:
    """The body; None where it is longer than `most` bytes."""
    read = bytearray()
    while len(read) <= most:
        piece = response.read(_PIECE, decode_content=False)
        if not piece:
            return bytes(read)
        read += piece
    return None
