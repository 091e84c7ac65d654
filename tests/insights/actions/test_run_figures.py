"""What a run leaves is replaced as a whole, and only in its own organisation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from feedback.db import db
from feedback.insights.actions import run_figures
from feedback.insights.models import VoicePeriod
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.people import Member
from tests.factories.runs import ground


def months(of: Member) -> list[tuple[date | None, int]]:
    with of.at_work():
        return [(month, people) for month, people in db.session.execute(select(VoicePeriod.month, VoicePeriod.people))]


def test_the_rows_of_a_run_take_the_place_of_the_last_ones(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        ground(of)
        with of.at_work():
            group = stakeholders.group_named("customers").id
        of.do(run_figures.write_periods, [{"group_id": group, "month": date(2026, 1, 1), "people": 3}])
    acme.do(run_figures.write_periods, [])
    assert (months(acme), months(globex)) == ([], [(date(2026, 1, 1), 3)])
