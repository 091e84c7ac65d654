"""Headers of every answer: nothing from elsewhere, nothing kept by anybody else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.factories.people import Member, sign_in


def test_headers_of_a_page_of_members(client: FlaskClient, acme: Member) -> None:
    """Case 19: pages of members are nobody else's to keep."""
    sign_in(client, acme)
    headers = client.get("/o/acme/settings").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"], policy["frame-ancestors"]) == ("'self'", "'self'", "'none'")
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize("path", ["/health", "/r/000000000000", "/s/nothing/nobody", "/w/nothing", "/said/nobody"])
def test_pages_of_respondents_know_no_cookie(client: FlaskClient, acme: Member, path: str) -> None:
    sign_in(client, acme)
    headers = client.get(path).headers
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")


def test_only_a_secure_request_promises_to_stay_secure(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/login").headers
    assert "Strict-Transport-Security" in client.get("/login", base_url="https://localhost").headers


def test_static_files_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/static/css/answer.css")
    assert answer.status_code == 200
    assert "max-age=86400" in answer.headers["Cache-Control"]
