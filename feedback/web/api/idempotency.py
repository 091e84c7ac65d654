"""`Idempotency-Key`: the same call sent again is answered alike and done once.

The key is taken first, inside the transaction of what the call does. So of two parallel calls one waits for the
other's commit; a call that fails leaves its key free; and what was answered is never lost, because it is committed
with what it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, g, make_response, request
from sqlalchemy.exc import OperationalError

from feedback.errors import Conflict, Invalid, message
from feedback.web.api.callers import Answered, callers
from feedback.web.guards import act

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST = 255
_LOCKED = "55P03"
"""PostgreSQL's code for a lock that was not to be had in time."""
_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "description": "Any text of yours, new for each thing to be done. The same call sent again with it within a day "
    "is answered alike and done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
}


class KeyReused(Invalid):
    """The key was sent before, with something else."""

    code = "idempotency_key_reused"


def idempotent(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view runs in one write transaction and calls its actions directly; stands above `gives`, below `takes`."""

    @wraps(view)
    def once(*args: Any, **values: Any) -> Response:
        key = key_of(request.headers.get(HEADER))

        def answer() -> Response:
            return make_response(view(*args, **values))

        return act(answer) if key is None else act(_keyed, key, answer)  # type: ignore[no-any-return]

    return documented(once)


def _keyed(key: str, answer: Callable[[], Response]) -> Response:
    """Inside the transaction: take the key, do the work, keep what is answered; or answer again."""
    key_hash, request_hash = _hash(key.encode()), _request_hash()
    earlier = _claim(key_hash, request_hash)
    if earlier is not None:
        return _again(earlier, request_hash)
    response = answer()
    callers().keep(g.caller.token_id, key_hash, response.status_code, response.get_data(as_text=True))
    return response


def key_of(key: str | None) -> str | None:
    """The key as it was sent; Invalid where it could be read in two ways."""
    if key is None:
        return None
    if not 1 <= len(key) <= LONGEST or not all("!" <= character <= "~" for character in key):
        refusal = message("An Idempotency-Key is 1 to 255 characters without spaces.")
        raise Invalid(refusal, {HEADER: refusal})
    return key


def _claim(key_hash: str, request_hash: str) -> Answered | None:
    try:
        return callers().claim(g.caller.token_id, key_hash, request_hash)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") == _LOCKED:
            raise Conflict(message("The same call is still being worked on. Send it again in a moment.")) from error
        raise


def _again(earlier: Answered, request_hash: str) -> Response:
    if earlier.request_hash != request_hash:
        raise KeyReused(message("This Idempotency-Key was used before, with another request."))
    response = Response(earlier.body, earlier.status, content_type="application/json")
    response.headers[REPLAYED] = "true"
    return response


def _request_hash() -> str:
    what = f"{request.method} {request.full_path}\n".encode()
    return _hash(what + request.get_data(cache=True))


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def documented(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say in the documentation that the view takes the header."""
    written = getattr(view, "_apidoc", {})
    manual = written.get("manual_doc", {})
    parameters = [*manual.get("parameters", ()), _PARAMETER]
    view._apidoc = {**written, "manual_doc": {**manual, "parameters": parameters}}  # type: ignore[attr-defined]
    return view
