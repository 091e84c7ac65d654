"""Storing what a respondent sent. Core statements only: this is the busiest write of the product.

An identified answer becomes rows at once. An anonymous one is sealed into the buffer, together with the
mark that its submission was seen, and becomes rows with its batch. Both keep the same promise: when this
returned inside a committed transaction the answer is kept, and the same submission is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from feedback import jobs
from feedback.db import Base, db, table_of
from feedback.errors import Gone, message
from feedback.surveys import sealing, submissions
from feedback.surveys.models import Answer, AnswerText, PendingResponse, Response, SeenSubmission, Survey
from feedback.surveys.queries.links import Asked, OpenLink
from feedback.surveys.question_types import Answered
from feedback.surveys.rules import is_open
from feedback.surveys.submissions import Submission

_ANSWERS, _TEXTS, _PENDING = (insert(table_of(model)) for model in (Answer, AnswerText, PendingResponse))
# Statements are built once: building one takes longer than running it.

TALLY_SECONDS = 3.0
"""How long after an identified answer the results follow."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in form: answers by question id of the document, and the stage of the link."""

    answers: Mapping[str, Answered]
    asked: Mapping[str, Asked]
    stage_id: UUID | None
    lang: str


def keep_identified(link: OpenLink, filled: Filled, submission: Submission, key: bytes, moment: datetime) -> str:
    """Store an identified or confidential answer; returns the receipt code, the same at every replay."""
    _still_open(link, moment.date())
    code = submissions.receipt_code(key, link.survey_id, submission)
    row = {
        "id": uuid4(),
        "organisation_id": link.organisation_id,
        "survey_id": link.survey_id,
        "wave_id": link.wave_id,
        "group_id": link.group_id,
        "answered_at": moment,
        "lang": filled.lang,
        "submission_mac": submissions.submission_mac(key, link.survey_id, submission),
        "receipt_mac": submissions.receipt_mac(key, code) if link.receipts else None,
    }
    if _insert_new(Response, row):
        insert_answers(row, list(_answer_rows(filled)), list(_text_rows(filled)))
        _tally_soon(link)
    return code


def keep_anonymous(
    link: OpenLink, filled: Filled, submission: Submission, key: bytes, key_file: Path, today: date
) -> str:
    """Seal an anonymous answer into the buffer; returns the receipt code, the same at every replay."""
    _still_open(link, today)
    code = submissions.receipt_code(key, link.survey_id, submission)
    if _mark_seen(link, submissions.seen_macs(key, link.survey_id, submission, today)):
        value = {
            "wave": link.wave_id.hex,
            "group": link.group_id.hex,
            "receipt": submissions.receipt_mac(key, code) if link.receipts else None,
            "answers": list(_answer_rows(filled, plain=True)),
            "texts": list(_text_rows(filled, plain=True)),
        }
        sealed = sealing.seal(key_file, link.survey_id, value)
        row = {"organisation_id": link.organisation_id, "survey_id": link.survey_id, "sealed": sealed}
        db.session.connection().execute(_PENDING, {"id": uuid4(), **row})
    return code


_STATE = (
    select(Survey.closes_on, Survey.closed_at)
    .where(Survey.id == bindparam("survey"))
    .with_for_update(read=True, key_share=True)
)


def _still_open(link: OpenLink, today: date) -> None:
    """The same rule as the page asks, once more in the transaction that stores; closing waits for us or we see it."""
    survey = db.session.connection().execute(_STATE, {"survey": link.survey_id}).one()
    if not is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=today):
        raise Gone(message("This questionnaire is closed"))


@cache
def _adding(model: type[Base], dialect: str) -> Any:
    adding = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table_of(model))
    # The row count of such an insert is not told apart by every driver; a returned row is.
    return adding.on_conflict_do_nothing().returning(literal(1))


def _insert_new(model: type[Base], row: Mapping[str, Any]) -> bool:
    """Insert unless a unique value of the row is there already; whether it was new."""
    adding = _adding(model, db.session.get_bind().dialect.name)
    return db.session.connection().execute(adding, dict(row)).first() is not None


def _mark_seen(link: OpenLink, macs: list[tuple[date, str]]) -> bool:
    if len(macs) > 1:
        known = select(SeenSubmission.mac).where(SeenSubmission.mac.in_([mac for _, mac in macs]))
        if db.session.scalar(known) is not None:
            return False
    day, mac = macs[0]
    row = {"mac": mac, "day": day, "organisation_id": link.organisation_id, "survey_id": link.survey_id}
    return _insert_new(SeenSubmission, row)


def insert_answers(response: Mapping[str, Any], answers: list[dict[str, Any]], texts: list[dict[str, Any]]) -> None:
    """The rows of one response; each carries organisation, group and wave, so that results never join."""
    same = {name: response[name] for name in ("organisation_id", "group_id", "wave_id")}
    same["response_id"] = response["id"]
    for adding, rows in ((_ANSWERS, answers), (_TEXTS, texts)):
        if rows:
            db.session.connection().execute(adding, [{**same, **row} for row in rows])


def _answer_rows(filled: Filled, plain: bool = False) -> Iterator[dict[str, Any]]:
    """One row per number or choice; a question that was answered in words only has a row without either."""
    for question_id, answered in filled.answers.items():
        where = _where(filled, question_id, plain)
        values: list[tuple[float | None, str | None]] = [(None, choice) for choice in answered.choices]
        if answered.number is not None or not values:
            values.insert(0, (answered.number, None))
        for position, (number, choice) in enumerate(values):
            yield {**where, "position": position, "number": number, "choice": choice}


def _text_rows(filled: Filled, plain: bool = False) -> Iterator[dict[str, Any]]:
    for question_id, answered in filled.answers.items():
        if answered.text:
            yield {**_where(filled, question_id, plain), "position": 0, "text": answered.text}


def _where(filled: Filled, question_id: str, plain: bool) -> dict[str, Any]:
    """Question and stage of an answer: the question's own stage, else the link's, else none."""
    asked = filled.asked[question_id]
    stage = asked.stage_id or filled.stage_id
    if plain:
        return {"question_id": asked.id.hex, "stage_id": stage.hex if stage else None}
    return {"question_id": asked.id, "stage_id": stage}


def _tally_soon(link: OpenLink) -> None:
    jobs.add(
        "surveys.tally",
        organisation_id=link.organisation_id,
        key=f"tally:{link.survey_id}",
        delay=TALLY_SECONDS,
        survey=link.survey_id.hex,
    )
