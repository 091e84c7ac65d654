"""Forgetting a person: their words go, figures stay, and nothing says whose they were."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import func, select

from feedback import jobs
from feedback.db import db, find
from feedback.stakeholders.actions.contacts import erase_contact
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Answer, AnswerText, Response
from feedback.surveys.queries import answered_by
from tests.factories import groups, invitations, journeys
from tests.factories import surveys as made
from tests.factories.people import Member

FILLED = {"nps": "9", "csat": "4", "single": "b", "text": "Me llamo Ana y tardaron mucho."}


def test_words_go_and_figures_stay(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    survey = made.opened(acme, made.published(acme), ["customers"])
    ana, eva = invitations.party(survey, "customers", 2)
    for guest in (ana, eva):
        data = {**FILLED, "submission_id": str(guest.invitation_id)}
        assert client.post(guest.path, data=data).status_code == 303
    acme.do(lambda: erase_contact(find(Contact, ana.contact_id), by=None))
    jobs.work_off(acme.app)
    with acme.at_work():
        assert db.session.scalar(select(func.count()).select_from(Response)) == 2
        assert set(db.session.scalars(select(Response.contact_id))) == {None, eva.contact_id}
        assert db.session.scalar(select(func.count()).select_from(Answer)) == 8
        written = {row.response_id for row in db.session.scalars(select(AnswerText))}
        assert written == {one.response_id for one in answered_by.responses_of(eva.contact_id)}
        assert answered_by.responses_of(ana.contact_id) == []


def test_whoever_answered_nothing_leaves_nothing_to_do(acme: Member) -> None:
    groups.three_groups(acme)
    person = invitations.person(acme, "customers")
    acme.do(lambda: erase_contact(find(Contact, person), by=None))
    assert jobs.work_off(acme.app) == 0
