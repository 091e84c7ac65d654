"""Cases: announced, answered, and forgotten with the person."""

from __future__ import annotations

import pytest

from feedback import events
from feedback.accounts.webhooks import rules as webhooks
from feedback.db import db
from feedback.errors import Conflict
from feedback.followup.actions import cases as actions
from feedback.followup.models import CaseNote
from feedback.followup.queries import cases as queries
from feedback.stakeholders.actions.contacts import erase_contact
from tests.factories.backlog import ground
from tests.factories.cases import case, contact, person, said_by
from tests.factories.people import Member
from tests.factories.surveys import opened, published
from tests.factories.webhooks import log, webhook


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def test_a_case_that_is_opened_is_told_with_its_id_alone(acme: Member) -> None:
    made, _ = webhook(acme, "https://hooks.example/x", [webhooks.CASE_OPENED])
    ana = person(acme)
    survey = opened(acme, published(acme), ["customers"])
    opened_case = case(acme, said_by(survey, ana, nps=1, text={"text": "Nobody called."}), reason="Angry Ana")
    [row] = log(acme, made)
    assert (row.event, f'"data":{{"case":"{opened_case}"}}' in row.body) == ("case.opened", True)
    for word in ("Nobody", "Angry", "Ana", str(ana)):
        assert word not in row.body


def test_a_case_knows_whose_answer_it_is_only_where_it_was_identified(acme: Member) -> None:
    ana = person(acme)
    open_, quiet = (opened(acme, published(acme), ["customers"], mode=mode) for mode in ("identified", "confidential"))
    with acme.at_work():
        assert queries.case(case(acme, said_by(open_, ana, nps=1))).contact_id == ana
    with pytest.raises(Conflict):
        case(acme, said_by(quiet, ana, nps=1))


def test_the_first_word_about_a_mail_stands(acme: Member) -> None:
    survey = opened(acme, published(acme), ["customers"])
    made = case(acme, said_by(survey, person(acme), nps=1))
    note = acme.do(lambda: actions.reply(made, text="Hello").id)
    acme.do(lambda: actions.keep_reply(queries.note(note), sent=True))
    acme.do(lambda: actions.keep_reply(queries.note(note), sent=False))
    with acme.at_work():
        assert queries.note(note).sent
        assert queries.case(made).answered_at is not None


def test_a_person_who_is_erased_leaves_no_word_in_any_case(acme: Member) -> None:
    ana, eva = person(acme, "Ana"), person(acme, "Eva")
    survey = opened(acme, published(acme), ["customers"])
    hers, others = (
        case(acme, said_by(survey, who, nps=1, text={"text": f"I am {name}."}), reason=f"Call {name}")
        for who, name in ((ana, "Ana"), (eva, "Eva"))
    )
    for which in (hers, others):
        acme.do(lambda which=which: actions.add_note(which, text="She was angry").id)
        values = {"state": "closed", "owner_id": None, "due_on": None, "outcome": "She is happy"}
        acme.do(lambda which=which, values=values: actions.change_case(which, **values).id)
    acme.do(lambda: erase_contact(contact(acme, ana), by=None))
    with acme.at_work():
        row, kept = queries.case(hers), queries.case(others)
        assert (row.contact_id, row.reason, row.outcome, row.state) == (None, "", "", "closed")
        assert (kept.contact_id, kept.reason, kept.outcome) == (eva, "Call Eva", "She is happy")
        assert [note.case_id for note in db.session.scalars(db.select(CaseNote))] == [others]


def test_forgetting_somebody_without_a_case_changes_nothing(acme: Member) -> None:
    ana = person(acme)
    acme.do(lambda: events.announce(events.ContactErased(acme.organisation_id, ana)))
    assert acme.do(actions.forget_contact, ana) == 0
