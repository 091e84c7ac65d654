"""Alert rules at work, and replies on their way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from feedback import events, jobs
from feedback.db import db, now
from feedback.errors import Conflict
from feedback.events import AnalysisFinished, AnswersCounted
from feedback.followup.actions import alerts
from feedback.followup.actions import cases as actions
from feedback.followup.actions.cases import REPLY
from feedback.followup.jobs import LOOK, THEMES
from feedback.followup.models import AlertMark, AlertRule, Case
from feedback.followup.queries import alerts as reading
from feedback.followup.queries import cases as queries
from feedback.jobs import Job
from feedback.stakeholders.actions import contacts
from feedback.stakeholders.actions.contacts import keep_contact
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Response
from tests.factories.backlog import ground
from tests.factories.cases import case, contact, known, looked, person, rule, said_by
from tests.factories.heard import answered_about, counted, theme
from tests.factories.mailbox import mail_server, text_of
from tests.factories.people import Member
from tests.factories.surveys import Opened, asked, opened, published, standard

MODES = ("identified", "confidential", "anonymous")


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def cases(of: Member) -> dict[UUID, Case]:
    """Answer -> its case."""
    with of.at_work():
        return {row.response_id: row for row in db.session.scalars(db.select(Case))}


def asking(of: Member, mode: str = "identified", **values: Any) -> Opened:
    return opened(of, published(of, *values.pop("questions", standard("visit"))), ["customers"], mode=mode, **values)


def test_a_low_score_opens_a_case_by_itself(acme: Member) -> None:
    made = rule(acme, name="Unhappy", owner_id=acme.user_id, due_days=3)
    survey, ana = asking(acme), person(acme)
    low = said_by(survey, ana, nps=3)
    said_by(survey, ana, nps=9)
    looked(survey)
    [(response, row)] = cases(acme).items()
    assert response == low
    assert (row.reason, row.rule_id, row.owner_id, row.contact_id) == ("Unhappy", made, acme.user_id, ana)
    assert row.due_on == now().date() + timedelta(days=3)


@pytest.mark.parametrize("mode", MODES)
def test_never_from_an_answer_given_in_confidence(acme: Member, mode: str) -> None:
    """Even where the rows say who it was, and somebody announces what nobody should: identified alone opens one.

    The same answer, contact and announcement open a case in the identified survey, so the others could have leaked.
    """
    rule(acme)
    rule(acme, "words", "Leaving", wanted={"words": ["baja"]})
    survey, ana = asking(acme, mode), person(acme)
    moment = now()
    response = said_by(survey, ana, at=moment, nps=0, text={"text": "Me doy de baja"})
    acme.do(lambda: db.session.execute(update(Response).values(answered_at=moment)))
    looked(survey)
    assert list(cases(acme)) == ([response] if mode == "identified" else [])
    with acme.at_work():
        rows = reading.candidates(moment - timedelta(hours=1), survey.id)
        assert rows == []
        sneaked = [reading.Candidate(response, survey.id, ana, moment)]
    if mode != "identified":
        with acme.at_work(), pytest.raises(KeyError):
            list(reading.said(sneaked))


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_an_answer_given_in_confidence_adds_no_job(acme: Member, mode: str) -> None:
    """Counting one of an identified survey does; a protected one counts once, at closing, and announces nothing."""
    rule(acme)
    heard: list[AnswersCounted] = []
    events.subscribe(AnswersCounted, heard.append)
    try:
        for survey in (asking(acme), asking(acme, mode)):
            said_by(survey, None, nps=1)
            values = {"organisation_id": acme.organisation_id, "survey": survey.id.hex}
            acme.do(lambda values=values: jobs.add("surveys.tally", **values))
            jobs.work_off(acme.app)
    finally:
        events._handlers[AnswersCounted].remove(heard.append)
    identified = {one.survey_id for one in heard}
    assert len(identified) == 1
    assert survey.id not in identified


def test_once_per_answer_whatever_fits_and_however_often(acme: Member) -> None:
    first, second = rule(acme, name="First"), rule(acme, name="Second")
    survey = asking(acme)
    said_by(survey, person(acme), nps=0)
    looked(survey)
    looked(survey)
    [row] = cases(acme).values()
    assert row.rule_id == first
    acme.do(lambda: alerts.remove(first).id)
    looked(survey)
    assert len(cases(acme)) == 1
    with acme.at_work():
        assert queries.count_of_rules() == {first: 1}
    assert second


def test_only_who_agreed_to_be_asked_back(acme: Member) -> None:
    """Without a question for consent the contact's own word counts; with one, the box does."""
    rule(acme)
    yes, no, silent = (
        person(acme, name, consent=consent) for name, consent in (("Ana", True), ("Eva", False), ("Leo", None))
    )
    plain = asking(acme)
    found = {said_by(plain, who, nps=0): who for who in (yes, no, silent, None)}
    boxed = asking(acme, questions=[*standard("visit"), asked("contact_me", "consent")])
    ticked = said_by(boxed, no, nps=0, contact_me="yes")
    stranger = said_by(boxed, None, nps=0, contact_me="yes")
    said_by(boxed, yes, nps=0, contact_me="no")
    said_by(boxed, yes, nps=0)
    for survey in (plain, boxed):
        looked(survey)
    opened_for = set(cases(acme))
    assert opened_for == {ticked, stranger, *(one for one, who in found.items() if who == yes)}


