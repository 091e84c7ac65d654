"""Answers worth a second look: counted, explained, and never left out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.surveys.marks import TRAP
from feedback.surveys.models import Response
from feedback.surveys.queries import marked
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, invitations, journeys
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.surveys import Opened

LONG = "Estuve esperando cuarenta minutos y nadie me dijo nada de nada."


def opened(acme: Member, mode: str) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    return made.opened(acme, made.published(acme), ["customers"], mode=mode)


def send(client: FlaskClient, where: str, **values: str) -> None:
    data = {"nps": "9", "csat": "4", "submission_id": str(uuid4()), **values}
    assert client.post(where, data=data).status_code == 303


def openly(survey: Opened) -> str:
    return f"/s/{survey.code}/customers"


def found(survey: Opened) -> Any:
    with survey.of.at_work():
        return marked.marks_of(launched.survey(survey.code))


def test_a_mark_is_kept_with_the_answer_and_the_answer_is_kept(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme, "identified")
    send(client, openly(survey), **{TRAP: "http://spam.example"})
    send(client, openly(survey))
    assert found(survey) == marked.Marks(Shown(1, 1), {"bot": 1})
    with acme.at_work():
        (one,) = marked.marked(launched.survey(survey.code))
        assert (one.reasons, one.texts) == (["bot"], ())
        assert len(db.session.scalars(select(Response)).all()) == 2


def test_the_same_person_on_another_occasion_is_marked(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme, "identified")
    person = invitations.person(acme, "customers")
    for occasion in ("", "order-7"):
        send(client, invitations.invited(survey, "customers", contact=person, occasion=occasion).path)
    assert found(survey).reasons == {"twice": 1}


@pytest.mark.parametrize(("marks", "shown"), [(4, Hidden("too_few", 5)), (5, Shown(5, 5)), (8, Hidden("complement"))])
def test_of_a_protected_survey_only_a_count_of_enough_people_and_only_at_its_end(
    client: FlaskClient, acme: Member, marks: int, shown: object
) -> None:
    survey = opened(acme, "anonymous")
    for number in range(10):
        send(client, openly(survey), **({TRAP: "x"} if number < marks else {}))
    assert found(survey) is None
    made.closed(survey)
    assert found(survey) == marked.Marks(shown, {})  # type: ignore[arg-type]
    with acme.at_work(), pytest.raises(TypeError):
        marked.marked(launched.survey(survey.code))


def test_an_anonymous_answer_is_never_timed_and_never_compared(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme, "anonymous")
    for _ in range(6):
        send(client, openly(survey), text=LONG)
    made.closed(survey)
    with acme.at_work():
        rows = db.session.execute(select(Response.marks, Response.seconds, Response.content_mac)).all()
    assert {tuple(row) for row in rows} == {("", None, None)}
