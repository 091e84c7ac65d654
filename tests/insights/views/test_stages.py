from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from feedback.db import db
from feedback.insights.models import Comment
from feedback.insights.queries import staging
from feedback.permissions import Role
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.insights.actions.test_stages import place, places, unsure
from tests.insights.views.test_editing import seen
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(f"/o/acme/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def test_without_suggestions(acme: Member, as_member: Browser) -> None:
    ground(acme)
    browser = as_member(acme)
    assert "No suggestion waits." in shown(browser, "journey/suggested")
    assert "Everything stands on the map." in shown(browser, "journey/unmapped")


def test_accepting_above_a_certainty_is_shown_first_and_taken_back(acme: Member, as_member: Browser) -> None:
    ground(acme)
    low, middle, high = unsure(acme, 0.3, 0.6, 0.9)
    browser = as_member(acme)
    assert "60 % and more" in shown(browser, "journey/suggested")
    answer = post(browser, "/o/acme/journey/suggested?lang=en", {"certainty": "60"})
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 200 and "That takes 2 comments." in page
    answer = post(browser, "/o/acme/journey/suggested", {"certainty": "60", "seen": seen(page)})
    assert (answer.status_code, answer.location) == (303, "/o/acme/journey/suggested")
    assert [places(acme)[one] for one in (low, middle, high)] == [None, "visit", "visit"]
    with acme.at_work():
        accepted = staging.accepted()
    assert post(browser, f"/o/acme/journey/suggested/{accepted[0].id}/undo").status_code == 303
    with acme.at_work():
        assert staging.count_above(0.0) == 3


def test_a_certainty_that_is_none_stays_typed(acme: Member, as_member: Browser) -> None:
    ground(acme)
    unsure(acme, 0.3)
    for typed in ("140", ""):
        answer = post(as_member(acme), "/o/acme/journey/suggested", {"certainty": typed})
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.get_data(as_text=True)


def test_one_comment_is_placed_or_said_to_fit_nowhere(acme: Member, as_member: Browser) -> None:
    ground(acme)
    first, second = unsure(acme, 0.3, 0.4)
    browser = as_member(acme)
    assert post(browser, f"/o/acme/journey/comments/{first}/stage", {"stage": "visit"}).status_code == 303
    assert post(browser, f"/o/acme/journey/comments/{second}/stage", {"stage": "none"}).status_code == 303
    assert post(browser, f"/o/acme/journey/comments/{second}/stage", {"stage": ""}).status_code == 422
    assert "Said to fit no stage" in shown(browser, "journey/unmapped")
    assert post(browser, f"/o/acme/journey/comments/{second}/leave").status_code == 303
    assert "Said to fit no stage" not in shown(browser, "journey/unmapped")
    assert places(acme)[first] == "visit"


def test_unmapped_moments_by_theme_with_people_and_words(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "parking", stage=None, n=2, text="There is no parking lot at all.")
    heard(acme, "employees", "parking", stage=None, n=1, text="We park in the street.")
    heard(acme, "customers", "waiting", stage="visit", n=1)
    theme(acme, "parking")
    counted(acme)
    browser = as_member(acme)
    page = shown(browser, "journey/unmapped")
    assert ">Parking</h2>" in page and ">Waiting</h2>" not in page
    assert "2 people" in page and "There is no parking lot at all." in page
    assert "/journey/edit/stages/new?name=Parking" in page
    assert 'value="Parking"' in shown(browser, "journey/edit/stages/new?name=Parking")
    answer = post(browser, "/o/acme/journey/unmapped/parking", {"stage": "visit"})
    assert answer.status_code == 303 and set(places(acme).values()) == {"visit"}
    assert post(browser, "/o/acme/journey/unmapped/parking", {"stage": ""}).status_code == 422


def test_words_of_few_protected_people_are_neither_shown_nor_counted(acme: Member, as_member: Browser) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 3, "parking", text="Our boss parks anywhere.")
    unplaced(acme)
    counted(acme)
    for path in ("journey/unmapped", "journey/suggested"):
        page = shown(as_member(acme), path)
        assert "Our boss" not in page and "3 people" not in page


def unplaced(of: Member) -> None:
    """Every comment stands at no stage."""

    def leave() -> None:
        for row in db.session.scalars(db.select(Comment)):
            row.stage_id = None

    of.do(leave)


def test_a_viewer_sees_and_changes_nothing(acme: Member, app: Any, as_member: Browser) -> None:
    ground(acme)
    comment = unsure(acme, 0.3)[0]
    viewer = as_member(member(app, "acme", Role.VIEWER))
    assert "Place it there" not in shown(viewer, "journey/suggested")
    assert post(viewer, f"/o/acme/journey/comments/{comment}/stage", {"stage": "visit"}).status_code == 403
    assert post(viewer, "/o/acme/journey/suggested", {"certainty": "10"}).status_code == 403


def test_the_list_of_suggestions_asks_the_same_for_one_and_for_three(acme: Member, as_member: Browser) -> None:
    ground(acme)
    unsure(acme, 0.3)
    browser = as_member(acme)
    shown(browser, "journey/suggested")
    with statements(acme.app) as once:
        shown(browser, "journey/suggested")
    unsure(acme, 0.4, 0.5)
    with statements(acme.app) as often:
        shown(browser, "journey/suggested")
    assert len(often) == len(once)
    place(acme, unsure(acme, 0.2)[0], "visit")
