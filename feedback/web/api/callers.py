"""Who calls the API: a system with a token, inside one organisation, for what its scopes allow.

Only the header counts. Cookies are not read, and a token in an address is none: addresses end in logs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from flask import current_app, g, request
from flask.typing import ResponseReturnValue

from feedback.db import enter
from feedback.errors import NotAllowed, ProductError, StorageAway, message
from feedback.permissions import Access
from feedback.web import limits
from feedback.web.guards import Guard, View, act, csrf, guarded_by

SCOPES = ("read", "write", "events")


@dataclass(frozen=True, slots=True)
class Caller:
    """The token behind this call."""

    token_id: UUID
    organisation_id: UUID
    organisation: str
    """Its code."""
    by: Access | None
    """Who made the token, for the audit log; None where it was made on the command line."""
    scopes: frozenset[str]
    used_today: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What an earlier call with the same Idempotency-Key was answered."""

    request_hash: str
    status: int
    body: str


class Callers(Protocol):
    """What the accounts slice knows of callers; it stands at `app.extensions["feedback.callers"]`."""

    def caller(self, secret: str) -> Caller | None:
        """Whose token this is; None for one that is unknown, revoked or over, and for one of a disabled person."""

    def note_use(self, token_id: UUID) -> None:
        """Write down that the token was used today."""

    def claim(self, token_id: UUID, key_hash: str, request_hash: str) -> Answered | None:
        """Take the key inside the running transaction; what was answered where it is taken already."""

    def keep(self, token_id: UUID, key_hash: str, status: int, body: str) -> None:
        """Remember the answer of a call that took its key."""


class NoToken(ProductError):
    """The call carries no token that is good."""

    status = 401
    code = "no_token"


class NoScope(NotAllowed):
    """The token is good, for other things."""

    code = "no_scope"


def callers() -> Callers:
    return current_app.extensions["feedback.callers"]  # type: ignore[no-any-return]


def token(scope: str) -> Callable[[View], View]:
    """Systems whose token has this scope; sets `g.caller` and the wall."""
    if scope not in SCOPES:
        raise ValueError(scope)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            caller = _caller()
            _count(caller)
            if scope not in caller.scopes:
                raise NoScope(message("This token does not have the scope “%(scope)s”.", scope=scope))
            g.caller, g.organisation_code = caller, caller.organisation
            enter(caller.organisation_id)
            if not caller.used_today:
                _note_use(caller)
            return view(**values)

        csrf.exempt(guarded)
        return guarded_by(_documented(guarded, scope), Guard("token", scope=scope))

    return decorate


def _caller() -> Caller:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = callers().caller(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None
    if found is None:
        raise NoToken(message("Send a token of this organisation: Authorization: Bearer …"))
    return found


def _count(caller: Caller) -> None:
    amount = current_app.config["FEEDBACK"].api_limit
    refusal = message("Too many requests. Wait and try again.")
    limits.hit("api", amount, 60, str(caller.token_id), refuse=refusal)


def _note_use(caller: Caller) -> None:
    """Once a day; reading goes on where nothing can be written."""
    with suppress(StorageAway):
        act(callers().note_use, caller.token_id)


def _documented(view: View, scope: str) -> View:
    """The OpenAPI document says of every operation which scope it needs."""
    written = getattr(view, "_apidoc", {})
    manual = {**written.get("manual_doc", {}), "security": [{"token": [scope]}]}
    view._apidoc = {**written, "manual_doc": manual}  # type: ignore[attr-defined]
    return view
