"""What the backlog tells other systems."""

from __future__ import annotations

import json

from feedback.accounts.webhooks import rules
from tests.factories.backlog import decided, ground, improvement
from tests.factories.people import Member
from tests.factories.webhooks import log, webhook


def test_a_decision_is_told_with_number_and_verdict_alone(acme: Member) -> None:
    ground(acme)
    made, _ = webhook(acme, "https://hooks.example/x", [rules.DECISION_MADE])
    number = improvement(acme)
    decided(acme, number, "no", "Too dear for Ana.")
    [row] = log(acme, made)
    assert row.event == "decision.made"
    assert json.loads(row.body)["data"] == {"improvement": number, "verdict": "no"}
    assert "dear" not in row.body
