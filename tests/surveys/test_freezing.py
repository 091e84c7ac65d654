"""Frozen columns refuse; the others change as ever. (Every way of writing is tried where the rows are: versions,
surveys.)"""

from __future__ import annotations

import pytest

from feedback.db import now
from feedback.surveys.freezing import FrozenError
from feedback.surveys.queries import surveys as queries
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published


def test_only_what_was_promised_is_frozen(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["customers"])
    day = now().date()

    def close_later() -> None:
        queries.survey(survey.code).closes_on = day

    acme.do(close_later)
    with acme.at_work():
        assert queries.survey(survey.code).closes_on == day

    def reopen() -> None:
        queries.survey(survey.code).opened_at = now()

    with pytest.raises(FrozenError):
        acme.do(reopen)
