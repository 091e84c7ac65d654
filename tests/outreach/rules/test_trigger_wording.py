"""Triggers and outcomes in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from feedback.outreach.rules.trigger_settings import Settings
from feedback.outreach.rules.trigger_wording import delay, outcome_label, reason_explained, sentences
from feedback.outreach.rules.triggers import REASONS

FREE = Settings("email", 0, None, None, "UTC", 0, 0, 100, None)


def said(how: Settings) -> list[str]:
    return [str(one) for one in sentences({"en": "Repair"}, {"en": "Customers"}, {"en": "How was it?"}, how)]


def test_a_rule_without_limits_is_one_sentence() -> None:
    assert len(said(FREE)) == 1
    assert "by e-mail at once." in said(FREE)[0]
    assert "is handed to your system as a link at once." in said(replace(FREE, channel="link"))[0]


def test_each_limit_is_a_sentence() -> None:
    limits = Settings("email", 0, time(21), time(9, 30), "Europe/Madrid", 30, 1, 50, 200)
    assert said(limits)[1:] == [
        "Not between 21:00 and 09:30 (Europe/Madrid).",
        "Nobody is asked anything twice within 30 days.",
        "This questionnaire comes to nobody twice within a day.",
        "50 of every 100 services are asked about.",
        "At most 200 requests a day.",
    ]
    assert said(replace(FREE, person_days=1, survey_days=7))[1:] == [
        "Nobody is asked anything twice within a day.",
        "This questionnaire comes to nobody twice within 7 days.",
    ]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "at once"),
        (1, "after a minute"),
        (90, "after 90 minutes"),
        (60, "after an hour"),
        (120, "after 2 hours"),
        (1440, "after a day"),
        (4320, "after 3 days"),
        (1500, "after 25 hours"),
    ],
)
def test_delays_in_the_largest_unit_that_is_whole(minutes: int, words: str) -> None:
    assert str(delay(minutes)) == words


def test_every_outcome_has_its_words_and_every_reason_its_sentence() -> None:
    labels = [str(outcome_label("not_sent", reason)) for reason in REASONS]
    labels += [str(outcome_label(state, "")) for state in ("waiting", "sent")]
    assert len(set(labels)) == len(REASONS) + 2
    assert len({str(reason_explained(reason)) for reason in REASONS}) == len(REASONS)
