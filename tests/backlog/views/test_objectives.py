"""Objectives through their pages."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.queries import objectives
from tests.factories.backlog import improvement, reread
from tests.factories.people import Member, post

SignedIn = Callable[..., FlaskClient]
PAGE = "/o/acme/backlog/objectives"


def html(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_an_objective_is_added_renamed_and_removed(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Your objectives will stand here." in html(browser, PAGE)
    refused = post(browser, PAGE, {"name_es": "", "name_en": "Kept as typed"})
    assert (refused.status_code, "Kept as typed" in refused.get_data(as_text=True)) == (422, True)
    assert post(browser, PAGE, {"name_es": "Que vuelvan", "name_en": "They come back"}).location == PAGE
    with acme.at_work():
        aim = objectives.objectives()[0].id
    number = improvement(acme, objective_id=aim)
    assert f'<a href="/o/acme/backlog?objective={aim}">one improvement</a>' in html(browser, PAGE)
    assert "They come back" in html(browser, f"/o/acme/backlog/{number}")
    assert post(browser, f"{PAGE}/{aim}", {"name_es": "Que se queden", "name_en": "They stay"}).status_code == 303
    assert "They stay" in html(browser, f"{PAGE}/{aim}")
    assert post(browser, f"{PAGE}/{aim}/remove", {}).status_code == 303
    assert reread(acme, number).objective_id is None
