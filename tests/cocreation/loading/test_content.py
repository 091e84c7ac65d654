"""The files of the example, with their dates moved to today."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from feedback.cocreation.loading.content import EMAIL, PASSWORD, WRITTEN_ON, read
from feedback.journeys.reader import read as read_journey


def test_everything_is_packed_with_the_product() -> None:
    content = read()
    assert (content.code, content.language) == ("clima-sur", "es")
    assert (len(content.questionnaires), len(content.themes), len(content.responses)) == (5, 6, 420)
    assert EMAIL in [one["email"] for one in content.organisation["members"]]
    assert len(PASSWORD) >= 10


def test_on_the_day_it_was_written_dates_are_as_they_stand() -> None:
    content = replace(read(), today=WRITTEN_ON)
    assert content.day("2026-10-06") == date(2026, 10, 6)
    assert content.moment("2026-10-06") == datetime(2026, 10, 6, 12, tzinfo=UTC)


def test_later_everything_is_as_long_ago_as_it_was() -> None:
    content = replace(read(), today=WRITTEN_ON + timedelta(days=30))
    assert content.day("2026-10-06") == date(2026, 11, 5)
    assert content.day(None) is None
    assert content.ago(2).date() == WRITTEN_ON + timedelta(days=28)


def test_the_journey_is_drawn_with_the_feelings_that_were_assumed() -> None:
    drawn = read_journey(read().drawing())
    assert [(stage.code, stage.assumed_feeling) for stage in drawn.stages][2] == ("wait", 3.8)
    assert drawn.notes == ()
    assert json.loads(read().drawing())["code"] == "repair"
