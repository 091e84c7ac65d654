"""Case 31: one line per request, whatever is sent; no answer, token or address in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.web.logs import JsonLine
from tests.factories.people import Member, csrf_of, sign_in

FORGED = "x\r\n2026-11-22 INFO login ok"


@pytest.fixture
def lines(app: Flask) -> Iterator[io.StringIO]:
    """What goes to stderr."""
    handler = logging.getLogger("feedback").handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_a_line_break_in_an_address_stays_in_its_line(lines: io.StringIO, client: FlaskClient, acme: Member) -> None:
    token = csrf_of(client.get("/login").get_data(as_text=True))
    data = {"email": FORGED, "password": "a secret of mine", "csrf_token": token}
    assert client.post("/login", data=data, headers={"User-Agent": "x\t2026 INFO login ok"}).status_code in (401, 422)
    written = lines.getvalue()
    assert [json.loads(line)["rule"] for line in written.splitlines()] == ["/login", "/login"]
    for secret in ("login ok", "a secret of mine", token):
        assert secret not in written


def test_a_line_names_the_rule_and_never_the_path(lines: io.StringIO, client: FlaskClient, acme: Member) -> None:
    sign_in(client, acme)
    for path in ("/r/ABCDEFGH1234?thanks", "/w/SECRETCODE", "/s/survey-x1/customers", "/o/acme/themes?theme=fear"):
        client.get(path)
    written = lines.getvalue()
    assert [json.loads(line)["rule"] for line in written.splitlines()][-4:] == [
        "/r/<code>",
        "/w/<code>",
        "/s/<survey>/<group>",
        "/o/<organisation>/themes",
    ]
    for secret in ("ABCDEFGH1234", "SECRETCODE", "fear", acme.email):
        assert secret not in written


def test_a_forged_text_is_escaped_and_an_exception_keeps_its_message_to_itself() -> None:
    record = logging.LogRecord("feedback", logging.INFO, "", 1, FORGED, (), None)
    line = JsonLine().format(record)
    assert (len(line.splitlines()), json.loads(line)["event"]) == (1, FORGED)
    try:
        raise ValueError("an answer somebody typed")
    except ValueError as error:
        failed = logging.LogRecord(
            "feedback", logging.ERROR, "", 1, "failed", (), (type(error), error, error.__traceback__)
        )
    line = JsonLine().format(failed)
    assert "an answer somebody typed" not in line
    assert json.loads(line)["exception"].startswith("ValueError at test_logs.py:")
