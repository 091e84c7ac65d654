"""Which answers a release counts, and that they are stored anew before."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import select, update

from feedback.db import db
from feedback.surveys.actions import settling
from feedback.surveys.models import Answer, AnswerText, Omission, Response
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries import waiting
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, opened, published


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    code = published(acme, asked("c", "csat", "visit"), asked("why", "longtext", "visit"))
    return opened(acme, code, ["employees", "suppliers"])


def settle(of: Opened, *, final: bool, most: int = 1000) -> int:
    return int(of.of.do(lambda: settling.settle(launched.survey(of.code), final=final, most=most)))


def counted(of: Opened) -> dict[tuple[str, int], int]:
    """(group, release that counts it) -> responses."""
    names = {group_id: code for code, group_id in of.groups.items()}
    with of.of.at_work():
        rows = db.session.execute(select(Response.group_id, Response.counted_in)).all()
    return Counter((names[group_id], number) for group_id, number in rows)


def everything(of: Opened) -> list[list[tuple[object, ...]]]:
    """All that the responses hold, without the release that counts them."""
    with of.of.at_work():
        tables = (Response, Answer, AnswerText, Omission)
        columns = [[one for one in table.__table__.columns if one.name != "counted_in"] for table in tables]
        return [sorted(map(tuple, db.session.execute(select(*wanted))), key=str) for wanted in columns]


def test_a_running_survey_counts_groups_with_enough(survey: Opened) -> None:
    answered(survey, "employees", 5, c=4, why={"text": "x"})
    answered(survey, "suppliers", 4, c=2, why={"omitted": "skipped"})
    before = everything(survey)
    assert [settle(survey, final=False) for _ in range(2)] == [5, 0]
    assert counted(survey) == {("employees", 1): 5, ("suppliers", 0): 4}
    assert everything(survey) == before
    answered(survey, "suppliers", 1, c=2)
    # What the release being made has counted already is new still: a crash in between changes nothing.
    assert [settle(survey, final=False) for _ in range(2)] == [5, 0]
    assert counted(survey) == {("employees", 1): 5, ("suppliers", 1): 5}


def test_a_first_release_at_closing_counts_everybody(survey: Opened) -> None:
    answered(survey, "employees", 2, c=4)
    answered(survey, "suppliers", 6, c=2)
    assert [settle(survey, final=True, most=5) for _ in range(3)] == [5, 3, 0]
    assert counted(survey) == {("employees", 1): 2, ("suppliers", 1): 6}


@pytest.mark.parametrize(("writers", "read"), [(9, 0), (10, 10)])
def test_words_are_read_once_enough_people_wrote(survey: Opened, writers: int, read: int) -> None:
    answered(survey, "employees", writers, c=4, why={"text": "x"})
    answered(survey, "employees", 20 - writers, c=4)
    survey.of.do(lambda: settling.settle_all(launched.survey(survey.code), final=False))
    with survey.of.at_work():
        texts = db.session.scalars(select(AnswerText.counted_in)).all()
    assert Counter(texts) == ({1: read} if read else {0: writers})


def test_rows_change_place_but_not_what_they_say(survey: Opened) -> None:
    """On PostgreSQL the transaction and the place of a row are columns; on SQLite rows are ordered by random ids."""
    for _ in range(4):
        answered(survey, "employees", 2, c=4, why={"text": "x"})
    before, traces = everything(survey), transactions(survey)
    with survey.of.at_work():
        ids = [UUID(str(one)) for one in db.session.scalars(select(Response.id))]
    survey.of.do(lambda: settling.rewrite(ids))
    assert everything(survey) == before
    if traces:
        assert (len(traces), len(transactions(survey))) == (4, 1)
        assert transactions(survey).isdisjoint(traces)


def transactions(of: Opened) -> set[str]:
    """The transactions that wrote responses, where the database tells."""
    with of.of.at_work():
        if db.session.get_bind().dialect.name != "postgresql":
            return set()
        return {str(one) for one in db.session.scalars(db.text("SELECT xmin::text FROM response"))}


def test_a_confidential_answer_is_marked_where_it_is(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    one = opened(acme, published(acme, asked("c", "csat", "visit")), ["employees"], mode="confidential")
    answered(one, "employees", 5, c=4)
    assert settle(one, final=False) == 5
    assert counted(one) == {("employees", 1): 5}


def test_the_next_number_follows_the_release(survey: Opened) -> None:
    with survey.of.at_work():
        row = launched.survey(survey.code)
        assert waiting.next_number(row) == 1
        assert waiting.groups_that_move_on(row, final=True) == set()
        assert waiting.uncounted(row, list(survey.groups.values()), 5) == []
    answered(survey, "employees", 5, c=4)
    survey.of.do(lambda: db.session.execute(update(Response).values(counted_in=7)))
    with survey.of.at_work():
        assert waiting.groups_that_move_on(launched.survey(survey.code), final=False) == set()
