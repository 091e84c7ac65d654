"""Improvements that look alike, and those that were merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from feedback.backlog.models import Improvement, NotTheSame
from feedback.backlog.queries import improvements
from feedback.backlog.queries.improvements import theme_ids
from feedback.backlog.rules import duplicates
from feedback.backlog.rules import merging as rules
from feedback.backlog.rules.duplicates import Pair, Wish
from feedback.db import db
from feedback.journeys.queries.lineage import lineage

MOST = 50


@dataclass(frozen=True)
class Alike:
    """Two improvements that look alike; `share` of their titles' words is the same."""

    one: Improvement
    other: Improvement
    share: float


def alike() -> list[Alike]:
    """The pairs of the whole backlog that look alike and that nobody said are two, the most alike first: four reads."""
    rows = {row.number: row for row in improvements.improvements()}
    return _shown(duplicates.pairs(_wishes(list(rows.values()))), rows)[:MOST]


def like(row: Improvement) -> list[Alike]:
    """Those that look like one improvement; nothing where it is merged already."""
    if row.merged_into_id:
        return []
    rows = {one.number: one for one in improvements.improvements()}
    wishes = _wishes(list(rows.values()))
    own = next(wish for wish in wishes if wish.number == row.number)
    return _shown(duplicates.like(own, wishes), rows)


def _shown(pairs: Sequence[Pair], rows: Mapping[int, Improvement]) -> list[Alike]:
    two = _are_two()
    found = [Alike(rows[pair.one], rows[pair.other], pair.share) for pair in pairs]
    return [pair for pair in found if (pair.one.id, pair.other.id) not in two and _could(pair)]


def _could(pair: Alike) -> bool:
    return rules.may_merge(pair.one.status, pair.other.status) or rules.may_merge(pair.other.status, pair.one.status)


def _are_two() -> frozenset[tuple[UUID, UUID]]:
    rows = db.session.execute(select(NotTheSame.one_id, NotTheSame.other_id))
    return frozenset((one, other) for one, other in rows)


def _wishes(rows: Sequence[Improvement]) -> list[Wish]:
    known = lineage()
    return [
        Wish(
            row.number,
            row.direction,
            known.standing(row.stage_id) if row.stage_id else None,
            theme_ids(row),
            row.title,
        )
        for row in rows
    ]


def said_two(one_id: UUID, other_id: UUID) -> NotTheSame | None:
    """Where somebody said that they are two."""
    wanted = or_(
        (NotTheSame.one_id == one_id) & (NotTheSame.other_id == other_id),
        (NotTheSame.one_id == other_id) & (NotTheSame.other_id == one_id),
    )
    return db.session.scalar(select(NotTheSame).where(wanted))


def carried_on(improvement_id: UUID) -> list[Improvement]:
    """Those that were merged into an improvement, by number."""
    wanted = select(Improvement).where(Improvement.merged_into_id == improvement_id)
    return list(db.session.scalars(wanted.order_by(Improvement.number)))
