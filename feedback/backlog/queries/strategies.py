"""Strategies, and shared points that wait for one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from feedback.backlog.models import Improvement, ImprovementTheme, SetAside, Strategy, StrategyTheme
from feedback.backlog.rules import status
from feedback.db import db, find
from feedback.insights.models import Theme


def strategies() -> list[Strategy]:
    """Strategies with the shared points they act on, the oldest first: two reads."""
    wanted = select(Strategy).options(selectinload(Strategy.themes)).order_by(Strategy.created_at, Strategy.id)
    return list(db.session.scalars(wanted))


def strategy(strategy_id: UUID | str) -> Strategy:
    """One strategy of this organisation; NotFound."""
    return find(Strategy, strategy_id)


def set_aside() -> list[SetAside]:
    """Shared points nothing will be done about for now, the newest first."""
    return list(db.session.scalars(select(SetAside).order_by(SetAside.at.desc(), SetAside.id)))


def set_aside_of(theme_id: UUID) -> SetAside | None:
    return next((row for row in set_aside() if row.holder_id == theme_id), None)


def attended() -> frozenset[UUID]:
    """Themes in a strategy or set aside: what step 4 asks of every shared point."""
    in_strategy, aside = (db.session.scalars(_holders(link)) for link in (StrategyTheme, SetAside))
    return frozenset(in_strategy) | frozenset(aside)


def _holders(link: type[StrategyTheme] | type[SetAside]) -> Select[Any]:
    """The themes that hold the sentences of those linked."""
    return select(func.coalesce(Theme.merged_into_id, Theme.id)).join(link, link.theme_id == Theme.id)


def improvements_held() -> dict[UUID, list[Improvement]]:
    """Strategy -> the improvements it holds, by number: two reads."""
    standing = select(Improvement).where(Improvement.merged_into_id.is_(None), Improvement.strategy_id.is_not(None))
    found = defaultdict[UUID, list[Improvement]](list)
    for row in db.session.scalars(standing.order_by(Improvement.number)):
        if row.strategy_id:
            found[row.strategy_id].append(row)
    return dict(found)


def improvements_of(strategy_id: UUID) -> list[Improvement]:
    """The improvements a strategy holds, by number."""
    wanted = (
        select(Improvement)
        .where(Improvement.strategy_id == strategy_id, Improvement.merged_into_id.is_(None))
        .order_by(Improvement.number)
    )
    return list(db.session.scalars(wanted))


def on_the_points_of(row: Strategy) -> list[Improvement]:
    """Improvements without a strategy that act on the points of this one and still wait, by number."""
    points = {link.holder_id for link in row.themes}
    acting = (
        select(ImprovementTheme.improvement_id)
        .join(Theme, Theme.id == ImprovementTheme.theme_id)
        .where(func.coalesce(Theme.merged_into_id, Theme.id).in_(points))
    )
    free = (Improvement.strategy_id.is_(None), Improvement.merged_into_id.is_(None))
    waiting = Improvement.status.not_in((status.DONE, status.DECLINED))
    wanted = select(Improvement).where(*free, waiting, Improvement.id.in_(acting)).order_by(Improvement.number)
    return list(db.session.scalars(wanted)) if points else []
