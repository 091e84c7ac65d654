"""The last look before a write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from feedback.db import now, storing
from feedback.errors import Gone
from feedback.surveys.actions.gate import must_be_open
from tests.factories import groups
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.surveys.actions.test_underway import link_of


def test_a_survey_takes_answers_to_the_end_of_its_last_day(app: Flask, acme: Member) -> None:
    groups.three_groups(acme)
    last = now().date() + timedelta(days=3)
    survey = made.opened(acme, made.published(acme, made.asked("nps", "nps")), ["customers"], closes_on=last)
    link = link_of(survey)
    with app.app_context():
        with storing() as write:
            must_be_open(write.connection, link, last)
        with pytest.raises(Gone), storing() as write:
            must_be_open(write.connection, link, last + timedelta(days=1))
        made.closed(survey)
        with pytest.raises(Gone), storing() as write:
            must_be_open(write.connection, link, last)
