"""Systems that call the API."""

from __future__ import annotations

from dataclasses import dataclass
from json import dumps
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback.accounts.tokens import actions as tokens
from feedback.permissions import Access
from tests.factories.people import Member


@dataclass(frozen=True)
class System:
    """Another system with a token of one organisation."""

    client: FlaskClient
    secret: str
    token_id: Any

    def call(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        """One call below `/api/v1`; headers are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Authorization": f"Bearer {self.secret}", **named}
        body = {} if json is None else {"data": dumps(json), "content_type": "application/json"}
        return self.client.open(f"/api/v1{path}", method=method, headers=sent, **body)

    def get(self, path: str) -> TestResponse:
        return self.call("GET", path)

    def post(self, path: str, json: Any, **headers: str) -> TestResponse:
        return self.call("POST", path, json, **headers)

    def patch(self, path: str, json: Any) -> TestResponse:
        return self.call("PATCH", path, json)

    def delete(self, path: str) -> TestResponse:
        return self.call("DELETE", path)


def system(of: Member, *scopes: str, name: str = "CRM", by_member: bool = True, **more: Any) -> System:
    """A system of the organisation, whose token the member made, or somebody on the command line."""
    access = Access(of.user_id, of.organisation_id, of.role) if by_member else None

    def make() -> tuple[Any, str]:
        made, secret = tokens.make(name=name, scopes=scopes or ("read", "write"), by=access, **more)
        return made.id, secret

    token_id, secret = of.do(make)
    return System(of.app.test_client(), secret, token_id)
