"""Statements that are compiled once: they say on both databases what SQLAlchemy itself would."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, or_, select, text
from sqlalchemy.exc import IntegrityError

from feedback.db import WallError, db, everywhere, inside, looking, now, storing, table_of, writing
from feedback.errors import StorageAway
from feedback.jobs import Job
from feedback.stakeholders.models import StakeholderGroup
from feedback.statements import MOST_ROWS, Prepared, Walled
from feedback.surveys.models import SeenSubmission
from tests.factories import groups
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.surveys import Opened
from tests.statements import counted

ADDING = Prepared(insert(table_of(SeenSubmission)), ("mac", "organisation_id", "survey_id", "day"))
FINDING = Prepared(
    select(SeenSubmission.mac, SeenSubmission.day, SeenSubmission.survey_id).where(
        SeenSubmission.day == bindparam("day"), SeenSubmission.mac >= bindparam("mac")
    )
)
GROUPS = Walled(
    select(StakeholderGroup.code, StakeholderGroup.name, StakeholderGroup.parent_id)
    .where(or_(StakeholderGroup.kind == "customer", StakeholderGroup.kind == bindparam("kind")))
    .order_by(StakeholderGroup.code)
)
DAY = date(2026, 11, 22)


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    return made.opened(acme, made.published(acme, made.asked("nps", "nps")), ["employees"])


def rows(survey: Opened, number: int) -> list[dict[str, object]]:
    same = {"organisation_id": survey.of.organisation_id, "survey_id": survey.id, "day": DAY}
    return [{**same, "mac": f"{n:05d}"} for n in range(number)]


@pytest.mark.parametrize("number", [1, 3, MOST_ROWS, MOST_ROWS + 1])
def test_any_number_of_rows_is_inserted_with_its_types(app: Flask, survey: Opened, number: int) -> None:
    with app.app_context():
        with storing() as write:
            ADDING.run(write.connection, rows(survey, number))
        with everywhere():
            stored = db.session.scalars(select(SeenSubmission).order_by(SeenSubmission.mac)).all()
        assert [(one.mac, one.day, one.survey_id) for one in stored] == [
            (f"{n:05d}", DAY, survey.id) for n in range(number)
        ]


def test_a_row_comes_back_with_its_types_or_not_at_all(app: Flask, survey: Opened) -> None:
    with app.app_context():
        with storing() as write:
            ADDING.run(write.connection, rows(survey, 1))
        with looking() as connection:
            assert FINDING.first(connection, {"mac": "", "day": DAY}) == ("00000", DAY, survey.id)
            assert FINDING.first(connection, {"mac": "'; DROP TABLE survey; --", "day": date(2020, 1, 1)}) is None


def test_moments_and_json_are_read_as_they_are_elsewhere(app: Flask, acme: Member) -> None:
    identity, moment = uuid4(), now()
    values = {"id": identity, "kind": "k", "payload": {"a": [1]}, "run_at": moment, "state": "done", "attempts": 0}
    adding = Prepared(insert(table_of(Job)), (*values, "fence", "done", "total"))
    finding = Prepared(select(Job.payload, Job.run_at).where(Job.id == bindparam("id")))
    with app.app_context():
        with storing() as write:
            adding.run(write.connection, [{**values, "fence": 0, "done": 0, "total": 0}])
        with looking() as connection:
            assert finding.first(connection, {"id": identity}) == ({"a": [1]}, moment)
        with everywhere():
            assert db.session.execute(select(Job.payload, Job.run_at)).one() == ({"a": [1]}, moment)


def test_what_breaks_a_promise_of_the_database_is_not_stored(app: Flask, survey: Opened) -> None:
    twice = [*rows(survey, 1), *rows(survey, 1)]
    with app.app_context():
        driver = db.engine.dialect.dbapi
        assert driver is not None
        with pytest.raises((IntegrityError, driver.IntegrityError)), storing() as write:
            ADDING.run(write.connection, twice)
        with everywhere():
            assert db.session.scalars(select(SeenSubmission)).all() == []


def test_a_look_leaves_the_connection_as_it_was(app: Flask, survey: Opened) -> None:
    """Whoever writes on the same connection afterwards is in a transaction, whatever became of the look."""
    with app.app_context():
        with pytest.raises(ZeroDivisionError), looking() as connection:
            raise ZeroDivisionError
        with looking() as connection:
            assert FINDING.first(connection, {"mac": "", "day": DAY}) is None
        with pytest.raises(ZeroDivisionError), storing() as write:
            ADDING.run(write.connection, rows(survey, 2))
            raise ZeroDivisionError
        with looking() as connection:
            assert FINDING.first(connection, {"mac": "", "day": DAY}) is None


def test_what_is_compiled_once_answers_for_the_organisation_it_runs_in(acme: Member, globex: Member) -> None:
    groups.three_groups(acme)
    groups.group(globex, "supplier", code="theirs")
    with acme.at_work():
        assert [row[0] for row in GROUPS.all(kind="employee")] == ["customers", "employees"]
        assert GROUPS.all(kind="")[0][2] is None
        with inside(globex.organisation_id):
            assert [row[0] for row in GROUPS.all(kind="supplier")] == ["theirs"]
        with everywhere(), pytest.raises(WallError):
            GROUPS.all(kind="supplier")


def test_it_says_what_the_session_would(acme: Member) -> None:
    """Also of what was changed and not yet written, and a page's statements are counted with it."""
    groups.three_groups(acme)
    with acme.at_work(), writing():
        row = db.session.scalars(select(StakeholderGroup).where(StakeholderGroup.code == "customers")).one()
        row.name = {"es": "Clientela"}
        with counted(acme.app) as seen:
            assert GROUPS.all(kind="") == [("customers", {"es": "Clientela"}, None)]
    assert [one.split()[0] for one in seen] == ["UPDATE", "SELECT"]


def test_a_connection_that_is_gone_is_said_and_replaced(acme: Member) -> None:
    groups.three_groups(acme)
    with acme.at_work():
        connection = db.session.connection()
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.set_progress_handler(lambda: 1, 1)  # type: ignore[union-attr]
        else:
            mine = db.session.scalar(text("SELECT pg_backend_pid()"))
            with db.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        with pytest.raises(StorageAway):
            GROUPS.all(kind="")
        db.session.rollback()
        assert len(GROUPS.all(kind="")) == 1
