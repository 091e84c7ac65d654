"""A report drawn up: what the slices say today, as a document without a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Decision, Improvement
from feedback.backlog.queries.board import Board, Line
from feedback.config import VERSION
from feedback.db import db, now
from feedback.insights.presenting import share_record
from feedback.insights.queries.journey_map import StageLife, StageMoment
from feedback.journeys.queries import areas as area_queries
from feedback.journeys.queries import functions
from feedback.programme.queries.effects import by_improvement
from feedback.programme.rules.effect_record import read
from feedback.reports import document as parts
from feedback.reports.document import Document
from feedback.reports.queries import Report, report

LATELY = timedelta(days=365)
MOST_DECISIONS = 200


@dataclass(frozen=True, slots=True)
class _Names:
    """Codes and names by id, of what the report speaks of."""

    report: Report
    areas: dict[UUID, str]

    def stage(self, row: Improvement) -> str:
        found = self.report.board.stage(row)
        return found.code if found else ""

    def area(self, row: Improvement) -> str:
        return self.areas.get(row.function_id, "") if row.function_id else ""

    def person(self, user_id: UUID | None) -> str:
        return self.report.board.people.get(user_id, "") if user_id else ""


def document(found: Report | None = None, *, since: date | None = None) -> Document:
    """The report of today; decisions from that day on, else of the last year. A fixed number of reads."""
    held = found or report()
    names = _Names(held, {one.id: one.code for one in functions.all_functions()})
    return Document(
        source=_source(held),
        groups=[parts.Group(one.code, one.kind, dict(one.name)) for one in held.plan.everybody],
        stages=[_stage(number, life) for number, life in enumerate(held.lived.stages, 1)],
        areas=[
            parts.Area(one.code, dict(one.name), [stage.code for stage in stages])
            for one, stages in area_queries.taking_part()
        ],
        coverage=list(_coverage(held)),
        scores=list(_scores(held)),
        shared=list(_shared(held)),
        moments=[_moment(life, one) for life in held.lived.stages for one in life.moments],
        lines=[_line(names, held.board, one) for one in held.board.lines],
        work=[_work(names, one) for one in held.work],
        decisions=list(_decisions(names, since or (now() - LATELY).date())),
        effects=list(_effects(names)),
    )


def _source(held: Report) -> parts.Source:
    run, ranking = held.run, held.board.ranking
    return parts.Source(
        organisation=held.organisation,
        made_at=held.made_at,
        run=str(run.id) if run else "",
        analysed_at=run.finished_at if run else None,
        comments=run.comments if run else 0,
        weights=ranking.weights_name if ranking else "",
        draws=ranking.draws if ranking else 0,
        seed=ranking.seed if ranking else 0,
        product=VERSION,
    )


def _stage(number: int, life: StageLife) -> parts.Stage:
    return parts.Stage(life.stage.code, number, dict(life.stage.name), life.stage.silent)


def _coverage(held: Report) -> Iterator[parts.Asked]:
    for stage in held.plan.stages:
        for group in held.plan.groups:
            cell = held.plan.cells[(stage.id, group.id)]
            told = (cell.state, cell.n, cell.newest, cell.reason, cell.waiting)
            yield parts.Asked(stage.code, group.code, *told)


def _scores(held: Report) -> Iterator[parts.Score]:
    for life in held.lived.stages:
        for group in held.plan.groups:
            known = life.scores.get(group.id)
            told = (known.source, known.newest or _asked_on(held, life, group.id)) if known else ("", None)
            yield parts.Score(life.stage.code, group.code, life.score(group.id), *told)


def _asked_on(held: Report, life: StageLife, group_id: UUID) -> date | None:
    cell = held.plan.cells.get((life.stage.id, group_id))
    return cell.newest if cell else None


def _shared(held: Report) -> Iterator[parts.Shared]:
    codes = {life.stage.id: life.stage.code for life in held.lived.stages}
    for row in held.shared:
        shares = {code: share_record(row, code) for code in row.point.groups}
        stage = codes.get(row.place, "") if isinstance(row.place, UUID) else ""
        yield parts.Shared(dict(row.theme.names), stage, row.point.kind, shares)


def _moment(life: StageLife, one: StageMoment) -> parts.Moment:
    return parts.Moment(life.stage.code, one.kind, one.reason)


def _line(names: _Names, board: Board, line: Line) -> parts.Line:
    row, score = line.improvement, line.score
    return parts.Line(
        number=row.number,
        title=dict(row.title),
        direction=row.direction,
        status=row.status,
        stage=names.stage(row),
        groups=list(line.shown_groups),
        rank=line.rank,
        rank_low=score.rank_low if score else None,
        rank_high=score.rank_high if score else None,
        tier=score.tier if score else "",
        people=score.people if score else None,
        raised={code: one["raised"] for code, one in line.shown_groups.items()},
        score=score.value if score else None,
        why=board.why(line),
        owner=names.person(row.owner_id),
        area=names.area(row),
    )


def _work(names: _Names, row: Improvement) -> parts.Work:
    work = names.report.implementations.get(row.id)
    return parts.Work(
        number=row.number,
        title=dict(row.title),
        status=row.status,
        owner=names.person(row.owner_id),
        due=row.due_on,
        percent=work.percent if work else 0,
        blocker=work.blocker if work else "",
        stage=names.stage(row),
        area=names.area(row),
    )


def _effects(names: _Names) -> Iterator[parts.Effect]:
    """Checks of improvements that are in the list, in its order, as they were judged."""
    held, checks = names.report, by_improvement()
    stages, groups = held.board.stages, {one.id: one.code for one in held.board.groups.values()}
    for row in (line.improvement for line in held.board.lines):
        if check := checks.get(row.id):
            on = check.judged_at.date() if check.judged_at else None
            change = read(check.figures).effect if check.verdict else None
            stage = stages.get(held.board.lineage.standing(check.stage_id))
            place = (stage.code if stage else "", groups.get(check.group_id, ""))
            yield parts.Effect(row.number, dict(row.title), check.verdict or "", *place, change, on, check.measure)


def _decisions(names: _Names, since: date) -> Iterator[parts.Decided]:
    for one, row in _decided(since):
        on = one.decided_at.date()
        yield parts.Decided(row.number, dict(row.title), one.verdict, one.reason, names.person(one.decided_by), on)


def _decided(since: date) -> list[tuple[Decision, Improvement]]:
    start = datetime.combine(since, time(), UTC)
    wanted = (
        select(Decision, Improvement)
        .join(Improvement, Improvement.id == Decision.improvement_id)
        .where(Decision.decided_at >= start)
        .order_by(Decision.decided_at.desc(), Decision.id)
        .limit(MOST_DECISIONS)
    )
    return [(one, row) for one, row in db.session.execute(wanted)]
