"""Looking after single answers, through pages and actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import Conflict, Invalid, NotFound
from feedback.followup.actions import cases as actions
from feedback.followup.queries import cases as queries
from feedback.followup.queries.cases import Wanted
from feedback.permissions import Role
from feedback.stakeholders.actions import contacts
from tests.factories.backlog import ground
from tests.factories.cases import case, contact, person, said_by
from tests.factories.mailbox import mail_server
from tests.factories.people import Member, member, post
from tests.factories.surveys import answered, closed, opened, published
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
CASES = "/o/acme/followup"


def answer_of(of: Member, mode: str = "identified", text: str = "Nobody called me back.") -> UUID:
    """One stored answer of a survey in this mode."""
    group = "customers" if mode == "identified" else "employees"
    survey = opened(of, published(of, title=f"{mode} {text}"[:30]), [group], mode=mode)
    [response] = answered(survey, group, 1, text={"text": text})
    return response


def every_case() -> list[object]:
    return list(queries.cases(Wanted("all", None, now().date())))


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def page(client: FlaskClient, path: str = CASES) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_a_case_is_opened_worked_on_and_closed(acme: Member, as_member: SignedIn) -> None:
    response = answer_of(acme)
    browser, open_ = as_member(acme), f"{CASES}/answer/{response}"
    assert "Answers to look after will stand here." in page(browser)
    assert "Nobody called me back." in page(browser, open_)
    assert (
        post(browser, open_, {"reason": "Angry", "owner": str(acme.user_id), "due_on": "2020-01-01"}).status_code == 303
    )
    with acme.at_work():
        [case] = every_case()
    shown = page(browser)
    assert "Angry" in shown
    assert "days late" in shown
    path = f"{CASES}/{case.id}"
    assert "Nobody called me back." in page(browser, path)
    assert post(browser, path, {"state": "closed", "outcome": ""}).status_code == 422
    assert post(browser, path, {"state": "closed", "outcome": "All well"}).status_code == 303
    with acme.at_work():
        kept = queries.case(case.id)
        assert (kept.state, kept.outcome, kept.closed_at is not None) == ("closed", "All well", True)
        assert [entry.act for entry in accounts.audit() if entry.act.startswith("case")] == [
            "case.moved",
            "case.opened",
        ]


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_no_case_is_opened_from_an_answer_given_in_confidence(acme: Member, as_member: SignedIn, mode: str) -> None:
    response = answer_of(acme, mode)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.open_case(response, reason="Who was that?"))
    browser = as_member(acme)
    assert browser.get(f"{CASES}/answer/{response}").status_code == 404
    assert post(browser, f"{CASES}/answer/{response}", {"reason": "Who was that?"}).status_code == 404
    with acme.at_work():
        assert every_case() == []
    assert post(browser, f"{CASES}/answer/{answer_of(acme)}", {"reason": "Angry"}).status_code == 303


def test_an_answer_has_one_case(acme: Member, as_member: SignedIn) -> None:
    response = answer_of(acme)
    made = acme.do(lambda: actions.open_case(response, reason="Angry").id)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.open_case(response, reason="Again"))
    assert as_member(acme).get(f"{CASES}/answer/{response}").location == f"{CASES}/{made}"
    with acme.at_work():
        assert queries.cases_of([response]) == {response: made}


def test_a_case_needs_a_reason_and_a_member(acme: Member) -> None:
    response = answer_of(acme)
    for values in ({"reason": " "}, {"reason": "Angry", "owner_id": uuid4()}):
        with pytest.raises(Invalid):
            acme.do(lambda values=values: actions.open_case(response, **values))
    with pytest.raises(NotFound):
        acme.do(lambda: actions.open_case(uuid4(), reason="Angry"))


def test_a_case_that_is_open_again_has_no_end(acme: Member) -> None:
    response = answer_of(acme)
    made = acme.do(lambda: actions.open_case(response, reason="Angry").id)
    values = {"owner_id": None, "due_on": None, "outcome": "All well"}
    acme.do(lambda: actions.change_case(made, state="closed", **values).id)
    acme.do(lambda: actions.change_case(made, state="waiting", **values).id)
    with acme.at_work():
        assert queries.case(made).closed_at is None
    with pytest.raises(Invalid):
        acme.do(lambda: actions.change_case(made, state="lost", **values))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR, Role.ANALYST])
def test_other_roles_see_no_case(acme: Member, as_member: SignedIn, role: Role) -> None:
    assert as_member(member(acme.app, "acme", role)).get(CASES).status_code == 403


def test_somebody_elses_case_is_not_found(acme: Member, globex: Member, as_member: SignedIn) -> None:
    made = acme.do(lambda response: actions.open_case(response, reason="Angry").id, answer_of(acme))
    assert as_member(globex).get(f"/o/globex/followup/{made}").status_code == 404


def test_the_list_asks_the_same_for_one_and_for_three(acme: Member, as_member: SignedIn) -> None:
    survey = opened(acme, published(acme), ["customers"])
    browser = as_member(acme)

    def asked() -> int:
        case(acme, said_by(survey, None, csat=3))
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    assert asked() == asked()


def test_the_list_is_narrowed(acme: Member, as_member: SignedIn) -> None:
    survey = opened(acme, published(acme), ["customers"])
    today = now().date()
    case(acme, said_by(survey, None, csat=1), reason="Is mine", owner_id=acme.user_id, due_on=today)
    case(acme, said_by(survey, None, csat=1), reason="Is late", due_on=today - timedelta(days=1))
    done = case(acme, said_by(survey, None, csat=1), reason="Is done", due_on=today - timedelta(days=9))
    acme.do(lambda: actions.change_case(done, state="closed", owner_id=None, due_on=None, outcome="Well").id)
    browser = as_member(acme)
    shown = {show: page(browser, f"{CASES}?show={show}") for show in ("open", "mine", "late", "closed", "all")}
    found = {show: [name for name in ("mine", "late", "done") if f"Is {name}" in text] for show, text in shown.items()}
    assert found == {
        "open": ["mine", "late"],
        "mine": ["mine"],
        "late": ["late"],
        "closed": ["done"],
        "all": ["mine", "late", "done"],
    }
    assert "due today" in shown["mine"]
    assert browser.get(f"{CASES}?show=others").status_code == 404


def test_long_lists_go_on(acme: Member, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = opened(acme, published(acme), ["customers"])
    for number in range(3):
        due = now().date() + timedelta(days=number)
        case(acme, said_by(survey, None, csat=1), reason=f"Number {number}", due_on=due)
    monkeypatch.setattr("feedback.followup.views.cases.PAGE", 2)
    with acme.at_work():
        wanted = Wanted("open", None, now().date())
        assert [row.reason for row in queries.cases(wanted, offset=2, limit=2)] == ["Number 2"]
        assert queries.count(wanted) == 3
    browser = as_member(acme)
    assert f"{CASES}?show=open&amp;page=2" in page(browser)
    assert "Number 2" in page(browser, f"{CASES}?page=2")


def test_the_case_shows_the_whole_answer_and_who_it_was(acme: Member, as_member: SignedIn) -> None:
    survey = opened(acme, published(acme), ["customers"])
    ana = person(acme, "Ana", phone="+34911234567")
    made = case(acme, said_by(survey, ana, nps=2, single="a", text={"text": "Nobody called."}))
    shown = page(as_member(acme), f"{CASES}/{made}")
    for words in ("Nobody called.", "nps?", "<b>2</b>", "Ana", "ana@people.example", "+34911234567"):
        assert words in shown, words


def test_notes_are_added_and_stay(acme: Member, as_member: SignedIn) -> None:
    made = case(acme, answer_of(acme))
    browser, path = as_member(acme), f"{CASES}/{made}"
    assert post(browser, f"{path}/note", {"text": "Rang\ntwice"}).status_code == 303
    assert post(browser, f"{path}/note", {"text": "Rang again"}).status_code == 303
    assert post(browser, f"{path}/note", {"text": " "}).status_code == 422
    assert post(browser, f"{path}/note", {"text": "x" * 2001}).status_code == 422
    with acme.at_work():
        assert [(note.kind, note.text, note.author_id) for note in queries.notes([made])] == [
            ("note", "Rang\ntwice", acme.user_id),
            ("note", "Rang again", acme.user_id),
        ]
    assert "Rang again" in page(browser, path)


def test_the_person_is_answered_by_mail(
    acme: Member, as_member: SignedIn, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as mailbox:
        monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(SMTP_URL=mailbox.url))
        survey = opened(acme, published(acme), ["customers"])
        made = case(acme, said_by(survey, person(acme), text={"text": "Nobody called."}))
        browser, path = as_member(acme), f"{CASES}/{made}"
        assert "ana@people.example" in page(browser, path)
        assert post(browser, f"{path}/reply", {"text": ""}).status_code == 422
        assert post(browser, f"{path}/reply", {"text": "We are sorry."}).status_code == 303
        assert "being sent" in page(browser, path)
        jobs.work_off(app)
        assert [mail["To"] for mail in mailbox.mails] == ["Ana <ana@people.example>"]
    shown = page(browser, path)
    assert "We are sorry." in shown
    assert "being sent" not in shown


@pytest.mark.parametrize("reason", ["unknown", "opted_out", "no_mail"])
def test_nobody_is_written_to_who_cannot_or_may_not_be(
    acme: Member, as_member: SignedIn, app: Flask, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    if reason != "no_mail":
        monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(SMTP_URL="smtp://127.0.0.1:9"))
    ana = person(acme)
    survey = opened(acme, published(acme), ["customers"])
    made = case(acme, said_by(survey, None if reason == "unknown" else ana, csat=1))
    if reason == "opted_out":
        acme.do(lambda: contacts.opt_out(contact(acme, ana)).id)
    browser, path = as_member(acme), f"{CASES}/{made}"
    assert "Send the mail" not in page(browser, path)
    if reason != "no_mail":
        assert post(browser, f"{path}/reply", {"text": "Hello"}).status_code == 409
        with acme.at_work():
            assert queries.notes([made]) == []


def test_closing_a_survey_keeps_its_cases(acme: Member) -> None:
    survey = opened(acme, published(acme), ["customers"])
    [response] = answered(survey, "customers", 1, csat=1)
    made = acme.do(lambda: actions.open_case(response, reason="Angry").id)
    closed(survey)
    with acme.at_work():
        assert [case.id for case in every_case()] == [made]
