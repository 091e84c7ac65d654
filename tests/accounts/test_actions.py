"""Organisations, people, sessions: every write of accounts."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.accounts import actions, queries
from feedback.accounts.models import AuditEntry, SignIn
from feedback.db import db, everywhere, inside, writing
from feedback.errors import Conflict, Invalid, NotFound
from feedback.permissions import Access, Role
from tests.factories.people import Member, member


def test_a_code_is_taken_once(app: Flask, acme: Member) -> None:
    with app.app_context(), everywhere(), pytest.raises(Conflict), writing():
        actions.create_organisation(code="acme", name="Another", languages=["en"])


def test_an_address_has_one_account(app: Flask, acme: Member) -> None:
    with app.app_context(), everywhere(), pytest.raises(Conflict), writing():
        actions.create_user(email=acme.email.upper(), name="Another", password_hash=None)
    with app.app_context(), everywhere(), pytest.raises(Invalid), writing():
        actions.create_user(email="nothing", name="Another", password_hash=None)


def test_deleting_an_organisation_takes_everything_of_it_and_nothing_else(app: Flask, acme: Member) -> None:
    globex = member(app, "globex", Role.OWNER)
    acme.do(actions.record, None, "something.done", "here")
    globex.do(actions.record, None, "something.done", "there")
    acme.do(lambda: actions.delete_organisation(queries.organisation()))
    with app.app_context(), everywhere():
        assert db.session.scalars(db.select(AuditEntry.organisation_id)).all() == [globex.organisation_id]
        assert [one.code for one in queries.organisations_of(globex.user_id)] == ["globex"]
        assert queries.organisations_of(acme.user_id) == []


def test_a_session_ends_with_another_password_with_disabling_and_with_signing_out(app: Flask, acme: Member) -> None:
    def signed_in() -> str:
        return str(acme.do(lambda: actions.sign_in(queries.user_by_email(acme.email))))

    def known(token: str) -> bool:
        with app.app_context(), everywhere():
            return queries.user_of_token(actions.token_mac(token)) is not None

    for end in (
        lambda token: actions.sign_out(token),
        lambda token: actions.end_sessions(acme.user_id),
        lambda token: actions.set_password(queries.user_by_email(acme.email), "a hash"),
        lambda token: actions.disable(queries.user_by_email(acme.email)),
    ):
        token = signed_in()
        assert known(token)
        acme.do(end, token)
        assert not known(token)


def test_a_token_is_never_stored(app: Flask, acme: Member) -> None:
    token = acme.do(lambda: actions.sign_in(queries.user_by_email(acme.email)))
    with app.app_context(), everywhere():
        [row] = db.session.execute(db.select(SignIn.__table__)).all()
    assert token not in repr(tuple(row))


def test_adding_a_member_again_changes_the_role(app: Flask, acme: Member) -> None:
    ana = member(app, "acme", Role.VIEWER, "ana@acme.example")
    for role in (Role.ANALYST, Role.ANALYST):
        acme.do(lambda role=role: actions.add_member(user=queries.user_by_email(ana.email), role=role).role)
    with acme.at_work():
        assert {row.user.email: row.role for row in queries.members()} == {
            acme.email: "owner",
            "ana@acme.example": "analyst",
        }


def test_a_member_of_another_organisation_is_nobody_here(app: Flask, acme: Member, globex: Member) -> None:
    with acme.at_work(), pytest.raises(NotFound):
        actions.member(globex.user_id)


def test_what_was_done_is_recorded_with_who_did_it(acme: Member) -> None:
    by = Access(acme.user_id, acme.organisation_id, Role.OWNER)
    acme.do(actions.record, by, "group.added", "customers", {"size": 100})
    with acme.at_work(), inside(acme.organisation_id):
        [entry] = queries.audit()
        assert (entry.user_id, entry.act, entry.subject, entry.detail) == (
            acme.user_id,
            "group.added",
            "customers",
            {"size": 100},
        )
