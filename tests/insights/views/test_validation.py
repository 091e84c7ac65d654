from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.surveys.queries import questionnaires
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.insights.views.test_claims import shown

Browser = Callable[..., FlaskClient]
PAGE = "/o/acme/journey/validation"


def test_one_click_leads_to_the_launch_of_a_short_questionnaire(acme: Member, as_member: Browser) -> None:
    three_groups(acme)
    journey(acme, ("one", "two", "three", "four", "five", "six"))
    browser = as_member(acme)
    page = shown(browser, PAGE)
    assert "11 questions and an open one" in page and "Another time: part 2" in page
    made = post(browser, PAGE, {"group": "customers", "wave": "1"})
    assert made.status_code == 303 and "group=customers" in made.headers["Location"]
    launch = shown(browser, made.headers["Location"])
    assert "Is this how you lived it?" in launch
    with acme.at_work():
        (draft,) = questionnaires.questionnaires()
        assert len(list(questionnaires.draft_of(draft).questions())) == 12


def test_who_may_not_launch_is_shown_the_draft(acme: Member, as_member: Browser) -> None:
    ground(acme)
    made = post(as_member(member(acme.app, "acme", Role.ANALYST)), PAGE, {"group": "employees"})
    assert made.status_code == 303 and "/surveys/questionnaires/" in made.headers["Location"]


def test_nothing_drawn_nothing_to_ask(acme: Member, as_member: Browser) -> None:
    browser = as_member(acme)
    assert "There is nothing to ask." in shown(browser, PAGE)
    three_groups(acme)
    assert post(browser, PAGE, {"group": "customers", "wave": "x"}).status_code == 409
    assert post(browser, PAGE, {"group": "nobody"}).status_code == 404
