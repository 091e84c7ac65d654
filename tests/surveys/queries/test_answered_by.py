"""What one person answered: of identified surveys only."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from feedback import slots
from feedback.db import find, inside
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules import history
from feedback.surveys.queries import answered_by
from feedback.surveys.wiring import answered
from tests.factories import groups, invitations, journeys
from tests.factories import surveys as made
from tests.factories.people import Member

FILLED = {"nps": "9", "csat": "4"}


def test_only_identified_surveys_are_part_of_the_relationship(app: Flask, client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    person = invitations.person(acme, "customers")
    codes = {}
    for mode in ("identified", "confidential", "anonymous"):
        survey = made.opened(acme, made.published(acme, title=mode), ["customers"], mode=mode)
        guest = invitations.invited(survey, "customers", contact=person)
        data = {**FILLED, "submission_id": str(guest.invitation_id)}
        assert client.post(guest.path, data=data).status_code == 303
        codes[mode] = survey.code
    made.closed(survey)
    with acme.at_work():
        assert {one.mode for one in answered_by.responses_of(person)} == {"identified", "confidential"}
        assert [row.code for row, _ in answered_by.identified_surveys(person)] == [codes["identified"]]
    with app.test_request_context(f"/o/{acme.organisation}/groups"):
        app.preprocess_request()
        with inside(acme.organisation_id):
            contact = find(Contact, person)
            told = [(str(one.kind), one.url) for one in answered(contact)]
    assert answered in slots.fillers(history.SLOT)
    assert told == [("Answered a survey", f"/o/acme/surveys/{codes['identified']}/results")]
