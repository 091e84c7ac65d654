"""How long it took from the first word to the first decision."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import update

from feedback.backlog.models import Decision, Improvement
from feedback.backlog.queries import improvements
from feedback.db import db, table_of
from feedback.evidence.models import Evidence
from feedback.programme.queries.first_said import days_to_decision
from tests.factories import heard, surveys
from tests.factories.backlog import decided, found, ground, improvement
from tests.factories.people import Member


def test_days_run_from_the_first_word_to_the_first_decision(acme: Member) -> None:
    """What was said in confidence, later, or of another stage sets no beginning: then the list does."""
    ground(acme)
    theme = heard.theme(acme)
    heard.heard(acme, n=2)
    acme.do(lambda: db.session.execute(update(Evidence).values(dated=date(2026, 3, 1))))
    survey = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"], mode="confidential")
    heard.answered_about(survey, "customers", 1)
    spoken = improvement(acme, "visit", theme_ids=[theme])
    silent = improvement(acme, "billing", theme_ids=[theme])
    improvement(acme, "visit", theme_ids=[theme])
    for number in (spoken, silent):
        decided(acme, number, "later", "Not yet.")
    decided_on(acme, spoken, datetime(2026, 3, 31, 12, tzinfo=UTC))
    came_on(acme, silent, datetime(2026, 3, 1, 12, tzinfo=UTC))
    decided_on(acme, silent, datetime(2026, 3, 11, 12, tzinfo=UTC))
    with acme.at_work():
        assert days_to_decision(improvements.improvements()) == ([30.0, 10.0], 1)


def decided_on(of: Member, number: int, moment: datetime) -> None:
    """Decisions are frozen: only what stands below the product can date one back."""
    table = table_of(Decision)
    with of.at_work():
        about = found(number).id
    dated = update(table).where(table.c.improvement_id == about).values(decided_at=moment)
    of.do(lambda: db.session.execute(dated) and None)


def came_on(of: Member, number: int, moment: datetime) -> None:
    of.do(lambda: db.session.execute(update(Improvement).where(Improvement.number == number).values(created_at=moment)))
