"""Sending the map to the areas, and what each says of its stages."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.accounts.queries import organisation
from feedback.db import db, now
from feedback.errors import Conflict, Invalid, message
from feedback.journeys.actions.claims import claim, withdraw
from feedback.journeys.models import BusinessFunction, Stage, StageReview
from feedback.journeys.queries import claims
from feedback.journeys.queries import reviews as queries
from feedback.journeys.rules.statements import LONGEST_TEXT, PROBLEM
from feedback.names import one_line, refusal
from feedback.permissions import Access

ASKED, CONFIRMED, DISPUTED = "asked", "confirmed", "disputed"
VERDICTS = (CONFIRMED, DISPUTED)


def send(pairs: Iterable[tuple[BusinessFunction, Stage]], *, by: Access | None = None) -> int:
    """Ask these areas about these stages; how many are newly asked. What an area said already is asked anew."""
    asked = 0
    for function, stage in pairs:
        row = queries.review(stage.id, function.id)
        if row is None:
            _keep(StageReview(stage_id=stage.id, function_id=function.id, verdict=ASKED))
        elif row.verdict == ASKED:
            continue
        else:
            row.verdict, row.asked_at, row.reviewed_at = ASKED, now(), None
        asked += 1
    if asked:
        record(by, "journey.sent", str(asked))
    return asked


def _keep(row: StageReview) -> None:
    """Two people may send the map at once; the database lets one of them ask."""
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("Somebody sent the map at the same moment. Look again.")) from error


def review(
    *, stage: Stage, function: BusinessFunction, verdict: str, note: str = "", by: Access | None = None
) -> StageReview:
    """An area says of a stage that it is so, or that it is not and what is wrong.

    A dispute becomes a claim of the area about what goes wrong there, so that it can be linked and weighed.

    Raises:
        Invalid: no such verdict; a dispute that does not say what is wrong; a note that is too long.
    """
    line = _note(verdict, note)
    row = queries.review(stage.id, function.id) or StageReview(stage_id=stage.id, function_id=function.id)
    _take_back(row, by)
    row.verdict, row.note, row.reviewed_at = verdict, line, now()
    row.reviewed_by = by.user_id if by else None
    _keep(row)
    if verdict == CONFIRMED:
        stage.confirmed_at = row.reviewed_at
    else:
        text = {organisation().languages[0]: line}
        claim(about=("stage", stage.id), text=text, topic=PROBLEM, function_id=function.id, by=by)
    record(by, f"journey.{verdict}", f"{function.code}:{stage.code}")
    return row


def _take_back(row: StageReview, by: Access | None) -> None:
    """What the area claimed with its last dispute goes when it says something else."""
    if row.verdict != DISPUTED:
        return
    for one in claims.of_element(("stage", row.stage_id)):
        if one.function_id == row.function_id and one.topic == PROBLEM and row.note in one.text.values():
            withdraw(one, by=by)


def _note(verdict: str, note: str) -> str:
    if verdict not in VERDICTS:
        raise Invalid(message("Say whether it is so or not."))
    line = one_line(note)
    if verdict == DISPUTED and not line:
        raise refusal("note", message("Write what is different: then somebody can mend it."))
    if len(line) > LONGEST_TEXT:
        raise refusal("note", message("At most %(most)s characters.", most=LONGEST_TEXT))
    return line
