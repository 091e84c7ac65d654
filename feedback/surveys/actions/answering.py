"""Storing what a respondent sent. Core statements on one connection: this is the busiest write of the product.

An identified answer becomes rows at once. An anonymous one is sealed into the buffer, together with the
mark that its submission was seen, and becomes rows with its batch. Both keep the same promise: when this
returned inside a committed transaction the answer is kept, and the same submission is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import Connection, bindparam, insert, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from feedback import jobs
from feedback.db import Base, Write, table_of
from feedback.errors import Invalid, message
from feedback.statements import Prepared
from feedback.surveys import sealing, submissions
from feedback.surveys.actions import underway
from feedback.surveys.actions.gate import must_be_open
from feedback.surveys.conditions.evaluation import State
from feedback.surveys.invited import Invited, Spent, invitations
from feedback.surveys.marks import LONG_TEXT, TWICE
from feedback.surveys.models import Answer, AnswerText, Omission, PendingResponse, Response, SeenSubmission
from feedback.surveys.queries.links import Asked, OpenLink
from feedback.surveys.question_types import Answered
from feedback.surveys.question_types.storing import stored
from feedback.surveys.rules import IDENTIFIED
from feedback.surveys.submissions import Submission

_SAME = ("organisation_id", "group_id", "wave_id", "response_id")
_PLACE = (*_SAME, "question_id", "position", "part", "stage_id")
_ANSWERS = Prepared(insert(table_of(Answer)), (*_PLACE, "number", "choice"))
_TEXTS = Prepared(insert(table_of(AnswerText)), (*_PLACE, "text"))
_OMISSIONS = Prepared(insert(table_of(Omission)), (*_SAME, "question_id", "state"))
_PENDING = Prepared(insert(table_of(PendingResponse)), ("id", "organisation_id", "survey_id", "sealed"))

TALLY_SECONDS, TALLY_SHARE, TALLY_LATEST = 3.0, 1 / 60, 120.0
"""How long after an identified answer the results follow: so that counting takes about this share of the time where
it takes long, and not later than this."""
_tally_took: dict[UUID, float] = {}
OMITTED: frozenset[State] = frozenset({"skipped", "not_applicable"})
Rows = list[dict[str, Any]]


class Kept(NamedTuple):
    """An answer that is kept: its receipt code, and whether it was kept before."""

    code: str
    again: bool = False


class Reused(Invalid):
    """The submission was kept before, with something else."""

    code = "idempotency_key_reused"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in form: answers by question id of the document, and the stage of the link.

    `states` says what became of each question; `seed` is the random order it was answered in, `seconds` how long it
    took; None where there is none or nobody may know. `marks` is what makes it worth a second look. `said` is a MAC of
    everything, where whoever sends it wants to hear if the submission is used for something else; it is remembered as
    long as the submission, beside no answer.
    """

    answers: Mapping[str, Answered]
    asked: Mapping[str, Asked]
    stage_id: UUID | None
    lang: str
    states: Mapping[str, State] = field(default_factory=dict)
    seed: int | None = None
    seconds: int | None = None
    marks: tuple[str, ...] = ()
    said: str = ""


def keep_identified(
    write: Write,
    link: OpenLink,
    filled: Filled,
    submission: Submission,
    key: bytes,
    moment: datetime,
    saved: str | None = None,
    invited: Invited | None = None,
) -> Kept:
    """Store an identified or confidential answer; the receipt code is the same at every replay.

    `saved` is the hash of the token under which it was saved to go on later, if it was: that ends here. A personal
    link is spent, and says whose answer it is.

    Raises:
        Gone: the survey takes no answers any more.
        Spent: the personal link was used for another submission.
        Reused: the submission was kept with something else.
    """
    must_be_open(write.connection, link, submission, moment)
    code = submissions.receipt_code(key, link.survey_id, submission)
    mac = submissions.submission_mac(key, link.survey_id, submission)
    if invited is not None and not _spent(write.connection, invited):
        _must_be_known(write.connection, _KNOWN_RESPONSE, [mac])
        return Kept(code, True)
    answers, texts, omissions = rows_of(filled)
    row = {
        "id": uuid4(),
        "organisation_id": link.organisation_id,
        "survey_id": link.survey_id,
        "wave_id": link.wave_id,
        "group_id": link.group_id,
        "answered_at": moment,
        "lang": filled.lang,
        "seed": filled.seed,
        "seconds": filled.seconds,
        "marks": _marks(write.connection, link, filled, invited),
        "contact_id": invited.contact_id if invited else None,
        "content_mac": _content(key, link, answers, texts),
        "submission_mac": mac,
        "receipt_mac": submissions.receipt_mac(key, code) if link.receipts else None,
    }
    new = _insert_new(write.connection, Response, row)
    if new:
        insert_answers(write.connection, row, answers, texts, omissions)
        _tally_soon(write, link)
    if filled.said:
        seen = submissions.seen_macs(key, link.survey_id, submission, moment.date())
        remembered = new and _mark_seen(write.connection, link, seen)
        _same_as_said(write.connection, link, filled, submission, key, moment.date(), new=remembered)
    if saved is not None:
        underway.forget(write, saved)
    return Kept(code, not new)


