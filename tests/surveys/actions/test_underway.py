"""Answers under way: replaced when saved again, gone after a while, and never kept of an anonymous survey."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.db import db, everywhere, now, storing, writing
from feedback.errors import Gone
from feedback.surveys.actions import underway
from feedback.surveys.models import PageTally, PartialResponse
from feedback.surveys.queries import links
from feedback.surveys.queries.links import OpenLink
from tests.factories import groups
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.surveys import Opened


def link_of(survey: Opened) -> OpenLink:
    with survey.of.app.app_context(), everywhere():
        found = links.open_link(survey.code, next(iter(survey.groups)))
    assert found is not None
    return found


@pytest.fixture
def named(acme: Member) -> Opened:
    groups.three_groups(acme)
    return made.opened(acme, made.published(acme, made.asked("nps", "nps")), ["customers"])


def test_saved_again_is_one_and_the_newest(app: Flask, named: Opened, tmp_path: Path) -> None:
    link, moment = link_of(named), now()
    with app.app_context():
        for page in (1, 2):
            with storing() as write:
                underway.save(write, link, "mac", {"page": page}, tmp_path / "key", page, moment + timedelta(page))
        with everywhere():
            kept = db.session.scalars(select(PartialResponse)).one()
        assert (kept.page, kept.saved_at) == (2, moment + timedelta(2))
        with storing() as write:
            underway.forget(write, "another")
            underway.forget(write, "mac")
        with everywhere():
            assert db.session.scalars(select(PartialResponse)).all() == []


def test_what_waited_too_long_goes(app: Flask, named: Opened, tmp_path: Path) -> None:
    link, moment = link_of(named), now()
    with app.app_context():
        for age in (29, 31):
            with storing() as write:
                underway.save(write, link, f"mac {age}", {}, tmp_path / "key", 0, moment - timedelta(age))
        with everywhere(), writing():
            assert underway.forget_old(moment) == 1
        with everywhere():
            assert db.session.scalars(select(PartialResponse.token_mac)).all() == ["mac 29"]


def test_it_works_until_the_survey_closes_or_thirty_days() -> None:
    moment = now().replace(year=2026, month=11, day=1)
    assert underway.kept_until(moment, None) == date(2026, 12, 1)
    assert underway.kept_until(moment, date(2026, 11, 20)) == date(2026, 11, 20)
    assert underway.kept_until(moment, date(2027, 1, 1)) == date(2026, 12, 1)


def test_a_closed_survey_saves_nothing(app: Flask, named: Opened, tmp_path: Path) -> None:
    link = link_of(named)
    made.closed(named)
    with app.app_context(), pytest.raises(Gone), storing() as write:
        underway.save(write, link, "mac", {}, tmp_path / "key", 0, now())


def test_pages_are_counted_per_survey_group_and_page(app: Flask, named: Opened) -> None:
    link, question_id = link_of(named), named.questions["nps"][0]
    with app.app_context():
        for _ in range(3):
            with storing() as write:
                underway.count_page(write, link, question_id)
        with everywhere():
            counted = db.session.scalars(select(PageTally)).one()
        assert (counted.question_id, counted.group_id, counted.count) == (question_id, link.group_id, 3)


def test_of_an_anonymous_survey_nothing_can_be_kept(app: Flask, acme: Member, tmp_path: Path) -> None:
    groups.three_groups(acme)
    survey = made.opened(acme, made.published(acme, made.asked("nps", "nps")), ["employees"])
    link = link_of(survey)
    with app.app_context(), storing() as write:
        with pytest.raises(TypeError):
            underway.save(write, link, "mac", {}, tmp_path / "key", 0, now())
        with pytest.raises(TypeError):
            underway.count_page(write, link, survey.questions["nps"][0])
