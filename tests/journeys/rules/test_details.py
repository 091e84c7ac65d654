"""What stages and touchpoints say beside their names."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.journeys import rules
from feedback.journeys.rules import details
from feedback.journeys.rules.details import StageDetails, TouchpointDetails


@pytest.mark.parametrize(
    ("number", "unit", "minutes", "said"),
    [
        (1, "minutes", 1, "1 minute"),
        (90, "minutes", 90, "90 minutes"),
        (2, "hours", 120, "2 hours"),
        (48, "hours", 2880, "2 days"),
        (7, "days", 10080, "1 week"),
        (8, "days", 11520, "8 days"),
    ],
)
def test_durations_are_kept_in_minutes_and_said_in_the_largest_unit(
    number: int, unit: str, minutes: int, said: str
) -> None:
    assert details.minutes_of(number, unit) == minutes
    assert str(details.duration(minutes)) == said
    again, in_unit = details.unit_of(minutes)
    assert again * in_unit.minutes == minutes


@pytest.mark.parametrize(
    ("number", "unit", "field"), [(0, "days", "lasts"), (9e9, "weeks", "lasts"), (1, "x", "lasts_unit")]
)
def test_durations_that_no_stage_has_are_refused(number: float, unit: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        details.minutes_of(number, unit)
    assert list(refused.value.fields) == [field]


def test_no_duration_is_none() -> None:
    assert details.minutes_of(None, "days") is None


def test_a_channel_proposes_what_people_meet_there() -> None:
    proposed = {channel.code: details.dimension(channel.code) for channel in rules.CHANNELS}
    assert proposed.pop(rules.OTHER) == ""
    assert set(proposed.values()) == set(details.DIMENSIONS)
    assert (proposed["phone"], proposed["web"], proposed["shop"]) == ("human", "digital", "physical")
    assert details.dimension("phone", "digital") == "digital"


def test_details_that_cannot_be_are_refused() -> None:
    with pytest.raises(Invalid):
        TouchpointDetails(dimension="smell").checked()
    with pytest.raises(Invalid):
        TouchpointDetails(moment="never").checked()
    with pytest.raises(Invalid) as refused:
        StageDetails({"en": "x" * 501}).checked()
    assert list(refused.value.fields) == ["trigger_en"]
    assert StageDetails({"en": " a\n leak "}, lasts_minutes=5).checked().trigger == {"en": "a leak"}


def test_every_channel_of_the_method_can_be_drawn() -> None:
    codes = [
        "shop",
        "visit",
        "phone",
        "web",
        "app",
        "chat",
        "mail",
        "social",
        "paper",
        "ad_online",
        "ad_offline",
        "word_of_mouth",
    ]
    assert set(codes) <= {channel.code for channel in rules.CHANNELS}
