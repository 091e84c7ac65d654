"""Which areas took part in a cycle, and how: read from what they did, not from what somebody ticked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.backlog.models import Decision, Improvement
from feedback.backlog.rules import status
from feedback.cocreation.rules.taking_part import ANSWERED, DECIDED, OWNS, ROLE, WAYS, WORKED
from feedback.db import Texts, db
from feedback.journeys.models import StageReview
from feedback.journeys.queries import areas
from feedback.programme.models import Implementation


@dataclass(frozen=True, slots=True)
class TookPart:
    """An area and how often in which way; none of them: it did not take part."""

    name: Texts
    ways: Mapping[str, int]

    def kept(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"name": dict(self.name), "ways": dict(self.ways)}


def taking_part(since: date) -> list[TookPart]:
    """Every area in use, with what it did since that day; a fixed number of reads."""
    start = datetime.combine(since, time(), UTC)
    drawn = areas.taking_part()
    counted = {
        ROLE: Counter({function.id: len(stages) for function, stages in drawn}),
        ANSWERED: _answered(start),
        OWNS: _owns(),
        DECIDED: _decided(start),
        WORKED: _worked(),
    }
    return [
        TookPart(function.name, {way: counted[way][function.id] for way in WAYS if counted[way][function.id]})
        for function, _ in drawn
    ]


def restored(kept: Iterable[Mapping[str, Any]]) -> list[TookPart]:
    """What was kept of a closed cycle."""
    return [TookPart(dict(one["name"]), dict(one["ways"])) for one in kept]


def _answered(start: datetime) -> Counter[UUID]:
    """Stages an area confirmed or disputed."""
    wanted = select(StageReview.function_id, func.count()).where(StageReview.reviewed_at >= start)
    return _counted(wanted.group_by(StageReview.function_id))


def _owns() -> Counter[UUID]:
    """Improvements that are still wanted, or were done."""
    wanted = select(Improvement.function_id, func.count()).where(Improvement.status != status.DECLINED)
    return _counted(wanted.where(Improvement.function_id.is_not(None)).group_by(Improvement.function_id))


def _decided(start: datetime) -> Counter[UUID]:
    wanted = (
        select(Improvement.function_id, func.count())
        .join(Decision, Decision.improvement_id == Improvement.id)
        .where(Decision.decided_at >= start, Improvement.function_id.is_not(None))
    )
    return _counted(wanted.group_by(Improvement.function_id))


def _worked() -> Counter[UUID]:
    wanted = (
        select(Improvement.function_id, func.count())
        .join(Implementation, Implementation.improvement_id == Improvement.id)
        .where(Improvement.function_id.is_not(None))
    )
    return _counted(wanted.group_by(Improvement.function_id))


def _counted(wanted: Any) -> Counter[UUID]:
    return Counter({area_id: count for area_id, count in db.session.execute(wanted)})
