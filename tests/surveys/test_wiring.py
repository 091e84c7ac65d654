"""What surveys tell other systems."""

from __future__ import annotations

import json

import pytest

from feedback.accounts.webhooks import rules
from tests.factories.backlog import ground
from tests.factories.people import Member
from tests.factories.surveys import answered, closed, opened, published
from tests.factories.webhooks import log, webhook


@pytest.mark.parametrize("mode", ["identified", "confidential", "anonymous"])
def test_released_results_are_told_with_survey_and_round_alone(acme: Member, mode: str) -> None:
    ground(acme)
    made, _ = webhook(acme, "https://127.0.0.1/never-reached", [rules.RESULTS_RELEASED])
    survey = opened(acme, published(acme), ["customers"], mode=mode)
    answered(survey, "customers", 12, nps=1, text={"text": "Terrible."})
    assert log(acme, made) == []
    closed(survey)
    [row] = log(acme, made)
    told = json.loads(row.body)
    assert (row.event, sorted(told["data"]), told["data"]["survey"]) == (
        "results.released",
        ["survey", "wave"],
        survey.code,
    )
    assert "Terrible" not in row.body
