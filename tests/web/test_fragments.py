"""A part of a page asked for again costs nothing while it says the same."""

from __future__ import annotations

from flask import Flask

from feedback.web.fragments import fragment


def asked(html: str, tag: str = "") -> tuple[int, str]:
    app = Flask("part")
    with app.test_request_context("/", headers={"If-None-Match": tag} if tag else {}):
        answer = fragment(html)
        return answer.status_code, answer.headers["ETag"]


def test_the_same_part_is_not_sent_twice() -> None:
    status, tag = asked("<p>1 of 2</p>")
    assert status == 200
    assert asked("<p>1 of 2</p>", tag)[0] == 304
    assert asked("<p>2 of 2</p>", tag)[0] == 200
