"""One attempt: to a checked address, within a deadline, led nowhere else, and without reading what is answered."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from urllib3.exceptions import HTTPError

from feedback.errors import message
from feedback.webhooks.addresses import REASONS, Refused, Resolve, Target, resolved, target
from feedback.webhooks.connecting import Watch, connection, deadline, late

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
        with deadline(ends) as watch:
            return _judged(_status(where, headers, body, ends, watch))
    except Refused as refused:
        return Outcome(None, refused.reason)
    except ssl.SSLError:
        return Outcome(None, late(ends) or "tls")
    except (OSError, HTTPError):
        return Outcome(None, late(ends) or "no_connection")


def _judged(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome(status)
    return Outcome(status, "redirect" if 300 <= status < 400 else "status")


def _status(where: Target, headers: Mapping[str, str], body: bytes, ends: float, watch: Watch) -> int:
    """The status of the answer; of its body nothing is read, so that no size of it can hurt."""
    opened = connection(where, ends, watch)
    try:
        opened.request(
            "POST",
            where.path,
            body=body,
            headers={"Host": where.authority, "User-Agent": AGENT, "Connection": "close", **headers},
            preload_content=False,
        )
        status = opened.getresponse().status
    finally:
        opened.close()
    if watch.over:
        # A head that was cut off reads like one that ended.
        raise TimeoutError
    return status


OUTCOMES = {
    **REASONS,
    "status": message("The other system answered that it could not take it."),
    "redirect": message("The other system wanted to send us elsewhere, which is not followed."),
    "timeout": message("The other system took too long."),
    "no_connection": message("The other system could not be reached."),
    "tls": message("The certificate of the other system is not valid for this address."),
}
"""Why an attempt failed, as sentences."""
