"""Before a release: which answers it counts, and that nothing about where they are stored says when they came.

Rows that were written together look alike to whoever holds the database file: same transaction, neighbouring places.
So the rows of an anonymous survey are written anew, many together and in the order of their random ids, before they
are counted; on both databases a deleted and inserted row gets a new place, an updated one may keep the old.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, tuple_, update

from feedback.db import Base, db, table_of
from feedback.surveys.actions import erasing
from feedback.surveys.models import Answer, AnswerText, Omission, Response, Survey
from feedback.surveys.queries import waiting
from feedback.surveys.rules import ANONYMOUS

AT_ONCE = 1_000
"""Responses written anew in one transaction; their ids are random, so these are people picked by chance."""
_PARTS: tuple[type[Base], ...] = (Answer, AnswerText, Omission)


def settle(survey: Survey, *, final: bool, most: int = AT_ONCE) -> int:
    """Let the next release count the answers of every group with enough new ones; how many this call took.

    Call it, each time in a transaction of its own, until it answers 0; then the words that are read from that release
    on are marked as well. May be called again after a crash.
    """
    number = waiting.next_number(survey)
    groups = waiting.groups_that_move_on(survey, final=final)
    ids = waiting.uncounted(survey, groups, most)
    if not ids:
        _settle_comments(survey, number, final)
    elif survey.mode == ANONYMOUS:
        rewrite(ids, {"counted_in": number})
    else:
        db.session.execute(update(Response).where(Response.id.in_(ids)).values(counted_in=number))
    return len(ids)


def settle_all(survey: Survey, *, final: bool) -> None:
    """`settle` to its end in one transaction."""
    while settle(survey, final=final):
        pass


def _settle_comments(survey: Survey, number: int, final: bool) -> None:
    erasing.erase_together(survey)
    cells = waiting.comments_that_move_on(survey, final=final)
    if cells:
        counted = select(Response.id).where(Response.survey_id == survey.id, Response.counted_in > 0)
        wanted = (
            AnswerText.counted_in == 0,
            tuple_(AnswerText.question_id, AnswerText.group_id).in_(sorted(cells)),
            AnswerText.response_id.in_(counted),
        )
        marked = update(AnswerText).where(*wanted).values(counted_in=number)
        db.session.execute(marked, execution_options={"synchronize_session": False})


def rewrite(response_ids: Sequence[UUID], values: Mapping[str, Any] | None = None) -> None:
    """Write responses with everything they hold anew, in the order of their ids; `values` are set on each response.

    Only of responses that no release has counted: nothing points at them yet.
    """
    connection = db.session.connection()
    wanted = sorted(response_ids)
    own = table_of(Response)
    responses = [{**row, **(values or {})} for row in _rows(own.c.id, wanted)]
    parts = [(table_of(model), _rows(table_of(model).c.response_id, wanted)) for model in _PARTS]
    connection.execute(delete(own).where(own.c.id.in_(wanted)))
    for table, rows in ((own, responses), *parts):
        if rows:
            connection.execute(insert(table), rows)


def _rows(column: Any, ids: Collection[UUID]) -> list[dict[str, Any]]:
    found = select(column.table).where(column.in_(ids)).order_by(column)
    return [dict(row) for row in db.session.connection().execute(found).mappings()]
