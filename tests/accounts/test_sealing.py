"""Secrets as the database keeps them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.accounts.sealing import TRACKERS, WEBHOOKS, Unreadable, seal, unseal


def test_a_secret_opens_for_its_owner_purpose_and_installation_only() -> None:
    mine, other = uuid4(), uuid4()
    closed = seal("installation", WEBHOOKS, mine, "whsec_abc")
    assert "abc" not in closed
    assert unseal("installation", WEBHOOKS, mine, closed) == "whsec_abc"
    assert seal("installation", WEBHOOKS, mine, "whsec_abc") != closed
    for secret, purpose, owner in (
        ("another", WEBHOOKS, mine),
        ("installation", WEBHOOKS, other),
        ("installation", TRACKERS, mine),
    ):
        with pytest.raises(Unreadable):
            unseal(secret, purpose, owner, closed)