def keep_anonymous(
    write: Write,
    link: OpenLink,
    filled: Filled,
    submission: Submission,
    key: bytes,
    key_file: Path,
    moment: datetime,
    invited: Invited | None = None,
) -> Kept:
    """Seal an anonymous answer into the buffer; the receipt code is the same at every replay.

    Of a personal link the answer knows nothing, and the link only that it was used. Of the moment nothing is kept.

    Raises:
        Gone: the survey takes no answers any more.
        Spent: the personal link was used for another submission.
        Reused: the submission was kept with something else.
    """
    must_be_open(write.connection, link, submission, moment)
    today = moment.date()
    code = submissions.receipt_code(key, link.survey_id, submission)
    macs = submissions.seen_macs(key, link.survey_id, submission, today)
    if invited is not None and not _spent(write.connection, invited):
        _must_be_known(write.connection, _KNOWN_SUBMISSION, [mac for _, mac in macs])
        return Kept(code, True)
    new = _mark_seen(write.connection, link, macs)
    if filled.said:
        _same_as_said(write.connection, link, filled, submission, key, today, new=new)
    if new:
        answers, texts, omissions = rows_of(filled)
        value = {
            "wave": link.wave_id.hex,
            "group": link.group_id.hex,
            "receipt": submissions.receipt_mac(key, code) if link.receipts else None,
            "seed": filled.seed,
            "marks": " ".join(filled.marks),
            "answers": [_plain(row) for row in answers],
            "texts": [_plain(row) for row in texts],
            "omissions": [_plain(row) for row in omissions],
        }
        sealed = sealing.seal(key_file, link.survey_id, value)
        row = {"organisation_id": link.organisation_id, "survey_id": link.survey_id, "sealed": sealed}
        _PENDING.run(write.connection, [{"id": uuid4(), **row}])
    return Kept(code, not new)


# --- personal links -------------------------------------------------------------------------------

_KNOWN_RESPONSE = Prepared(select(Response.id).where(Response.submission_mac == bindparam("mac")))
_KNOWN_SUBMISSION = Prepared(select(SeenSubmission.mac).where(SeenSubmission.mac == bindparam("mac")))
_ANSWERED = Prepared(
    select(Response.id).where(Response.contact_id == bindparam("contact"), Response.survey_id == bindparam("survey"))
)


def _spent(connection: Connection, invited: Invited) -> bool:
    """Spend the link in this transaction: whoever else tries waits until it is decided."""
    keeper = invitations()
    return keeper is not None and keeper.spend(connection, invited)


def _must_be_known(connection: Connection, known: Prepared, macs: Sequence[str]) -> None:
    """A link that cannot be spent any more takes the submission that spent it once more, and no other."""
    if not any(known.first(connection, {"mac": mac}) for mac in macs):
        raise Spent()


def _marks(connection: Connection, link: OpenLink, filled: Filled, invited: Invited | None) -> str:
    found = filled.marks
    if invited is not None:
        given = {"contact": invited.contact_id, "survey": link.survey_id}
        found = (*found, TWICE) if _ANSWERED.first(connection, given) else found
    return " ".join(found)


def _content(key: bytes, link: OpenLink, answers: Rows, texts: Rows) -> str | None:
    """By what the same answer is known again: only where nobody writes the same by chance, and may be known."""
    if link.mode != IDENTIFIED or not any(len(row["text"]) >= LONG_TEXT for row in texts):
        return None
    rows = [f"{row['question_id']} {row['part']} {row.get('number')} {row.get('choice')}" for row in answers]
    return submissions.content_mac(key, link.survey_id, sorted([*rows, *(row["text"] for row in texts)]))


