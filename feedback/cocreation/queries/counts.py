"""What the six steps count, in one statement: cheap enough for every page, whatever there is to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, and_, bindparam, func, literal, or_, select

from feedback.backlog.models import Decision, Improvement, Ranking, Score, SetAside, StrategyTheme
from feedback.backlog.queries.rankings import leading_tier
from feedback.backlog.rules import status
from feedback.cocreation.models import SharedPoint
from feedback.db import Owned
from feedback.evidence.models import Evidence, EvidenceImport
from feedback.insights.models import JourneyMoment, Run, Theme
from feedback.insights.rules import DONE as RUN_DONE
from feedback.journeys.models import Stage
from feedback.statements import ME, Walled
from feedback.surveys.models import Survey, SurveyGroup

IMPORT_DONE = "done"
MOST_NOTES = 1000
"""Notes are counted up to here; beyond, "1000" says enough."""
YES = (status.DECIDED, status.IN_PROGRESS)
UNDECIDED = (status.PROPOSED, status.OPEN)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of this organisation as they stand; `analysed` of `answers` were there when the newest run began."""

    imports: int
    imported: int
    notes: int
    surveys_open: int
    run_id: UUID | None
    analysed: int
    answers: int
    themes: int
    shared: int
    unattended: int
    moments: int
    improvements: int
    going: int
    done: int
    incomplete: int
    decisions: int
    rankings: int
    undecided: int
    """Of the first tier of the ranking that stands."""


TODAY = bindparam("today", type_=Date())


def counts(today: date) -> Counts:
    """Everything in one statement."""
    names, statement = _statement()
    (row,) = statement.all(today=today)
    counted: dict[str, Any] = {name: value or 0 for name, value in zip(names, row, strict=True) if name != "run_id"}
    return Counts(**counted, run_id=row[names.index("run_id")])


@cache
def _statement() -> tuple[tuple[str, ...], Walled]:
    """Built when it is first asked for: every model must be there."""
    parts = {**_known(), **_surveys(), **_analysis(), **_shared(), **_work()}
    statement = select(*(part.scalar_subquery().label(name) for name, part in parts.items()))
    return tuple(parts), Walled(statement)


def _of(model: type[Owned], *where: Any) -> Select[Any]:
    """Each part says whose rows it counts, so that it can be read by itself."""
    return select(func.count()).select_from(model).where(model.organisation_id == ME, *where)


def _known() -> dict[str, Select[Any]]:
    done = and_(EvidenceImport.state == IMPORT_DONE, EvidenceImport.imported > 0)
    imported = select(func.sum(EvidenceImport.imported)).where(EvidenceImport.organisation_id == ME, done)
    notes = select(literal(1)).where(Evidence.organisation_id == ME, Evidence.import_id.is_(None)).limit(MOST_NOTES)
    return {
        "imports": _of(EvidenceImport, done),
        "imported": imported,
        "notes": select(func.count()).select_from(notes.subquery()),
    }


def _surveys() -> dict[str, Select[Any]]:
    may_answer = and_(Survey.closed_at.is_(None), or_(Survey.closes_on.is_(None), Survey.closes_on >= TODAY))
    return {"surveys_open": _of(Survey, may_answer), "answers": _answers()}


def _answers() -> Select[Any]:
    """As `insights.queries.runs.answers` counts them, seconds later: as the tallies of each survey left them."""
    return select(func.sum(SurveyGroup.people)).where(SurveyGroup.organisation_id == ME)


def _analysis() -> dict[str, Select[Any]]:
    newest = select(Run).where(Run.organisation_id == ME, Run.state == RUN_DONE)
    newest = newest.order_by(Run.finished_at.desc(), Run.id).limit(1)
    in_use = and_(Stage.id == JourneyMoment.stage_id, Stage.retired_at.is_(None))
    moments = select(func.count()).select_from(JourneyMoment).join(Stage, in_use)
    run_id = newest.with_only_columns(Run.id)
    return {
        "run_id": run_id,
        "analysed": newest.with_only_columns(Run.answers),
        "themes": _of(Theme, Theme.last_run_id == run_id.scalar_subquery()),
        "moments": moments.where(JourneyMoment.organisation_id == ME),
    }


def _shared() -> dict[str, Select[Any]]:
    holder = func.coalesce(Theme.merged_into_id, Theme.id)
    attended = [
        select(holder).join(link, link.theme_id == Theme.id).where(Theme.organisation_id == ME)
        for link in (StrategyTheme, SetAside)
    ]
    waiting = [SharedPoint.theme_id.not_in(themes) for themes in attended]
    return {"shared": _of(SharedPoint), "unattended": _of(SharedPoint, *waiting)}


def _work() -> dict[str, Select[Any]]:
    lacking = or_(Improvement.owner_id.is_(None), Improvement.due_on.is_(None))
    return {
        "improvements": _of(Improvement),
        "going": _of(Improvement, Improvement.status == status.IN_PROGRESS),
        "done": _of(Improvement, Improvement.status == status.DONE),
        "incomplete": _of(Improvement, _one_of(YES), lacking),
        "decisions": _of(Decision),
        "rankings": _of(Ranking),
        "undecided": _undecided(),
    }


def _one_of(wanted: tuple[str, ...]) -> Any:
    return or_(*(Improvement.status == one for one in wanted))


def _undecided() -> Select[Any]:
    newest = select(Ranking.id).where(Ranking.organisation_id == ME)
    newest = newest.order_by(Ranking.made_at.desc(), Ranking.id).limit(1)
    standing = newest.scalar_subquery()
    first = and_(Score.ranking_id == standing, Score.rank.is_not(None), Score.tier == leading_tier(standing, ME))
    scored = select(Score.improvement_id).where(Score.organisation_id == ME, first)
    return _of(Improvement, _one_of(UNDECIDED), Improvement.id.in_(scored))
