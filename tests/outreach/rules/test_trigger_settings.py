"""What a trigger may be set to."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from feedback.errors import Invalid
from feedback.outreach.rules.trigger_settings import LONGEST_DELAY, Settings, checked

GOOD = Settings("link", 120, time(21), time(9), "Europe/Madrid", 30, 90, 50, 200)


def test_settings_that_can_be() -> None:
    assert checked(GOOD) is GOOD
    assert checked(Settings()) == Settings()
    assert checked(replace(GOOD, delay_minutes=LONGEST_DELAY, person_days=0, survey_days=730, daily_quota=None))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"delay_minutes": -1}, "delay_minutes"),
        ({"delay_minutes": LONGEST_DELAY + 1}, "delay_minutes"),
        ({"person_days": 731}, "person_days"),
        ({"survey_days": -1}, "survey_days"),
        ({"sample_percent": 0}, "sample_percent"),
        ({"sample_percent": 101}, "sample_percent"),
        ({"daily_quota": 0}, "daily_quota"),
        ({"quiet_from": None}, "quiet_from"),
        ({"quiet_until": None}, "quiet_until"),
        ({"quiet_until": time(21)}, "quiet_until"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
    ],
)
def test_settings_that_cannot_be(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(replace(GOOD, **wrong))
    assert list(refused.value.fields) == [field]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        checked(replace(GOOD, channel="", person_days=-1, time_zone="nowhere"))
    assert list(refused.value.fields) == ["channel", "person_days", "time_zone"]
