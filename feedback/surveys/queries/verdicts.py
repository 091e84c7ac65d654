"""How many people's answers say that something is so, and how many that it is not: of questions with two sides.

Figures of protected surveys count only where their release shows them, as shares are rounded there; so a verdict is
made of parts that are public by themselves. The number of reads does not depend on the questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from feedback.analysis.disclosure import Hidden, distribution
from feedback.db import db
from feedback.surveys.checks_of_claims import CLAIM_CHECK, CONFIRMS, REFUTES
from feedback.surveys.models import Question, StageTally, Survey, Tally
from feedback.surveys.queries import stage_rows as stored
from feedback.surveys.queries.keys import QUESTIONS
from feedback.surveys.queries.outcomes import Launched
from feedback.surveys.queries.tallied import PEOPLE
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Verdict:
    """People of one group who answered yes and no to a question, over all surveys that show it; `newest` answer.

    `k` is the strictest threshold of theirs; `hidden` says why some, or all, are not counted here.
    """

    yes: int = 0
    no: int = 0
    k: int = 1
    newest: date | None = None
    hidden: Hidden | None = None

    def plus(self, other: Verdict) -> Verdict:
        newest = max((day for day in (self.newest, other.newest) if day), default=None)
        return Verdict(
            self.yes + other.yes, self.no + other.no, max(self.k, other.k), newest, self.hidden or other.hidden
        )


@dataclass(slots=True)
class _Cell:
    """One question in one group of one survey, as its tally has it."""

    survey: Launched
    identity: UUID
    group_id: UUID
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def verdicts(question_ids: Collection[UUID]) -> Mapping[UUID, Mapping[UUID, Verdict]]:
    """Question row -> group -> verdict, counting every version that kept the question: four reads."""
    if not question_ids:
        return {}
    identities = _identities(question_ids)
    cells, releases, newest = _cells(set(identities.values())), stored.releases(), _newest()
    found: dict[UUID, dict[UUID, Verdict]] = defaultdict(dict)
    for cell in cells:
        said = _verdict(cell, releases, newest.get((cell.survey.id, cell.group_id)))
        groups = found[cell.identity]
        groups[cell.group_id] = groups.get(cell.group_id, Verdict()).plus(said)
    return {row_id: found.get(identity, {}) for row_id, identity in identities.items()}


def two_sided(stage_id: UUID | None = None) -> Select[Any]:
    """Questions of launched versions that have two sides and ask about what was lived, of a stage or of any."""
    wanted = (
        select(Question)
        .where(or_(Question.kind == "yesno", Question.construct == CLAIM_CHECK), Question.predicts.is_(False))
        .where(Question.version_id.in_(select(Survey.version_id)))
    )
    return wanted if stage_id is None else wanted.where(Question.stage_id == stage_id)


def _identities(question_ids: Collection[UUID]) -> dict[UUID, UUID]:
    rows = db.session.execute(select(Question.id, Question.identity).where(Question.id.in_(question_ids)))
    return {row_id: identity for row_id, identity in rows}


def _cells(identities: Collection[UUID]) -> list[_Cell]:
    rows: Any = db.session.execute(
        select(Question.identity, Tally.group_id, Tally.value, Tally.count, *stored.LAUNCH)
        .join(Survey, Survey.id == Tally.survey_id)
        .join(Question, Question.id == Tally.question_id)
        .where(Question.identity.in_(identities), Tally.part == "")
    )
    found: dict[tuple[UUID, UUID, UUID], _Cell] = {}
    for identity, group_id, value, count, *launch in rows:
        survey = stored.launched(*launch)
        cell = found.setdefault((survey.id, identity, group_id), _Cell(survey, identity, group_id))
        cell.counts[value] += count
    return list(found.values())


def _verdict(cell: _Cell, releases: Mapping[UUID, Any], newest: date | None) -> Verdict:
    hidden = cell.survey.decision(QUESTIONS, str(cell.identity), str(cell.group_id), releases)
    k = 1 if cell.survey.mode == IDENTIFIED else cell.survey.thresholds.scores
    answered = {value: n for value, n in cell.counts.items() if not value.startswith("~") and value != PEOPLE}
    shown = hidden or distribution(answered, cell.survey.thresholds, people=cell.counts[PEOPLE])
    if isinstance(shown, Hidden):
        return Verdict(hidden=shown)
    return Verdict(_people(shown.value, CONFIRMS, shown.n), _people(shown.value, REFUTES, shown.n), k, newest)


def _people(shares: Mapping[str, float], values: Collection[str], n: int) -> int:
    """As many people as the shares that may be shown say."""
    return round(n * sum(share for value, share in shares.items() if value in values))


def _newest() -> dict[tuple[UUID, UUID], date]:
    """(survey, group) -> the day of its newest answer, of protected surveys of their release."""
    rows = db.session.execute(
        select(StageTally.survey_id, StageTally.group_id, func.max(StageTally.newest))
        .where(StageTally.newest.is_not(None))
        .group_by(StageTally.survey_id, StageTally.group_id)
    )
    return {(survey_id, group_id): day for survey_id, group_id, day in rows if day}
