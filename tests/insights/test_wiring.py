from __future__ import annotations

from sqlalchemy import select

from feedback.db import db
from feedback.events import EvidenceImported, announce
from feedback.insights.actions.runs import TALLY
from feedback.jobs import Job
from tests.factories.people import Member


def test_sources_that_come_or_go_are_counted_once(acme: Member) -> None:
    for _ in range(2):
        acme.do(lambda: announce(EvidenceImported(acme.organisation_id)))
    with acme.at_work():
        assert list(db.session.scalars(select(Job.kind).where(Job.kind == TALLY))) == [TALLY]
