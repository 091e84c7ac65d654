"""Making tokens."""

from __future__ import annotations

import pytest

from feedback.accounts.tokens import actions, queries
from feedback.errors import Invalid
from tests.factories.people import Member


def names(of: Member) -> list[str]:
    with of.at_work():
        return [row.name for row in queries.tokens()]


@pytest.mark.parametrize("scopes", [[], ["all"], ["read", "all"]])
def test_a_token_is_for_something_we_know(acme: Member, scopes: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        acme.do(actions.make, name="CRM", scopes=scopes, by=None)
    assert list(refused.value.fields) == ["scopes"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\0b"])
def test_a_token_has_a_name(acme: Member, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        acme.do(actions.make, name=name, scopes=["read"], by=None)
    assert list(refused.value.fields) == ["name"]


def test_a_name_is_given_once_even_after_it_was_revoked(acme: Member, globex: Member) -> None:
    acme.do(actions.make, name=" My  CRM ", scopes=["read"], by=None)
    with acme.at_work():
        token_id = queries.tokens()[0].id
    acme.do(actions.revoke, token_id, by=None)
    with pytest.raises(Invalid):
        acme.do(actions.make, name="My CRM", scopes=["read"], by=None)
    globex.do(actions.make, name="My CRM", scopes=["read"], by=None)
    assert (names(acme), names(globex)) == (["My CRM"], ["My CRM"])


def test_scopes_are_kept_once_in_their_order(acme: Member) -> None:
    acme.do(actions.make, name="CRM", scopes=["events", "read", "events"], by=None)
    with acme.at_work():
        assert queries.tokens()[0].scopes == ["read", "events"]


def test_secrets_differ_and_are_long(acme: Member) -> None:
    made = {acme.do(actions.make, name=f"n{number}", scopes=["read"], by=None)[1] for number in range(20)}
    assert len(made) == 20
    assert {len(secret) for secret in made} == {46}