def test_who_took_it_back_is_left_in_peace(acme: Member) -> None:
    rule(acme)
    ana, survey = person(acme), asking(acme)
    acme.do(lambda: contacts.opt_out(contact(acme, ana)).id)
    said_by(survey, ana, nps=0)
    looked(survey)
    assert cases(acme) == {}


def test_words_are_found_in_any_language_and_at_the_stage_of_the_rule(acme: Member) -> None:
    rule(acme, "words", "Leaving", wanted={"words": ["darme de baja", "cancelar", "lawyer"]}, stage_code="visit")
    survey, ana = asking(acme), person(acme)
    fits = [
        said_by(survey, ana, text={"text": text})
        for text in ("Voy a DARME de baja.", "quero cancelár tudo", "My lawyer will call")
    ]
    said_by(survey, ana, text={"text": "Me baja el ánimo"})
    looked(survey)
    assert set(cases(acme)) == set(fits)
    elsewhere = rule(acme, "words", "Booking", wanted={"words": ["ánimo"]}, stage_code="booking")
    said_by(survey, ana, text={"text": "Sin ánimo"})
    looked(survey)
    assert elsewhere not in {row.rule_id for row in cases(acme).values()}


def test_a_scale_whose_low_end_is_good(acme: Member) -> None:
    """CES where 1 is easy: 7 of 7 is the worst answer, and 1 is none to worry about."""
    rule(acme, wanted={"kind": "ces", "at_most": 2})
    survey = asking(acme, questions=[asked("ces", "ces", settings={"easy": "low", "points": 7})])
    ana = person(acme)
    hard = said_by(survey, ana, ces=7)
    said_by(survey, ana, ces=1)
    looked(survey)
    assert list(cases(acme)) == [hard]


def test_what_insiders_guess_of_customers_is_no_score_of_theirs(acme: Member) -> None:
    rule(acme)
    survey = asking(acme, questions=[asked("nps", "nps"), asked("guess", "nps", predicts=True)])
    said_by(survey, person(acme), nps=9, guess=0)
    looked(survey)
    assert cases(acme) == {}


def test_rules_look_forward_only_and_a_pause_is_a_pause(acme: Member) -> None:
    survey, ana = asking(acme), person(acme)
    said_by(survey, ana, nps=0)
    made = rule(acme)
    looked(survey)
    assert cases(acme) == {}
    acme.do(lambda: alerts.pause(made).id)
    said_by(survey, ana, nps=0)
    looked(survey)
    acme.do(lambda: alerts.resume(made).id)
    looked(survey)
    assert cases(acme) == {}
    late = said_by(survey, ana, nps=0)
    looked(survey)
    assert list(cases(acme)) == [late]


