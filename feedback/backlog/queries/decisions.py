"""The record of decisions: every one ever made, the newest first, with what it was made on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.backlog.models import Decision, Improvement
from feedback.backlog.rules.status import VERDICTS
from feedback.db import db
from feedback.errors import NotFound

PAGE = 25


@dataclass(frozen=True, slots=True)
class Recorded:
    """One decision and the improvement it is about, as that stands today."""

    decision: Decision
    about: Improvement

    @property
    def inputs(self) -> dict[str, Any]:
        """What went in, as it stood."""
        return dict(self.decision.frozen.get("inputs") or {})

    @property
    def score(self) -> dict[str, Any]:
        """Its place then; empty where it had none."""
        return dict(self.decision.frozen.get("score") or {})

    @property
    def order(self) -> dict[str, Any]:
        """The order that stood: when it was made, from which run, with which weights; empty before the first."""
        return dict(self.decision.frozen.get("ranking") or {})

    @property
    def ordered_at(self) -> datetime | None:
        """When the order that stood was made."""
        made_at = self.order.get("made_at")
        return datetime.fromisoformat(made_at) if made_at else None


def decisions(verdict: str = "", *, offset: int = 0, limit: int = PAGE) -> tuple[list[Recorded], int]:
    """Some of the decisions with this verdict ("": any), and how many there are: two reads. NotFound for no verdict."""
    if verdict and verdict not in VERDICTS:
        raise NotFound()
    total = db.session.scalar(_wanted(verdict, select(func.count())).order_by(None)) or 0
    rows = db.session.execute(_wanted(verdict, select(Decision, Improvement)).offset(offset).limit(limit))
    return [Recorded(decision, about) for decision, about in rows], total


def every_decision() -> Iterator[Recorded]:
    """All of them, for a file."""
    rows = db.session.execute(_wanted("", select(Decision, Improvement)))
    return (Recorded(decision, about) for decision, about in rows)


def _wanted(verdict: str, statement: Any) -> Any:
    found: Any = statement.select_from(Decision).join(Improvement, Improvement.id == Decision.improvement_id)
    if verdict:
        found = found.where(Decision.verdict == verdict)
    return found.order_by(Decision.decided_at.desc(), Decision.id)


def ids_of(written: list[str]) -> list[UUID]:
    """The ids a decision kept as hexadecimal digits."""
    return [UUID(one) for one in written]
