"""What other systems can be told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from feedback.accounts.webhooks import rules
from feedback.errors import Invalid

NOON = datetime(2026, 11, 22, 12, 0, 0, 5, tzinfo=UTC)


def test_events_are_known_ones_in_their_order() -> None:
    assert rules.check_events(["decision.made", "results.released"]) == ["results.released", "decision.made"]
    for chosen in ([], ["everything"], ["case.opened", "test"]):
        with pytest.raises(Invalid) as refused:
            rules.check_events(chosen)
        assert list(refused.value.fields) == ["events"]


def test_the_body_says_what_and_when_and_which() -> None:
    body = rules.body_of("decision.made", NOON, {"improvement": 7, "verdict": "yes"})
    assert json.loads(body) == {
        "type": "decision.made",
        "timestamp": "2026-11-22T12:00:00+00:00",
        "data": {"improvement": 7, "verdict": "yes"},
    }


def test_the_id_of_a_message_is_that_of_every_try() -> None:
    assert rules.message_name(UUID(int=1)) == "msg_00000000000000000000000000000001"


def test_everything_has_its_words() -> None:
    labels = [rules.event_label(one) for one in (*rules.EVENTS, rules.TEST)]
    labels += [rules.state_label(one) for one in (rules.WAITING, rules.DELIVERED, rules.FAILED)]
    labels += [rules.off_label(one) for one in (rules.GONE, rules.FAILING, rules.BY_HAND)]
    assert len({str(one) for one in labels}) == 10
