"""Error pages speak product words, carry an id, and give nothing away."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from feedback.errors import Conflict, NotAllowed, StorageAway, TooMany, message
from tests.factories.people import Member, post, sign_in


@pytest.fixture
def broken(make_app: Callable[..., Flask]) -> Flask:
    """An installation with a page for every way to fail."""
    app = make_app()
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    ways = {
        "conflict": Conflict(message("Somebody else changed it.")),
        "forbidden": NotAllowed(),
        "many": TooMany(message("Too many."), 7),
        "away": StorageAway(),
        "locked": OperationalError("SELECT secret", {}, Exception("database is locked")),
        "bug": KeyError("an answer somebody typed"),
    }
    for name, error in ways.items():
        app.add_url_rule(f"/fail/{name}", f"fail-{name}", _raising(error))
    return app


def _raising(error: Exception) -> Callable[[], str]:
    def view() -> str:
        raise error

    return view


CASES = [("conflict", 409), ("forbidden", 403), ("many", 429), ("away", 503), ("locked", 503), ("bug", 500)]


@pytest.mark.parametrize(("way", "status"), CASES)
def test_every_failure_has_its_page(broken: Flask, way: str, status: int) -> None:
    answer = broken.test_client().get(f"/fail/{way}", headers={"Accept-Language": "en"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert answer.headers["X-Request-Id"] in page
    for secret in ("Traceback", "SELECT", "an answer somebody typed", "KeyError"):
        assert secret not in page
    assert ("Retry-After" in answer.headers) == (status in {429, 503})


def test_a_log_line_never_holds_what_somebody_typed(broken: Flask) -> None:
    """Case 31: a bug's message is left out, a line break in a header stays inside one JSON line."""
    agent = {"User-Agent": "x\\n2026-11-22 INFO login ok"}
    handler = logging.getLogger("feedback").handlers[0]
    lines = io.StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(lines)
    broken.test_client().get("/fail/bug?answer=typed", headers=agent)
    err = lines.getvalue()
    assert "KeyError at" in err
    for secret in ("an answer somebody typed", "typed", "login ok"):
        assert secret not in err
    assert all(line.startswith("{") and line.endswith("}") for line in err.strip().splitlines())


def test_an_unknown_page_and_a_page_of_others_look_alike(client: FlaskClient, acme: Member) -> None:
    sign_in(client, acme)
    pages = [client.get(path) for path in ("/nothing", "/o/globex/settings", "/o/nobody/settings")]
    assert [page.status_code for page in pages] == [404, 404, 404]


def test_a_form_without_its_token_changes_nothing(client: FlaskClient, acme: Member) -> None:
    sign_in(client, acme)
    answer = client.post("/o/acme/settings/name", data={"name": "Mallory"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "nothing was changed" in answer.get_data(as_text=True)
    assert post(client, "/o/acme/settings/name", {"name": "Better"}).status_code == 303


def test_injection_is_treated_as_text(client: FlaskClient, acme: Member) -> None:
    """Case 29 on paths and queries of signed-in pages."""
    sign_in(client, acme)
    for value in ("' OR 1=1--", "1;SELECT pg_sleep(5)", "1) UNION SELECT", "%27%20OR%201=1"):
        assert client.get(f"/o/{value}/settings").status_code == 404
        assert client.get(f"/r/{value}").status_code == 404
        assert client.get(f"/s/{value}/{value}?stage={value}").status_code == 404


def test_a_foreign_host_is_refused(client: FlaskClient) -> None:
    assert client.get("/login", headers={"Host": "evil.example"}).status_code == 400


def test_headers_of_every_page(client: FlaskClient, acme: Member) -> None:
    """Case 19: pages of members are nobody else's to keep."""
    sign_in(client, acme)
    headers = client.get("/o/acme/settings").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert "Cookie" in headers["Vary"]
