"""Forgetting a person: their words go, figures stay, and nothing says whose they were."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import func, select

from feedback import jobs
from feedback.db import db, find
from feedback.stakeholders.actions.contacts import erase_contact
from feedback.stakeholders.models import Contact
from feedback.surveys.actions import surveys as launching
from feedback.surveys.models import Answer, AnswerText, Response, TextErasure
from feedback.surveys.queries import answered_by
from feedback.surveys.queries import surveys as launched
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


# --- confidential: the difference must not tell whose it was ----------------------------------------


def written_by(guests: list[invitations.Guest], client: FlaskClient, word: str = "Sentence") -> None:
    for number, guest in enumerate(guests):
        data = {**FILLED, "text": f"{word} {number}.", "submission_id": str(guest.invitation_id)}
        assert client.post(guest.path, data=data).status_code == 303


def erase(of: Member, guest: invitations.Guest) -> None:
    of.do(lambda: erase_contact(find(Contact, guest.contact_id), by=None))
    jobs.work_off(of.app)


def kept(of: Member) -> set[str]:
    with of.at_work():
        return set(db.session.scalars(select(AnswerText.text)))


def confidential(of: Member, client: FlaskClient, people: int) -> tuple[made.Opened, list[invitations.Guest]]:
    groups.three_groups(of)
    journeys.journey(of)
    survey = made.opened(of, made.published(of), ["customers"], mode="confidential")
    guests = invitations.party(survey, "customers", people)
    written_by(guests, client)
    return survey, guests


def test_what_nobody_has_read_goes_at_once(client: FlaskClient, acme: Member) -> None:
    _, guests = confidential(acme, client, 2)
    erase(acme, guests[0])
    assert kept(acme) == {"Sentence 1."}


def test_what_was_read_goes_together_with_that_of_others(client: FlaskClient, acme: Member) -> None:
    """Whoever pressed the button, and looks at the list before and after, must not see which sentence went."""
    survey, guests = confidential(acme, client, 16)
    made.closed(survey)
    before = kept(acme)
    assert len(before) == 16
    for number, guest in enumerate(guests[:5], 1):
        erase(acme, guest)
        with acme.at_work():
            assert set(db.session.scalars(select(Response.contact_id))) & {guest.contact_id} == set()
        assert len(kept(acme)) == (16 if number < 5 else 11), "five people's sentences go in one step"
    with acme.at_work():
        assert db.session.scalar(select(TextErasure).limit(1)) is None


def test_the_next_release_takes_along_what_waits(client: FlaskClient, acme: Member) -> None:
    survey, guests = confidential(acme, client, 12)
    acme.do(lambda: launching.ask_for_release(launched.survey(survey.code)))
    jobs.work_off(acme.app)
    erase(acme, guests[0])
    assert len(kept(acme)) == 12
    more = [invitations.invited(survey, "customers", number) for number in range(13, 19)]
    written_by(more, client, "Later")
    acme.do(lambda: launching.ask_for_release(launched.survey(survey.code)))
    jobs.work_off(acme.app)
    assert "Sentence 0." not in kept(acme)
