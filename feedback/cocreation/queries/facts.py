"""The facts the six steps are judged by, in a fixed number of small reads: they stand on every page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Shown
from feedback.cocreation import rules
from feedback.cocreation.queries.counts import Counts, counts
from feedback.cocreation.rules import Asked, Drawn, Facts, Groups, Known, Read, Worked
from feedback.db import Texts, now
from feedback.insights.models import VoiceTally
from feedback.insights.rules import lived_by
from feedback.outreach.queries import coverage as outreach
from feedback.outreach.queries.coverage import Plan
from feedback.outreach.rules.coverage import NOT_APPLICABLE
from feedback.stakeholders.rules.groups import missing_kinds
from feedback.statements import Walled
from feedback.surveys.queries import results


def facts(grid: Plan[Any, Any] | None = None) -> Facts:
    """The facts of this organisation as they stand; `grid` where the page has read the plan already."""
    plan, found = grid or outreach.outline(), counts(now().date())
    return Facts(
        groups=_groups(plan),
        known=Known(found.imports, found.imported, found.notes),
        asked=_asked(plan, found),
        read=_read(found),
        drawn=Drawn(len(plan.stages), tuple(_unexplained(plan)), found.moments),
        worked=_worked(found),
    )


def _groups(plan: Plan[Any, Any]) -> Groups:
    subs = len(plan.everybody) - len(plan.groups)
    return Groups(len(plan.groups), subs, missing_kinds(plan.everybody))


def _asked(plan: Plan[Any, Any], found: Counts) -> Asked:
    wanted = plan.request
    stage = next((one.name for one in plan.stages if wanted and one.id == wanted.stage_id), None)
    unasked = sum(not cell.settled for cell in plan.cells.values())
    return Asked(len(plan.cells), unasked, found.surveys_open, stage)


def _read(found: Counts) -> Read:
    return Read(
        ran=found.run_id is not None,
        analysed=found.analysed,
        answers=found.answers,
        themes=found.themes,
        shared=found.shared,
        unattended=found.unattended,
    )


def _unexplained(plan: Plan[Any, Any]) -> Iterator[Texts]:
    """Names of the stages that neither have a lived score nor say why not."""
    lived = lived_by({group.id: group.kind for group in plan.everybody})
    scored = _scored(lived)
    for stage in plan.stages:
        applies = _applies(plan, stage.id, lived)
        if not rules.is_explained(scored=stage.id in scored, silent=stage.silent, applies=applies):
            yield stage.name


_RATED = Walled(
    select(VoiceTally.stage_id, VoiceTally.group_id)
    .where(VoiceTally.rated > 0, VoiceTally.stage_id.is_not(None))
    .distinct()
)


def _scored(lived: Collection[UUID]) -> set[UUID]:
    """Stages with a score of somebody who lives them: from surveys, and where nobody was asked from rated evidence."""
    asked = results.stage_scores()
    answered = {stage for (stage, group), one in asked.items() if group in lived and isinstance(one.result, Shown)}
    rated = {(stage, group) for stage, group in _RATED.all() if group in lived}
    return answered | {stage for stage, group in rated if (stage, group) not in asked}


def _applies(plan: Plan[Any, Any], stage_id: UUID, lived: Collection[UUID]) -> bool:
    """Whether anybody whose life the journey is lives the stage; without groups nobody has said otherwise."""
    cells = [plan.cells[(stage_id, group.id)] for group in plan.groups if group.id in lived]
    return not cells or any(cell.state != NOT_APPLICABLE for cell in cells)


def _worked(found: Counts) -> Worked:
    return Worked(
        improvements=found.improvements,
        ranked=bool(found.rankings),
        undecided=found.undecided,
        decisions=found.decisions,
        incomplete=found.incomplete,
        going=found.going,
        done=found.done,
    )
