"""The facilitator's pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.workshops import queries
from tests.factories.people import Member, member, post
from tests.factories.workshops import closed, note, workshop
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
WORKSHOPS = "/o/acme/workshops"
TYPED = {"title_es": "La espera", "title_en": "The wait", "question_es": "¿Por qué?", "question_en": "Why?"}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_empty_list_says_what_to_do_next(acme: Member, as_member: SignedIn) -> None:
    assert "A title and one question are enough." in page(as_member(acme), WORKSHOPS)


def test_a_workshop_is_opened_and_shows_its_link(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    answer = post(browser, f"{WORKSHOPS}/new", TYPED)
    assert answer.status_code == 303
    with acme.at_work():
        [made] = queries.workshops()
    assert answer.location == f"{WORKSHOPS}/{made.id}"
    shown = page(browser, answer.location)
    assert f"http://localhost/w/{made.code}" in shown
    assert "No note has come in yet." in shown


def test_what_is_missing_is_said_and_what_was_typed_stays(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), f"{WORKSHOPS}/new", {**TYPED, "question_es": "", "title_en": "Typed with care"})
    assert answer.status_code == 422
    assert "Typed with care" in answer.get_data(as_text=True)


def test_notes_stand_by_who_wrote_them(acme: Member, as_member: SignedIn) -> None:
    made = workshop(acme)
    note(acme, made, "Parts in the van", "employee")
    note(acme, made, "Tell the hour", "customer")
    shown = page(as_member(acme), f"{WORKSHOPS}/{made.id}")
    assert shown.index("Tell the hour") < shown.index("Parts in the van")
    assert "2 people have written so far." in shown


def test_it_is_closed_and_opened_again(acme: Member, as_member: SignedIn) -> None:
    made, browser = workshop(acme), as_member(acme)
    for act, over in (("close", True), ("reopen", False)):
        assert post(browser, f"{WORKSHOPS}/{made.id}/{act}").status_code == 303
        with acme.at_work():
            assert (queries.workshop(made.id).closed_at is not None) == over


@pytest.mark.parametrize("role", [Role.ANALYST, Role.CONTRIBUTOR, Role.VIEWER])
def test_only_who_may_lead_workshops_sees_them(app: Flask, acme: Member, as_member: SignedIn, role: Role) -> None:
    made = workshop(acme)
    browser = as_member(member(app, "acme", role))
    for path in (WORKSHOPS, f"{WORKSHOPS}/new", f"{WORKSHOPS}/{made.id}"):
        assert browser.get(path).status_code == 403
    assert post(browser, f"{WORKSHOPS}/{made.id}/close").status_code == 403


def test_the_list_costs_the_same_for_one_and_for_three(app: Flask, acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    costs = []
    for _ in range(3):
        made = workshop(acme)
        note(acme, made, "One")
        closed(acme, made)
        with counted(app) as statements:
            page(browser, WORKSHOPS)
        costs.append(len(statements))
    assert costs[0] == costs[2]
