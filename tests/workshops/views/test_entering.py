"""What every page behind a workshop's link shares."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from flask import Flask

from feedback.errors import TooMany, message
from feedback.workshops.queries import Room
from feedback.workshops.views import entering

ROOM = Room(uuid4(), uuid4(), "Acme", ("es", "en"), "CODE", {}, {}, False, "vote", ())


def test_a_number_that_is_none_becomes_a_new_one() -> None:
    who = uuid4()
    assert entering.participant(str(who)) == who
    found = [entering.participant(text) for text in ("", "nobody", None)]
    assert (len(set(found)), {type(one) for one in found}) == (3, {UUID})


def test_the_language_asked_for_else_the_browsers_else_the_organisations(app: Flask) -> None:
    for asked, browser, spoken in (("en", "es", "en"), ("de", "en", "en"), (None, "de", "es")):
        with app.test_request_context(headers={"Accept-Language": browser}):
            assert entering.language(ROOM, asked) == spoken
    assert [one["code"] for one in entering.languages(ROOM)] == ["es", "en"]
    assert entering.offered(replace(ROOM, languages=("de",)))[0] == "es"


def test_who_has_to_wait_is_told_how_long(app: Flask) -> None:
    with app.test_request_context():
        assert "Retry-After" not in entering.answered("page", 200).headers
        waiting = entering.answered("page", 429, TooMany(message("Wait."), 30))
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (429, "30")
