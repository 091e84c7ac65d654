"""From a case to an improvement and back, through the pages."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from feedback.backlog.actions import cases as actions
from feedback.backlog.queries import cases as queries
from feedback.errors import NotFound
from feedback.permissions import Role
from tests.factories.backlog import decided, found, ground, improvement
from tests.factories.cases import case, person, said_by
from tests.factories.people import Member, member, post
from tests.factories.surveys import opened, published

SignedIn = Callable[..., FlaskClient]
BACKLOG = "/o/acme/backlog"
WORDS = "Nobody ever called me back."


@pytest.fixture
def made(acme: Member) -> UUID:
    """A case of what Ana wrote."""
    ground(acme)
    survey = opened(acme, published(acme), ["customers"])
    return case(acme, said_by(survey, person(acme), text={"text": WORDS}), reason="Call Ana")


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.get_data(as_text=True))


def test_a_case_feeds_an_improvement_there_is(acme: Member, as_member: SignedIn, made: UUID) -> None:
    number, browser = improvement(acme), as_member(acme)
    assert f"/o/acme/backlog/cases/{made}" in page(browser, f"/o/acme/followup/{made}")
    for _ in range(2):
        assert post(browser, f"{BACKLOG}/cases/{made}", {"number": str(number)}).status_code == 303
    assert "Tell the arrival time" in page(browser, f"/o/acme/followup/{made}")
    shown = page(browser, f"{BACKLOG}/{number}")
    assert "Call Ana" in shown
    assert WORDS not in shown
    with acme.at_work():
        assert [row.number for row in queries.improvements_of(made)] == [number]
        assert [row.id for row in queries.cases_behind(found(number).id)] == [made]
    assert post(browser, f"{BACKLOG}/{number}/cases/{made}/remove").status_code == 303
    assert post(browser, f"{BACKLOG}/{number}/cases/{made}/remove").status_code == 404
    assert "Call Ana" not in page(browser, f"{BACKLOG}/{number}")


def test_a_case_becomes_a_new_improvement(acme: Member, as_member: SignedIn, made: UUID) -> None:
    browser, path = as_member(acme), f"{BACKLOG}/cases/{made}/new"
    page(browser, path)
    assert post(browser, path, {"title_es": "", "direction": "reduce"}).status_code == 422
    answer = post(browser, path, {"title_es": "Llamar siempre", "direction": "reduce"})
    assert answer.status_code == 303
    with acme.at_work():
        [row] = queries.improvements_of(made)
        assert (row.title["es"], row.status, row.hypothesis) == ("Llamar siempre", "open", "")
    assert answer.location == f"{BACKLOG}/{row.number}"


def test_what_is_done_or_declined_is_not_offered(acme: Member, as_member: SignedIn, made: UUID) -> None:
    number, browser = improvement(acme), as_member(acme)
    assert f'value="{number}"' in page(browser, f"{BACKLOG}/cases/{made}")
    decided(acme, number, "no", "Too dear.")
    assert f'value="{number}"' not in page(browser, f"{BACKLOG}/cases/{made}")
    assert post(browser, f"{BACKLOG}/cases/{made}", {"number": str(number)}).status_code == 422


@pytest.mark.parametrize("role", [Role.ANALYST, Role.CONTRIBUTOR, Role.VIEWER])
def test_who_may_not_follow_up_sees_nothing_of_cases(acme: Member, as_member: SignedIn, made: UUID, role: Role) -> None:
    number = improvement(acme)
    acme.do(lambda: actions.add_case(found(number).id, made).id)
    browser = as_member(member(acme.app, "acme", role))
    shown = page(browser, f"{BACKLOG}/{number}")
    assert "Call Ana" not in shown
    assert str(made) not in shown
    for path in (f"{BACKLOG}/cases/{made}", f"{BACKLOG}/cases/{made}/new"):
        assert browser.get(path).status_code == 403
        assert post(browser, path, {"number": str(number)}).status_code == 403
    assert post(browser, f"{BACKLOG}/{number}/cases/{made}/remove").status_code == 403


def test_cases_and_improvements_of_others_are_not_found(acme: Member, globex: Member, made: UUID) -> None:
    ground(globex)
    theirs = improvement(globex)
    with globex.at_work():
        other = found(theirs).id
    for act in (actions.add_case, actions.remove_case):
        with pytest.raises(NotFound):
            acme.do(act, other, made)
        with pytest.raises(NotFound):
            globex.do(act, other, made)
    with pytest.raises(NotFound):
        acme.do(actions.improve, uuid4(), title={"es": "X"}, direction="reduce")


def test_the_history_of_a_person_holds_cases_and_what_they_changed(
    acme: Member, as_member: SignedIn, made: UUID
) -> None:
    number = improvement(acme)
    acme.do(lambda: actions.add_case(found(number).id, made).id)
    with acme.at_work():
        from feedback.followup.queries import cases as followup

        ana = followup.contact_of(followup.case(made))
        assert ana is not None
        path = f"/o/acme/groups/{ana.group_id}/contacts/{ana.id}"
    shown = page(as_member(acme), path)
    for words in ("Call Ana", "Tell the arrival time", f"/o/acme/followup/{made}", f"{BACKLOG}/{number}"):
        assert words in shown, words