def test_answers_that_were_looked_at_are_not_read_again(acme: Member) -> None:
    """But for a quarter of an hour, in which an answer may have been stamped before and committed after."""
    made = rule(acme)
    acme.do(lambda: setattr(db.session.get(AlertRule, made), "since", now() - timedelta(days=2)))
    survey, ana = asking(acme), person(acme)
    looked(survey)
    with acme.at_work():
        until = db.session.scalars(db.select(AlertMark.looked_until)).one()
    said_by(survey, ana, at=until - timedelta(minutes=20), nps=0)
    slow = said_by(survey, ana, at=until - timedelta(minutes=10), nps=0)
    looked(survey)
    assert list(cases(acme)) == [slow]


def test_without_a_rule_nothing_is_looked_at(acme: Member) -> None:
    survey = asking(acme)
    said_by(survey, person(acme), nps=0)
    acme.do(lambda: events.announce(AnswersCounted(acme.organisation_id, survey.id)))
    acme.do(lambda: events.announce(AnalysisFinished(acme.organisation_id, survey.id)))
    with acme.at_work():
        kinds = set(db.session.scalars(db.select(Job.kind)))
    assert not kinds & {LOOK, THEMES}


def spoke(survey: Opened, who: UUID, feeling: str = "neg", theme_code: str = "waiting") -> UUID:
    """An answer of somebody that a run found the theme in."""
    [response] = answered_about(survey, "customers", 1, theme_code, feeling)
    known(survey.of, response, who)
    return response


def ran(of: Member) -> None:
    """A run has finished, and whatever follows from it is done."""
    run_id = counted(of)
    of.do(lambda: events.announce(AnalysisFinished(of.organisation_id, run_id)))
    jobs.work_off(of.app)


@pytest.mark.parametrize("negative", [True, False])
def test_a_theme_opens_a_case_after_the_run_that_found_it(acme: Member, negative: bool) -> None:
    theme(acme, "waiting")
    made = rule(acme, "theme", "Waits", wanted={"theme": "waiting", "negative": negative}, stage_code="visit")
    survey, ana = asking(acme), person(acme)
    bad, good = spoke(survey, ana), spoke(survey, ana, "pos")
    spoke(survey, ana, theme_code="treatment")
    spoke(survey, person(acme, "Eva", consent=None))
    looked(survey)
    assert cases(acme) == {}
    ran(acme)
    ran(acme)
    found = cases(acme)
    assert set(found) == ({bad} if negative else {bad, good})
    assert {row.rule_id for row in found.values()} == {made}


def test_a_theme_in_an_answer_given_in_confidence_opens_nothing(acme: Member) -> None:
    theme(acme, "waiting")
    rule(acme, "theme", "Waits", wanted={"theme": "waiting", "negative": False})
    open_, _, _ = (spoke(asking(acme, mode), person(acme, mode)) for mode in MODES)
    moment = now()
    acme.do(lambda: db.session.execute(update(Response).values(answered_at=moment)))
    ran(acme)
    assert list(cases(acme)) == [open_]


# --- replies --------------------------------------------------------------------------------------


def replied(of: Member, **values: Any) -> tuple[UUID, UUID]:
    """A case of Ana's, and a reply to her that waits."""
    ana = person(of, **values)
    made = case(of, said_by(asking(of), ana, nps=0))
    return made, of.do(lambda: actions.reply(made, text="We are sorry.\nTruly.").id)


def sent(of: Member, note: UUID) -> bool | None:
    with of.at_work():
        return queries.note(note).sent


def with_mail(app: Flask, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(SMTP_URL=url))


