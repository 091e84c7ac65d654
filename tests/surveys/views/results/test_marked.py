"""The page of answers worth a second look."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.surveys.marks import TRAP
from tests.factories import groups, journeys, people
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.surveys import Opened
from tests.statements import counted as statements

SignedIn = Callable[[Member], FlaskClient]


def opened(acme: Member, mode: str = "identified") -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    return made.opened(acme, made.published(acme), ["customers"], mode=mode)


def send(survey: Opened, n: int = 1) -> None:
    client = survey.of.app.test_client()
    for number in range(n):
        data = {"nps": "9", "text": f"Nota {number}", TRAP: "x", "submission_id": str(uuid4())}
        assert client.post(f"/s/{survey.code}/customers", data=data).status_code == 303


def test_each_stands_there_with_its_reasons_and_its_words(as_member: SignedIn, acme: Member) -> None:
    survey = opened(acme)
    owner = as_member(acme)
    here = f"/o/acme/surveys/{survey.code}/marked?lang=en"
    assert "No answer is marked." in owner.get(here).get_data(as_text=True)
    send(survey)
    made.counted(survey)
    page = owner.get(here).get_data(as_text=True)
    assert "A field that people cannot see was filled in: it may be a program." in page
    assert "Nota 0" in page
    results = owner.get(f"/o/acme/surveys/{survey.code}/results?lang=en").get_data(as_text=True)
    assert "Worth a second look" in results
    assert f"/o/acme/surveys/{survey.code}/marked" in results


def test_a_viewer_sees_how_many_and_not_which(app: object, as_member: SignedIn, acme: Member) -> None:
    survey = opened(acme)
    send(survey)
    made.counted(survey)
    viewer = as_member(people.member(acme.app, "acme", Role.VIEWER))
    assert viewer.get(f"/o/acme/surveys/{survey.code}/marked").status_code == 403
    results = viewer.get(f"/o/acme/surveys/{survey.code}/results?lang=en").get_data(as_text=True)
    assert "Worth a second look" in results and "/marked" not in results


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_no_single_answer_of_a_protected_survey_is_shown(as_member: SignedIn, acme: Member, mode: str) -> None:
    survey = opened(acme, mode)
    send(survey, 12)
    made.closed(survey)
    owner = as_member(acme)
    answer = owner.get(f"/o/acme/surveys/{survey.code}/marked")
    assert (answer.status_code, "Nota" in answer.get_data(as_text=True)) == (403, False)
    results = owner.get(f"/o/acme/surveys/{survey.code}/results?lang=en").get_data(as_text=True)
    assert "Worth a second look" in results and "/marked" not in results


def test_one_and_three_are_read_alike(as_member: SignedIn, acme: Member) -> None:
    survey = opened(acme)
    send(survey)
    owner = as_member(acme)
    here = f"/o/acme/surveys/{survey.code}/marked"
    owner.get(here)
    with statements(acme.app) as few:
        owner.get(here)
    send(survey, 2)
    with statements(acme.app) as many:
        owner.get(here)
    assert len(many) == len(few)
