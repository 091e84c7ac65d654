"""Looking after single answers, through pages and actions."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid, NotFound
from feedback.followup import actions, queries
from feedback.permissions import Role
from tests.factories.backlog import ground
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
        [case] = queries.cases()
    shown = page(browser)
    assert "Angry" in shown
    assert "<span>Late</span>" in shown
    path = f"{CASES}/{case.id}"
    assert "Nobody called me back." in page(browser, path)
    assert post(browser, path, {"state": "closed", "note": "Rang twice", "outcome": ""}).status_code == 422
    assert post(browser, path, {"state": "closed", "note": "Rang twice", "outcome": "All well"}).status_code == 303
    with acme.at_work():
        kept = queries.case(case.id)
        assert (kept.state, kept.note, kept.outcome, kept.closed_at is not None) == (
            "closed",
            "Rang twice",
            "All well",
            True,
        )
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
        assert queries.cases() == []
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
        for response in answered(survey, "customers", 1, csat=3):
            acme.do(lambda response=response: actions.open_case(response, reason="Angry").id)
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    assert asked() == asked()


def test_closing_a_survey_keeps_its_cases(acme: Member) -> None:
    survey = opened(acme, published(acme), ["customers"])
    [response] = answered(survey, "customers", 1, csat=1)
    made = acme.do(lambda: actions.open_case(response, reason="Angry").id)
    closed(survey)
    with acme.at_work():
        assert [case.id for case in queries.cases()] == [made]
