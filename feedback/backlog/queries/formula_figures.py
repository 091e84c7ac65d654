"""Every line with the figures that formulas of one's own may use, as far as each may be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Shown
from feedback.analysis.priority import Effort, Weights
from feedback.analysis.priority.formula_results import Known
from feedback.backlog.models import Improvement, ImprovementTheme, Score
from feedback.backlog.queries.comparing import Figures, Named
from feedback.backlog.queries.evidence import line_key, stands
from feedback.backlog.queries.wsjf import waiting_for
from feedback.db import db
from feedback.insights.queries import figures as insights
from feedback.insights.voices import Voices
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.queries import groups as stakeholders
from feedback.workshops.queries import counting
from feedback.workshops.queries import votes as workshop_votes


@dataclass(frozen=True)
class FiguredLine:
    """A line as it is named, its place in the list, and what formulas know of it."""

    line: Named
    rank: int
    known: Known


def figured(found: Figures, names: Collection[str], today: date) -> list[FiguredLine]:
    """All ranked lines in the order of the list, with the figures asked for: what costs a read is read where asked."""
    rows = _rows(found)
    more = [part for name, read in _READ.items() if name in names and (part := (name, read(found, rows, today)))]
    return [_line(row, {name: of for name, values in more if (of := values.get(row.id)) is not None}) for row in rows]


Rows = Sequence[Any]
_OF_LINE = (Improvement.id, Improvement.number, Improvement.title, Improvement.stage_id, Improvement.cost)
_OF_SCORE = (Improvement.due_on, Score.rank, Score.value, Score.people, Score.parts, Score.groups)
"""Columns and not whole rows: thousands of lines are read for one page of them."""


def _rows(found: Figures) -> Rows:
    wanted = (
        select(*_OF_LINE, *_OF_SCORE)
        .join(Score, Score.improvement_id == Improvement.id)
        .where(Score.ranking_id == found.ranking.id, Score.rank_low.is_not(None))
        .order_by(Score.rank)
    )
    return db.session.execute(wanted).all()


def _line(row: Any, more: Mapping[str, float]) -> FiguredLine:
    parts = row.parts
    low, likely, high = parts["effort"]
    plain = {name: parts[name] for name in ("reach", "severity", "breadth", "moment")}
    effort = {"effort_low": low, "effort_likely": likely, "effort_high": high}
    raised = sum("hidden" not in one for one in row.groups.values())
    figures = {**plain, **effort, "people": row.people, "groups": raised, "score": row.value or 0.0, **more}
    estimate = Effort(low, likely, high) if parts["effort_set"] else None
    known = Known(line_key(row.number), figures, parts.get("doubt", {}), estimate)
    return FiguredLine(Named(row.number, row.title), row.rank or 0, known)


def _costs(found: Figures, rows: Rows, today: date) -> dict[UUID, float]:
    return {row.id: float(row.cost) for row in rows if row.cost is not None}


def _days_left(found: Figures, rows: Rows, today: date) -> dict[UUID, float]:
    return {row.id: float((row.due_on - today).days) for row in rows if row.due_on}


def _waiting(found: Figures, rows: Rows, today: date) -> dict[UUID, float]:
    counts = waiting_for()
    return {row.id: float(counts.get(row.id, 0)) for row in rows}


def _negative(found: Figures, rows: Rows, today: date) -> dict[UUID, float]:
    """Negative share of the mentions of its themes at its stage: groups are joined by the weights of the list."""
    said, known = insights.voices(), lineage()
    groups = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
    themes = _themes()
    shares = {row.id: _share(said, themes.get(row.id, ()), stands(row, known), groups, found.weights) for row in rows}
    return {row_id: share for row_id, share in shares.items() if share is not None}


def _themes() -> Mapping[UUID, set[UUID]]:
    """Improvement -> its themes, of a merged one the one that holds its sentences: one read."""
    held: dict[UUID, set[UUID]] = {}
    for link in db.session.scalars(select(ImprovementTheme)):
        held.setdefault(link.improvement_id, set()).add(link.holder_id)
    return held


def _share(
    said: Voices, themes: Collection[UUID], stage: UUID | None, groups: Mapping[UUID, str], weights: Weights
) -> float | None:
    parts = [
        (weights.of(code), sum(value * n for value, n in told) / sum(n for _, n in told))
        for group, code in groups.items()
        if (told := list(_told(said, themes, stage, group)))
    ]
    total = sum(weight for weight, _ in parts)
    return sum(weight * share for weight, share in parts) / total if total else None


def _told(said: Voices, themes: Collection[UUID], stage: UUID | None, group: UUID) -> Iterator[tuple[float, int]]:
    """What may be told of each theme: its negative share, and how many people are behind it."""
    for theme in themes:
        if (theme, stage, group) in said.cells:
            negative = said.said(theme, stage, group).negative
            if isinstance(negative, Shown) and negative.n:
                yield negative.value, negative.n


def _votes(found: Figures, rows: Rows, today: date) -> dict[UUID, float]:
    """Share of those who voted who chose it, in the newest closed vote that may be seen and has it."""
    shares: dict[UUID, float] = {}
    counted: dict[UUID, dict[UUID, Any]] = {}
    for item, workshop in workshop_votes.of_improvements([row.id for row in rows]):
        if workshop.closed_at is None or item.improvement_id in shares:
            continue
        if workshop.id not in counted:
            counted[workshop.id] = _totals(workshop)
        total = counted[workshop.id].get(item.id)
        if item.improvement_id and isinstance(total, Shown):
            shares[item.improvement_id] = total.value
    return shares


def _totals(workshop: Any) -> dict[UUID, Any]:
    """Thing of a vote -> who chose it, shown or not; nothing where the vote may not be seen."""
    ballot = workshop_votes.ballot(workshop.id)
    if not counting.may_see(workshop, ballot):
        return {}
    return {line.item.id: line.total for line in counting.count(workshop, ballot).lines}


_READ = {
    "cost": _costs,
    "days_left": _days_left,
    "waiting": _waiting,
    "share_negative": _negative,
    "votes": _votes,
}
