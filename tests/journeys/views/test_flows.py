"""Drawing key flows in the browser."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys.queries import flows as queries
from tests.factories.blueprint import flow
from tests.factories.journeys import journey
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import page

SignedIn = Callable[..., FlaskClient]
FLOWS = "/o/acme/journey/flows"


def path(of: Member, code: str) -> list[str]:
    with of.at_work():
        points = queries.touchpoints()
        return [points[step.touchpoint_id].stage.code for step in queries.flow(code).steps]


def test_a_flow_is_made_and_its_path_laid(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert browser.get(f"{FLOWS}/new").status_code == 404, "without a journey there is nothing to lead through"
    stages = journey(acme)
    answer = post(browser, f"{FLOWS}/new", {"name_es": "Reparar", "good_end_es": "Funciona"})
    assert (answer.status_code, answer.location) == (303, f"{FLOWS}/reparar#h-path")
    for stage in (stages[1], stages[0]):
        typed = {"touchpoint": str(stage.touchpoints[0].id)}
        assert post(browser, f"{FLOWS}/reparar/steps", typed).location == f"{FLOWS}/reparar#h-path"
    assert path(acme, "reparar") == ["visit", "booking"]
    post(browser, f"{FLOWS}/reparar/steps/move", {"place": "2", "direction": "up"})
    assert path(acme, "reparar") == ["booking", "visit"]
    post(browser, f"{FLOWS}/reparar/steps/remove", {"place": "1"})
    assert path(acme, "reparar") == ["visit"]
    for place in ("2", "x", ""):
        assert post(browser, f"{FLOWS}/reparar/steps/remove", {"place": place}).status_code == 404


def test_what_cannot_be_is_refused_with_everything_typed_still_there(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    code = flow(acme)
    browser = as_member(acme)
    for where in ("new", code):
        answer = post(browser, f"{FLOWS}/{where}", {"name_es": "", "good_end_es": "Typed with care"})
        assert (answer.status_code, "Typed with care" in answer.get_data(as_text=True)) == (422, True)
    assert post(browser, f"{FLOWS}/{code}/steps", {"touchpoint": "nowhere"}).status_code == 422
    assert path(acme, code) == ["booking", "visit"]


def test_a_flow_is_renamed_and_taken_out(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    code = flow(acme)
    browser = as_member(acme)
    answer = post(browser, f"{FLOWS}/{code}", {"name_es": "Otro", "name_en": "Another", "good_end_es": "Bien"})
    assert answer.status_code == 303
    assert "Another" in page(browser, f"{FLOWS}/{code}")
    assert post(browser, f"{FLOWS}/{code}/remove", {}).location == FLOWS
    assert browser.get(f"{FLOWS}/{code}").status_code == 404