@cache
def _adding(model: type[Base], dialect: str, keys: tuple[str, ...]) -> Prepared:
    adding = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table_of(model))
    # The row count of such an insert is not told apart by every driver; a returned row is.
    return Prepared(adding.on_conflict_do_nothing().returning(literal_column("1")), keys)


def _insert_new(connection: Connection, model: type[Base], row: Mapping[str, Any]) -> bool:
    """Insert unless a unique value of the row is there already; whether it was new."""
    return _adding(model, connection.dialect.name, tuple(row)).first(connection, row) is not None


def _mark_seen(connection: Connection, link: OpenLink, macs: list[tuple[date, str]]) -> bool:
    if len(macs) > 1:
        known = select(SeenSubmission.mac).where(SeenSubmission.mac.in_([mac for _, mac in macs]))
        if connection.execute(known).first() is not None:
            return False
    day, mac = macs[0]
    row = {"mac": mac, "day": day, "organisation_id": link.organisation_id, "survey_id": link.survey_id}
    return _insert_new(connection, SeenSubmission, row)


def _same_as_said(
    connection: Connection,
    link: OpenLink,
    filled: Filled,
    submission: Submission,
    key: bytes,
    today: date,
    *,
    new: bool,
) -> None:
    """Remember what a new submission said; of one that is still remembered, Reused where it said something else."""
    macs = submissions.said_macs(key, link.survey_id, submission, today, filled.said)
    if new:
        _mark_seen(connection, link, macs[:1])
        return
    seen = submissions.seen_macs(key, link.survey_id, submission, today)
    if _is_known(connection, seen) and not _is_known(connection, macs):
        raise Reused(message("This submission was kept before, with another answer."))


def _is_known(connection: Connection, macs: Sequence[tuple[date, str]]) -> bool:
    return any(_KNOWN_SUBMISSION.first(connection, {"mac": mac}) for _, mac in macs)


# --- rows -----------------------------------------------------------------------------------------


def insert_answers(
    connection: Connection, response: Mapping[str, Any], answers: Rows, texts: Rows, omissions: Rows
) -> None:
    """The rows of one response; each carries organisation, group and wave, so that results never join."""
    same = {name: response[name] for name in ("organisation_id", "group_id", "wave_id")}
    same["response_id"] = response["id"]
    for adding, rows in ((_ANSWERS, answers), (_TEXTS, texts), (_OMISSIONS, omissions)):
        if rows:
            adding.run(connection, [{**same, **row} for row in rows])


def rows_of(filled: Filled) -> tuple[Rows, Rows, Rows]:
    """Answers, texts and omissions of a form. A question that was not shown is in none of them."""
    answers: Rows = []
    texts: Rows = []
    for question_id, answered in filled.answers.items():
        where = _where(filled, question_id)
        for position, (part, number, choice, text) in enumerate(stored(answered)):
            place = {**where, "position": position, "part": part}
            answers.append({**place, "number": number, "choice": choice})
            if text:
                texts.append({**place, "text": text})
    return answers, texts, list(_omissions(filled))


def _omissions(filled: Filled) -> Iterator[dict[str, Any]]:
    for question_id, state in filled.states.items():
        if state in OMITTED:
            yield {"question_id": filled.asked[question_id].id, "state": state}


def _where(filled: Filled, question_id: str) -> dict[str, Any]:
    """Question and stage of an answer: the question's own stage, else the link's, else none."""
    asked = filled.asked[question_id]
    return {"question_id": asked.id, "stage_id": asked.stage_id or filled.stage_id}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """As JSON holds it."""
    return {name: value.hex if isinstance(value, UUID) else value for name, value in row.items()}


def tally_took(survey_id: UUID, seconds: float) -> None:
    """Remember how long counting a survey took, if it was done in this process."""
    _tally_took[survey_id] = seconds


def tally_delay(survey_id: UUID) -> float:
    """Seconds until the results follow an answer."""
    return min(TALLY_LATEST, max(TALLY_SECONDS, _tally_took.get(survey_id, 0.0) / TALLY_SHARE))


def _tally_soon(write: Write, link: OpenLink) -> None:
    jobs.add_with(
        write,
        "surveys.tally",
        organisation_id=link.organisation_id,
        key=f"tally:{link.survey_id}",
        delay=tally_delay(link.survey_id),
        survey=link.survey_id.hex,
    )
