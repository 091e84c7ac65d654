"""Every write of effect checks: registering, taking back, and the verdict."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from feedback.accounts.actions import record
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import db, now
from feedback.errors import Conflict, NotFound, message
from feedback.names import refusal
from feedback.permissions import Access
from feedback.programme.models import EffectCheck, EffectControl
from feedback.programme.queries import effects as queries
from feedback.programme.rules import effects as rules
from feedback.programme.rules.effect_record import kept


def register(
    improvement_id: UUID,
    *,
    measure: str,
    direction: str,
    minimum: float,
    due_on: date,
    controls: Collection[UUID] = (),
    by: Access | None = None,
) -> EffectCheck:
    """Say what should move, how far and by when; `measure` is the key of an offer, `controls` are stages.

    Conflict once the work is done or where there is a check; registered while the work goes on, it says so. Invalid.
    """
    row = improvements.improvement_with_id(improvement_id)
    late = rules.is_late(row.status, started=_started(row.id))
    if queries.check_of(row.id) is not None:
        raise Conflict(message("There is an effect check already."))
    offer = queries.offer(measure)
    if offer is None:
        raise refusal("measure", message("Choose a question that was asked."))
    check = EffectCheck(
        improvement_id=row.id,
        question=offer.question,
        words=offer.words,
        measure=offer.measure,
        stage_id=offer.stage.id,
        group_id=offer.group.id,
        direction=rules.check_direction(direction),
        minimum=rules.check_minimum(offer.measure, minimum),
        due_on=rules.check_due(due_on, now().date()),
        late=late,
        registered_by=by.user_id if by else None,
        figures={},
        controls=[EffectControl(stage_id=one) for one in _controls(offer, controls)],
    )
    db.session.add(check)
    db.session.flush()
    record(by, "effect.registered", f"#{row.number}", {"minimum": check.minimum, "due_on": str(due_on)})
    return check


def _controls(offer: queries.Offer, chosen: Collection[UUID]) -> list[UUID]:
    """The stages chosen that the group scored; a share of yes has nothing to be compared with."""
    if offer.measure == rules.YESNO:
        return []
    scored = queries.scored_stages(offer.group.id) - {offer.stage.id}
    return [one for one in dict.fromkeys(chosen) if one in scored]


def withdraw(improvement_id: UUID, *, by: Access | None = None) -> None:
    """Take a check back before the work starts, to register another; Conflict afterwards, NotFound."""
    row, check = improvements.improvement_with_id(improvement_id), _registered(improvement_id)
    rules.check_may_withdraw(_phase(row, check), check.late)
    db.session.delete(check)
    record(by, "effect.withdrawn", f"#{row.number}")


def judge(improvement_id: UUID, found: queries.Reading, *, by: Access | None = None) -> EffectCheck:
    """Keep the verdict of a reading with the figures it was made of; Conflict before its day and once there is one."""
    row, check = improvements.improvement_with_id(improvement_id), _registered(improvement_id)
    rules.check_may_judge(_phase(row, check))
    if found.figures.look != 1 + (check.figures.get("look", 0) if check.verdict else 0):
        raise Conflict(message("Somebody asked for the verdict just now. Look at it first."))
    check.verdict, check.figures = found.weighed.verdict, kept(found.figures)
    check.judged_at, check.judged_by = now(), by.user_id if by else None
    record(by, "effect.judged", f"#{row.number}", {"verdict": check.verdict, "look": found.figures.look})
    return check


def _phase(row: Improvement, check: EffectCheck) -> rules.Phase:
    return rules.phase(check, row.status, now().date(), started=_started(row.id))


def _started(improvement_id: UUID) -> bool:
    return queries.work_on(improvement_id).started_on is not None


def _registered(improvement_id: UUID) -> EffectCheck:
    check = queries.check_of(improvement_id)
    if check is None:
        raise NotFound()
    return check
