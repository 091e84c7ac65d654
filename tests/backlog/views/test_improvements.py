"""One improvement through its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.permissions import Role
from tests.factories.backlog import TITLE, decided, ground, improvement, listed, reread, said_and_proposed
from tests.factories.heard import answered_about, counted
from tests.factories.people import Member, member, post
from tests.factories.surveys import opened, published

SignedIn = Callable[..., FlaskClient]


@pytest.fixture
def pain(acme: Member) -> str:
    """Address of a proposed improvement that reduces a pain."""
    said_and_proposed(acme)
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    return f"/o/acme/backlog/{number}"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_every_number_opens_into_its_sentences(acme: Member, as_member: SignedIn, pain: str) -> None:
    browser = as_member(acme)
    shown = page(browser, pain)
    assert f'<a href="{pain}/sentences?group=employees">4 of 4</a>' in shown
    assert f'<a href="{pain}/sentences">' in shown, "ten sentences, six on this page"
    assert page(browser, f"{pain}/sentences?group=employees").count("<blockquote") == 4
    assert page(browser, f"{pain}/sentences?feeling=pos").count("<blockquote") == 0
    assert page(browser, f"{pain}/sentences").count("<blockquote") == 10


@pytest.mark.parametrize("query", ["group=nobody", "feeling=angry"])
def test_an_unknown_filter_does_not_exist(acme: Member, as_member: SignedIn, pain: str, query: str) -> None:
    assert as_member(acme).get(f"{pain}/sentences?{query}").status_code == 404


def test_an_identified_answer_can_be_looked_after_from_its_sentence(
    acme: Member, as_member: SignedIn, pain: str
) -> None:
    survey = opened(acme, published(acme), ["customers"])
    [response] = answered_about(survey, "customers", 1, text="Nobody ever called me back.")
    counted(acme)
    shown = page(as_member(acme), f"{pain}/sentences")
    assert "Nobody ever called me back." in shown
    assert shown.count(f"/o/acme/followup/answer/{response}") == 1
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    assert "/followup/answer/" not in page(viewer, f"{pain}/sentences")


def test_a_decision_is_recorded_with_its_reason_and_shown(acme: Member, as_member: SignedIn, pain: str) -> None:
    browser = as_member(acme)
    answer = post(browser, f"{pain}/decide", {"verdict": "later", "reason": "After the summer."})
    assert (answer.status_code, answer.location) == (303, f"{pain}#h-decisions")
    shown = page(browser, pain)
    assert "After the summer." in shown
    assert "10 people, every group counts the same." in shown
    with acme.at_work():
        assert "improvement.decided" in [entry.act for entry in accounts.audit()]


def test_a_no_without_reason_keeps_the_form(acme: Member, as_member: SignedIn, pain: str) -> None:
    answer = post(as_member(acme), f"{pain}/decide", {"verdict": "no", "reason": " "})
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.get_data(as_text=True)
    assert reread(acme, int(pain.rsplit("/", 1)[1])).status == "proposed"


def test_only_who_decides_decides(acme: Member, as_member: SignedIn, pain: str) -> None:
    analyst = as_member(member(acme.app, "acme", Role.ANALYST))
    assert "Record the decision" not in page(analyst, pain)
    assert post(analyst, f"{pain}/decide", {"verdict": "yes"}).status_code == 403


def test_a_proposal_is_taken_up_and_no_move_decides(acme: Member, as_member: SignedIn, pain: str) -> None:
    browser = as_member(acme)
    assert post(browser, f"{pain}/status", {"status": "open"}).status_code == 303
    assert post(browser, f"{pain}/status", {"status": "decided"}).status_code == 409
    assert reread(acme, int(pain.rsplit("/", 1)[1])).status == "open"


def test_an_improvement_is_changed(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = improvement(acme)
    browser = as_member(acme)
    path = f"/o/acme/backlog/{number}/edit"
    assert TITLE["en"] in page(browser, path)
    typed = {"title_es": "Otra cosa", "title_en": "Another", "owner": str(acme.user_id), "due_on": "2027-01-15"}
    assert post(browser, path, typed).status_code == 303
    row = reread(acme, number)
    assert (row.title["en"], row.owner_id, str(row.due_on)) == ("Another", acme.user_id, "2027-01-15")
    assert post(browser, path, {**typed, "due_on": "soon"}).status_code == 422


def test_a_late_improvement_says_so(acme: Member, as_member: SignedIn) -> None:
    from datetime import date

    ground(acme)
    number = improvement(acme, due_on=date(2020, 1, 1))
    decided(acme, number)
    assert "Late, by January 1, 2020" in page(as_member(acme), f"/o/acme/backlog/{number}")


def test_another_organisations_number_is_not_found(acme: Member, globex: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = improvement(acme)
    browser = as_member(globex)
    assert browser.get(f"/o/globex/backlog/{number}").status_code == 404
    assert browser.get(f"/o/acme/backlog/{number}").status_code == 404
