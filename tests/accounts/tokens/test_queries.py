"""Reading tokens."""

from __future__ import annotations

from datetime import timedelta

from feedback.accounts.tokens import actions, queries
from feedback.db import now
from tests.factories.callers import system
from tests.factories.people import Member


def test_tokens_in_use_come_first(acme: Member) -> None:
    revoked = system(acme, name="a revoked")
    system(acme, name="b over", expires_at=now() - timedelta(days=1))
    system(acme, name="d in use")
    system(acme, name="C in use", expires_at=now() + timedelta(days=1))
    acme.do(lambda: actions.revoke(revoked.token_id, by=None))
    with acme.at_work():
        found = [(row.name, queries.in_use(row)) for row in queries.tokens()]
    assert found == [("C in use", True), ("d in use", True), ("a revoked", False), ("b over", False)]


def test_a_caller_is_who_the_token_says(acme: Member) -> None:
    made = system(acme, "read", "events")
    with acme.app.app_context():
        found = queries.caller(made.secret)
        assert found is not None
        assert (found.organisation, found.organisation_id) == ("acme", acme.organisation_id)
        assert (found.scopes, found.used_today) == (frozenset({"read", "events"}), False)
        assert found.by is not None
        assert (found.by.user_id, found.by.role) == (acme.user_id, acme.role)
        assert queries.caller("fb_nothing") is None
