"""Everything the management report tells, read once: the page and the workbook are made of the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries.board import Board, board
from feedback.backlog.queries.shared import SHARED
from feedback.db import now
from feedback.insights.models import Run
from feedback.insights.queries import figures, runs
from feedback.insights.queries.figures import SharedRow
from feedback.insights.queries.journey_map import JourneyMap, journey_map
from feedback.insights.rules import EVERYWHERE
from feedback.outreach.queries import coverage as outreach
from feedback.outreach.queries.coverage import Grid
from feedback.programme import queries as programme
from feedback.programme.models import Implementation


@dataclass(frozen=True, slots=True)
class Report:
    """The state of an organisation as its members may see it; `run` is what the figures of comments are from."""

    organisation: str
    made_at: datetime
    plan: Grid
    lived: JourneyMap
    shared: Sequence[SharedRow]
    board: Board
    work: Sequence[Improvement]
    implementations: Mapping[UUID, Implementation]
    run: Run | None


def report() -> Report:
    """The report of today, in a fixed number of reads."""
    plan = outreach.coverage()
    codes = {group.id: group.code for group in plan.everybody}
    points = [row for row in figures.shared_points(codes) if row.point.kind in SHARED and row.place != EVERYWHERE]
    return Report(
        organisation=accounts.organisation().name,
        made_at=now(),
        plan=plan,
        lived=journey_map(),
        shared=points,
        board=board(),
        work=programme.all_work(),
        implementations=programme.implementations(),
        run=runs.newest_done(),
    )
