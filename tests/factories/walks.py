"""Services walked through the map."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from feedback.journeys import queries as journeys
from feedback.journeys.actions import walks as actions
from feedback.journeys.actions.walks import Seen
from feedback.journeys.rules.chosen import BY_HAND, Service
from feedback.journeys.rules.walks import Extra, Looked
from tests.factories.people import Member


def chosen(of: Member, *references: str, source: str = BY_HAND) -> list[UUID]:
    """Walks of these services of the journey there is, by id."""

    def take() -> list[UUID]:
        return [one.id for one in actions.choose([Service(one) for one in references], source=source)]

    made: list[UUID] = of.do(take)
    return made


def touchpoints(of: Member) -> list[UUID]:
    """The touchpoints of the map in its order."""
    with of.at_work():
        return [touchpoint.id for stage in journeys.stages() for touchpoint in stage.touchpoints]


def looked(of: Member, walk_id: UUID, touchpoint_id: UUID, outcome: str, note: str = "") -> None:
    """One line of the check-list."""
    of.do(actions.look, walk_id, Seen(steps={touchpoint_id: Looked(outcome, note)}))


def happened(of: Member, walk_id: UUID, extras: Iterable[Extra]) -> None:
    """What nobody drew."""
    of.do(actions.look, walk_id, Seen(added=tuple(extras)))
