"""Accounts answers the API's question who calls, and remembers what was answered."""

from __future__ import annotations

from uuid import UUID

from flask import Flask

from feedback.accounts.tokens import actions, calls, queries
from feedback.events import ContactErased, subscribe
from feedback.web.api import Answered, Caller


class KnownCallers:
    """What `feedback.web.api.callers` asks of callers."""

    def caller(self, secret: str) -> Caller | None:
        return queries.caller(secret)

    def note_use(self, token_id: UUID) -> None:
        actions.note_use(token_id)

    def claim(self, token_id: UUID, key_hash: str, request_hash: str) -> Answered | None:
        return calls.claim(token_id, key_hash, request_hash)

    def keep(self, token_id: UUID, key_hash: str, status: int, body: str) -> None:
        calls.keep(token_id, key_hash, status, body)


def _erased(event: ContactErased) -> None:
    calls.forget_about(event.contact_id)


def wire(app: Flask) -> None:
    app.extensions["feedback.callers"] = KnownCallers()
    subscribe(ContactErased, _erased)
