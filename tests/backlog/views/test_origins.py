"""From the map and a workshop to an improvement, in one click."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask.testing import FlaskClient

from feedback.insights.actions import moments
from feedback.journeys import queries as journeys
from feedback.permissions import Role
from tests.factories.backlog import ground, reread
from tests.factories.people import Member, member, post
from tests.factories.workshops import grouped, map_workshop

SignedIn = Callable[..., FlaskClient]


def html(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_a_moment_on_the_map_is_one_click_from_an_improvement(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    wish = {"kind": "pain", "reason": "It hurts."}
    stage = acme.do(lambda: moments.declare(stage=journeys.stage_named("visit"), **wish).stage_id)
    browser, path = as_member(acme), f"/o/acme/backlog/from/moments/{stage}/pain"
    assert f'action="{path}"' in html(browser, "/o/acme/journey")
    answers = [post(browser, path, {}) for _ in range(2)]
    assert {(one.status_code, one.location) for one in answers} == {(303, "/o/acme/backlog/1")}
    drawn = html(browser, "/o/acme/journey")
    assert f'action="{path}"' not in drawn
    assert '<a href="/o/acme/backlog/1">Take away what hurts at' in drawn
    assert "A moment of the journey" in html(browser, "/o/acme/backlog/1")
    assert post(browser, f"/o/acme/backlog/from/moments/{stage}/loud", {}).status_code == 404


def test_notes_of_a_workshop_are_drafted_either_way(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    workshop = map_workshop(acme)
    cluster = grouped(acme, workshop, ["Nobody calls"], "Tell the hour")
    browser, path = as_member(acme), f"/o/acme/backlog/from/workshop-groups/{cluster.id}"
    with acme.app.test_request_context("/"):
        page = url_for("workshop_board.cluster", organisation="acme", workshop_id=workshop.id, cluster_id=cluster.id)
    assert html(browser, page).count(f'action="{path}"') == 2
    assert post(browser, path, {"direction": "amplify"}).location == "/o/acme/backlog/1"
    assert reread(acme, 1).direction == "amplify"
    assert f'action="{path}"' not in html(browser, page)


def test_a_viewer_drafts_nothing(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    with acme.at_work():
        stage = journeys.stage_named("visit").id
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    assert post(viewer, f"/o/acme/backlog/from/moments/{stage}/pain", {}).status_code == 403
