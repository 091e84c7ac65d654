"""Reads that a page makes once, and acts make anew."""

from __future__ import annotations

from flask import Flask

from feedback.db import inside
from feedback.web.remembering import once_a_page
from tests.factories.people import Member


def asked_twice(app: Flask, method: str, *members: Member) -> list[int]:
    """What a counting read gives to each member, asked twice in one request."""
    counted = iter(range(10))
    with app.test_request_context(method=method):
        found = []
        for of in members:
            with inside(of.organisation_id):
                found += [once_a_page("count", lambda: next(counted)) for _ in range(2)]
    return found


def test_a_page_reads_once(app: Flask, acme: Member) -> None:
    assert asked_twice(app, "GET", acme) == [0, 0]


def test_what_may_change_something_reads_every_time(app: Flask, acme: Member) -> None:
    assert asked_twice(app, "POST", acme) == [0, 1]
    with app.app_context(), inside(acme.organisation_id):
        assert [once_a_page("count", iter([1, 2]).__next__) for _ in range(1)] == [1]


def test_one_organisation_never_gets_what_another_read(app: Flask, acme: Member, globex: Member) -> None:
    assert asked_twice(app, "GET", acme, globex, acme) == [0, 0, 1, 1, 0, 0]
