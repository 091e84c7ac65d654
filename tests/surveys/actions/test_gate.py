"""The last look before a write."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from feedback.db import now, storing
from feedback.errors import Gone
from feedback.surveys.actions.gate import must_be_open
from feedback.surveys.rules import GRACE
from feedback.surveys.submissions import Submission
from tests.factories import groups
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.surveys.actions.test_underway import link_of


def test_a_survey_takes_answers_to_the_end_of_its_last_day(app: Flask, acme: Member) -> None:
    groups.three_groups(acme)
    last = now() + timedelta(days=3)
    survey = made.opened(acme, made.published(acme, made.asked("nps", "nps")), ["customers"], closes_on=last.date())
    link, own = link_of(survey), Submission(uuid4(), last.date())
    midnight = datetime.combine(last.date() + timedelta(days=1), time.min, UTC)
    with app.app_context():
        for submission, moment in ((None, last), (own, last), (own, midnight + GRACE)):
            with storing() as write:
                must_be_open(write.connection, link, submission, moment)
        for submission, moment in ((None, midnight), (own, midnight + GRACE + timedelta(seconds=1))):
            with pytest.raises(Gone), storing() as write:
                must_be_open(write.connection, link, submission, moment)
        made.closed(survey)
        with pytest.raises(Gone), storing() as write:
            must_be_open(write.connection, link, own, last)
