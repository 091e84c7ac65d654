"""Reads of questionnaires."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from feedback.db import db
from feedback.errors import NotFound, UnknownName
from feedback.journeys import actions as journey_actions
from feedback.surveys.queries import questionnaires as queries
from tests.factories import journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import asked


def test_unknown_questionnaires(acme: Member) -> None:
    with acme.at_work():
        with pytest.raises(NotFound):
            queries.questionnaire("nothing")
        with pytest.raises(UnknownName):
            queries.questionnaire_named("nothing")


def test_codes_are_taken_across_organisations(acme: Member, globex: Member) -> None:
    code = surveys.questionnaire(acme)
    with globex.at_work():
        assert (queries.is_taken(code), queries.is_taken("other")) == (True, False)


def test_retired_stages_are_not_offered(acme: Member) -> None:
    first, *_rest = journeys.journey(acme)
    journeys.change(acme, first, journey_actions.retire_stage)
    with acme.at_work():
        assert set(queries.stage_ids()) == {"visit", "billing"}


def test_the_list_takes_two_reads_however_long_it_is(acme: Member) -> None:
    def reads() -> int:
        seen: list[str] = []
        with acme.at_work():
            listener = lambda *call: seen.append(call[2])  # noqa: E731
            event.listen(db.engine, "before_cursor_execute", listener)
            [row.versions for row in queries.questionnaires()]
            event.remove(db.engine, "before_cursor_execute", listener)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    counts = []
    for _ in range(3):
        surveys.published(acme, asked("nps", "nps"))
        counts.append(reads())
    assert counts == [2, 2, 2]