def test_a_reply_is_in_the_persons_language_and_says_why(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        with_mail(app, monkeypatch, mailbox.url)
        made, note = replied(acme, lang="en")
        jobs.work_off(app)
        jobs.work_off(app)
    [mail] = mailbox.to("ana@people.example")
    assert mail["Subject"] == "About your answer to Acme"
    assert mail["Message-ID"].startswith(f"<{note.hex}@")
    assert text_of(mail).startswith("We are sorry.\nTruly.\n\nAcme\n")
    assert sent(acme, note) is True
    with acme.at_work():
        assert queries.case(made).answered_at is not None


def test_whether_one_may_is_asked_again_when_it_leaves(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        with_mail(app, monkeypatch, mailbox.url)
        made, note = replied(acme)
        with acme.at_work():
            ana = queries.case(made).contact_id
        assert ana is not None
        acme.do(lambda: contacts.opt_out(contact(acme, ana)).id)
        jobs.work_off(app)
        assert mailbox.mails == []
    assert sent(acme, note) is False


def test_an_address_that_does_not_exist_is_remembered(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        mailbox.refusals["ana@people.example"] = "550 5.1.1 no such user"
        with_mail(app, monkeypatch, mailbox.url)
        made, note = replied(acme)
        jobs.work_off(app)
    assert sent(acme, note) is False
    with acme.at_work():
        person_ = queries.contact_of(queries.case(made))
        assert person_ is not None
        assert person_.bounce == "hard"


def test_a_mail_server_that_is_away_is_tried_again_and_given_up_in_the_end(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mail(app, monkeypatch, "smtp://127.0.0.1:9")
    _, note = replied(acme)
    for attempt in range(jobs.ATTEMPTS):
        assert sent(acme, note) is None, attempt
        acme.do(lambda: db.session.execute(update(Job).where(Job.kind == REPLY).values(run_at=now())))
        jobs.work_off(app)
    assert sent(acme, note) is False


def test_a_person_who_was_erased_meanwhile_is_not_written_to(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        with_mail(app, monkeypatch, mailbox.url)
        made, _ = replied(acme)
        with acme.at_work():
            ana = queries.case(made).contact_id
        assert ana is not None
        acme.do(lambda: contacts.erase_contact(contact(acme, ana), by=None))
        jobs.work_off(app)
        assert mailbox.mails == []


def test_the_same_person_again_is_another_contact(acme: Member) -> None:
    """An erased person who comes back has no history."""
    ana = person(acme)
    case(acme, said_by(asking(acme), ana, nps=0))
    acme.do(lambda: contacts.erase_contact(contact(acme, ana), by=None))

    def back() -> UUID:
        group = stakeholders.group_named("customers")
        return keep_contact(group=group, email="ana@people.example", source="test", despite_erasure=True)[0].id

    again = acme.do(back)
    with acme.at_work():
        assert queries.cases_about(again) == []


def test_an_answer_to_it_goes_to_whoever_looks_after_the_case(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        with_mail(app, monkeypatch, mailbox.url)
        made, _ = replied(acme)
        owner = {"owner_id": acme.user_id, "due_on": None}
        acme.do(lambda: actions.change_case(made, state="open", **owner).id)
        jobs.work_off(app)
    assert mailbox.mails[0]["Reply-To"] == acme.email


def test_a_reply_that_could_not_be_sent_is_sent_again(
    acme: Member, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        mailbox.answers["ana@people.example"] = ["554 5.7.1 not today"]
        with_mail(app, monkeypatch, mailbox.url)
        _, note = replied(acme)
        jobs.work_off(app)
        assert sent(acme, note) is False
        acme.do(lambda: actions.send_again(note).id)
        with pytest.raises(Conflict):
            acme.do(lambda: actions.send_again(note).id)
        jobs.work_off(app)
    assert sent(acme, note) is True
    assert [mail["Message-ID"].partition("@")[0] for mail in mailbox.mails] == [f"<{note.hex}"]
    with pytest.raises(Conflict):
        acme.do(lambda: actions.send_again(note).id)
