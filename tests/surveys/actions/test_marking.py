"""The same long words with the same answers, sent again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import time_machine
from flask.testing import FlaskClient

from feedback import jobs
from feedback.analysis.disclosure import Shown
from feedback.db import now
from feedback.surveys.actions import marking
from feedback.surveys.queries import marked
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys
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


def test_the_same_long_words_with_the_same_answers_are_marked_once_they_are_counted(
    client: FlaskClient, acme: Member
) -> None:
    survey = opened(acme, "identified")
    for values in ({"text": LONG}, {"text": LONG}, {"text": LONG, "nps": "3"}, {"text": "Bien"}, {"text": "Bien"}):
        send(client, openly(survey), **values)
    assert found(survey) == marked.Marks(Shown(0, 0), {})
    acme.do(lambda: marking.mark_repeated(survey.id))
    assert found(survey) == marked.Marks(Shown(1, 1), {"twice": 1})
    assert acme.do(lambda: marking.mark_repeated(survey.id)) == 0


def test_the_job_that_counts_marks_them(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme, "identified")
    for _ in range(2):
        send(client, openly(survey), text=LONG)
    with time_machine.travel(now().timestamp() + 300, tick=False):
        jobs.work_off(acme.app)
    assert found(survey).reasons == {"twice": 1}
