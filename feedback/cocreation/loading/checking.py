"""What improvements should change, registered before their work, and the verdict on those whose day has come."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from feedback.backlog.queries import improvements
from feedback.cocreation.loading import dating
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.loading.people import owner
from feedback.db import now
from feedback.journeys import queries as journeys
from feedback.programme.actions import effects as actions
from feedback.programme.queries import effects

NEVER_LATER = timedelta(days=1)
"""A check is registered for a day to come; what the story says is put in its place at once."""


def register(content: Content, numbers: dict[str, UUID]) -> None:
    """Say what should move, before any of the work starts."""
    for one in content.effects:
        _register(content, numbers[one["improvement"]], one)


def _register(content: Content, improvement_id: UUID, one: Record) -> None:
    wanted = (one["question"], one["group"])
    [offer] = [offer for offer in effects.offers() if (offer.code, offer.group.code) == wanted]
    made = actions.register(
        improvement_id,
        measure=offer.key,
        direction=one["direction"],
        minimum=one["minimum"],
        due_on=now().date() + NEVER_LATER,
        controls=[journeys.stage_named(code).id for code in one["controls"]],
        by=owner(),
    )
    due_on = content.day(one["due_on"])
    assert due_on is not None, "a check has its day"
    dating.effect(made, registered_at=content.moment(one["registered_on"]), due_on=due_on)


def judge(content: Content, numbers: dict[str, UUID]) -> None:
    """Give the verdict on each check of the story."""
    for one in content.effects:
        row = improvements.improvement_with_id(numbers[one["improvement"]])
        check = effects.check_of(row.id)
        assert check is not None, "it was registered before the work"
        actions.judge(row.id, effects.reading(row, check), by=owner())
