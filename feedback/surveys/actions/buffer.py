"""The sealed buffer of anonymous answers: moved to responses in batches, at closing to the last one.

A batch is written in random order, in a transaction that touches no invitation and nothing of a person,
and the buffer's rows go in the same transaction. Rows that were written together can be told from others by whoever
holds the database, so everything that no release has counted yet is written anew with each batch, as long as it is
little; from then on a batch is larger.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select

from feedback.db import db, table_of
from feedback.surveys import sealing
from feedback.surveys.actions.answering import insert_answers
from feedback.surveys.actions.settling import rewrite
from feedback.surveys.models import PendingResponse, Response, SeenSubmission, Survey
from feedback.surveys.queries.waiting import uncounted
from feedback.surveys.submissions import KEPT

BATCH = 5
"""Fewest anonymous answers that leave the buffer together while a survey is open."""
MIXED, LARGE_BATCH = 500, 50
"""Up to so many uncounted answers are written anew with a batch; where there are more, fewest that leave together."""
_IDS = ("question_id", "stage_id")


def flush(survey: Survey, key_file: Path, *, closing: bool = False) -> int:
    """Move the survey's waiting answers to responses, if they are a batch or the survey closes; how many moved."""
    waiting = db.session.scalars(
        select(PendingResponse).where(PendingResponse.survey_id == survey.id).with_for_update()
    ).all()
    former = uncounted(survey, [row.group_id for row in survey.groups], MIXED + 1)
    fewest = BATCH if len(former) <= MIXED else LARGE_BATCH
    if not waiting or (len(waiting) < fewest and not closing):
        return 0
    stored = [_store(survey, sealing.unseal(key_file, survey.id, row.sealed)) for row in _shuffled(waiting)]
    db.session.execute(delete(PendingResponse).where(PendingResponse.id.in_([row.id for row in waiting])))
    if former and len(former) <= MIXED:
        rewrite([*former, *stored])
    return len(waiting)


def _shuffled(rows: Sequence[PendingResponse]) -> list[PendingResponse]:
    order = list(rows)
    secrets.SystemRandom().shuffle(order)
    return order


def _store(survey: Survey, value: dict[str, Any]) -> UUID:
    response_id = uuid4()
    response = {
        "id": response_id,
        "organisation_id": survey.organisation_id,
        "survey_id": survey.id,
        "wave_id": UUID(value["wave"]),
        "group_id": UUID(value["group"]),
        "receipt_mac": value["receipt"],
        "seed": value.get("seed"),
        "marks": value.get("marks", ""),
    }
    connection = db.session.connection()
    connection.execute(insert(table_of(Response)).values(**response))
    # What was sealed by an earlier release has no omissions.
    rows = ([_ids(row) for row in value.get(kind, ())] for kind in ("answers", "texts", "omissions"))
    insert_answers(connection, response, *rows)
    return response_id


def _ids(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **{name: UUID(row[name]) for name in _IDS if row.get(name)}}


def forget_seen(today: date) -> int:
    """Remove the marks of submissions whose forms are too old to be sent again."""
    gone = db.session.execute(delete(SeenSubmission).where(SeenSubmission.day < today - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def waiting_surveys() -> list[tuple[UUID, UUID, int]]:
    """(organisation, survey, answers waiting) of every survey with a batch in the buffer; reads everywhere."""
    rows = db.session.execute(
        select(PendingResponse.organisation_id, PendingResponse.survey_id, func.count())
        .group_by(PendingResponse.organisation_id, PendingResponse.survey_id)
        .having(func.count() >= BATCH)
    )
    return [(row[0], row[1], row[2]) for row in rows]
