"""Secrets as the database keeps them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.accounts.webhooks.sealing import Unreadable, seal, unseal


def test_a_secret_opens_for_its_webhook_and_installation_only() -> None:
    mine, other = uuid4(), uuid4()
    closed = seal("installation", mine, "whsec_abc")
    assert "abc" not in closed
    assert unseal("installation", mine, closed) == "whsec_abc"
    assert seal("installation", mine, "whsec_abc") != closed
    for secret, webhook in (("another", mine), ("installation", other)):
        with pytest.raises(Unreadable):
            unseal(secret, webhook, closed)
