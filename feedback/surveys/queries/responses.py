"""Responses of one survey, read in batches as they are written out: memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import String, select, type_coerce

from feedback.db import db
from feedback.errors import NotAllowed, message
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.conditions.evaluation import State
from feedback.surveys.exporting.answers import Record
from feedback.surveys.models import Answer, AnswerText, Omission, Response, Survey, Wave
from feedback.surveys.queries import counting
from feedback.surveys.question_types import Answered
from feedback.surveys.question_types.storing import Row, restored, restored_cell
from feedback.surveys.rules import IDENTIFIED

BATCH = 500


def may_be_taken_away(survey: Survey) -> bool:
    """Whether single responses may leave: of protected surveys only figures do, whoever asks."""
    return survey.mode == IDENTIFIED


def records(survey: Survey) -> Iterator[Record]:
    """Every response, group by group in the order of their random ids.

    Raises:
        NotAllowed: the survey promised that only figures leave.
    """
    _must_leave(survey)
    return _records(survey)


def _must_leave(survey: Survey) -> None:
    if not may_be_taken_away(survey):
        raise NotAllowed(
            message("This survey promised that only figures leave it, never single answers. Take the results instead.")
        )


def _records(survey: Survey) -> Iterator[Record]:
    names = _Names(survey)
    for group_id in sorted(names.groups):
        last: UUID | None = None
        while batch := names.batch(survey.id, group_id, last, BATCH):
            # Whoever reads slowly must not hold a snapshot of the database open meanwhile.
            db.session.rollback()
            yield from batch
            last = UUID(batch[-1].id)


def records_after(survey: Survey, place: str | None, limit: int) -> list[tuple[str, Record]]:
    """Up to `limit` responses with their places, those after `place`, in the order of `records`.

    Raises:
        NotAllowed: the survey promised that only figures leave.
    """
    _must_leave(survey)
    names = _Names(survey)
    found: list[tuple[str, Record]] = []
    group, _, last = (place or "").partition(" ")
    for group_id in sorted(names.groups):
        if group_id.hex < group or len(found) >= limit:
            continue
        after = UUID(last) if group_id.hex == group else None
        batch = names.batch(survey.id, group_id, after, limit - len(found))
        found += [(f"{group_id.hex} {one.id}", one) for one in batch]
    return found


def _rows_after(survey_id: UUID, group_id: UUID, last: UUID | None, limit: int) -> Any:
    """The next responses of one group: that is how the index of responses is ordered, so nothing is sorted."""
    wanted = select(
        Response.id,
        type_coerce(Response.wave_id, String),
        Response.answered_at,
        Response.lang,
        Response.seconds,
        Response.seed,
        Response.marks,
    ).where(Response.survey_id == survey_id, Response.group_id == group_id)
    if last is not None:
        wanted = wanted.where(Response.id > last)
    return db.session.execute(wanted.order_by(Response.id).limit(limit)).all()


Cells = Row | list[Row]
"""The one row of an answer, as most have, or its several."""


class _Names:
    """What the rows of a survey are called outside: codes of waves and groups, ids of questions."""

    def __init__(self, survey: Survey) -> None:
        asked = counting.asked_by(survey.version_id)
        # Ids are compared as the database gives them: making a UUID of each costs more than all the rest.
        self.questions: Mapping[object, str] = {
            key: question.id for row_id, question in asked.items() for key in (row_id, row_id.hex, str(row_id))
        }
        self.waves: Mapping[object, str] = {
            key: code for row_id, code in _codes(Wave).items() for key in (row_id, row_id.hex, str(row_id))
        }
        asked_groups = {one.group_id for one in survey.groups}
        codes = _codes(StakeholderGroup)
        self.groups: Mapping[UUID, str] = {group_id: codes[group_id] for group_id in asked_groups}

    def batch(self, survey_id: UUID, group_id: UUID, last: UUID | None, limit: int) -> list[Record]:
        """The next responses of a group, empty at its end."""
        rows = _rows_after(survey_id, group_id, last, limit)
        return list(self.records(rows, self.groups[group_id])) if rows else []

    def records(self, rows: Any, group: str) -> Iterator[Record]:
        ids = [row[0] for row in rows]
        answers, states = self._answers(ids), self._omissions(ids)
        for one, wave_id, answered_at, lang, seconds, seed, marks in rows:
            found = answers.get(key := one.hex, {})
            yield Record(
                id=str(one),
                wave=self.waves[wave_id],
                group=group,
                answered_at=answered_at,
                language=lang or "",
                seconds=seconds,
                seed=seed,
                marks=marks,
                answers={question: _restored(cells) for question, cells in found.items()},
                states={**states.get(key, {}), **dict.fromkeys(found, "answered")},
            )

    def _answers(self, ids: list[UUID]) -> dict[str, dict[str, Cells]]:
        """Response (hex) -> question -> its row or rows, in the order of their positions."""
        texts: dict[object, dict[object, str]] = {}
        for response, question, position, text in _rows(AnswerText, ids, AnswerText.position, AnswerText.text):
            texts.setdefault(response, {})[question, position] = text
        found: dict[str, dict[str, Cells]] = {}
        cells = (Answer.position, Answer.part, Answer.number, Answer.choice)
        names, current, own, wrote = self.questions, None, {}, None
        for response, question, position, part, number, choice in _rows(Answer, ids, *cells):
            if response != current:
                current, wrote = response, texts.get(response)
                own = found[_hex(response)] = {}
            name, row = names[question], (part, number, choice, wrote.get((question, position)) if wrote else None)
            if (before := own.get(name)) is None:
                own[name] = row
            elif isinstance(before, list):
                before.append(row)
            else:
                own[name] = [before, row]
        return found

    def _omissions(self, ids: list[UUID]) -> dict[str, dict[str, State]]:
        found: dict[str, dict[str, State]] = {}
        for response, question, state in _rows(Omission, ids, Omission.state):
            found.setdefault(_hex(response), {})[self.questions[question]] = state
        return found


def _restored(cells: Cells) -> Answered:
    if isinstance(cells, list):
        return restored(cells)
    part, number, choice, text = cells
    return restored((cells,)) if part or text else restored_cell(number, choice)


def _codes(model: type[Wave] | type[StakeholderGroup]) -> dict[UUID, str]:
    return {row_id: code for row_id, code in db.session.execute(select(model.id, model.code))}


def _rows(model: type[Answer] | type[AnswerText] | type[Omission], ids: list[UUID], *columns: Any) -> Any:
    raw = (type_coerce(model.response_id, String), type_coerce(model.question_id, String))
    wanted = select(*raw, *columns).where(model.response_id.in_(ids))
    ordered = (model.response_id, model.question_id, *((columns[0],) if model is not Omission else ()))
    # The ids are of responses that were found inside the wall; rows as the driver gives them cost half.
    found = db.session.connection().execute(wanted.order_by(*ordered))
    rows = found.cursor.fetchall()
    found.close()
    return rows


def _hex(value: object) -> str:
    return value.hex if isinstance(value, UUID) else str(value)
