"""Results of all surveys by stage and group: what people lived, what insiders guess, how many were heard.

Figures of protected surveys count only where their release shows them; so every figure here is made of parts that are
public by themselves, and adding them up gives nothing else away. The number of reads does not depend on the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.analysis.statistics import SCORE_KINDS, score_kind, wilson
from feedback.db import db
from feedback.disclosure.history import FAMILIES
from feedback.disclosure.rules import group_of, leaves, shown_inside, wholes_around
from feedback.journeys.queries.lineage import lineage
from feedback.surveys.models import Survey, SurveyGroup
from feedback.surveys.queries import stage_rows as stored
from feedback.surveys.queries.counting import ANY, PREDICTED
from feedback.surveys.queries.keys import ALL, QUESTIONS, RESPONSES, STAGES, stage_key
from feedback.surveys.queries.outcomes import (
    KEPT_BACK,
    Cell,
    Coverage,
    Launched,
    Result,
    StageFigure,
    StageSums,
    loudest,
    strictest,
)
from feedback.surveys.queries.stage_rows import Asked, People, Sum
from feedback.surveys.queries.tallied import PEOPLE
from feedback.surveys.sums import mean_of_sums

Tally = tuple[Launched, Hidden | None, str, int]
"""(survey, why it is not shown, value, how many people) of a question."""
GAVE_UP = "gave_up_thought"
"""Construct of the yes/no question whether somebody thought of giving up."""


def stage_scores(wave_id: UUID | None = None) -> Mapping[Cell, StageFigure]:
    """The lived score of every stage × group that was asked for one, over all waves or in one: 1..5, 5 best.

    CSAT makes it, else rating, else CES, else NPS. A cell without an entry was not asked.
    """
    asked, sums, releases = stored.asked(lived=True), stored.sums(SCORE_KINDS), stored.releases()
    return _figures(_in(wave_id, asked), _in(wave_id, sums), releases, stored.people())


def stage_scores_by_wave() -> Mapping[UUID, Mapping[Cell, StageFigure]]:
    """Wave -> the scores of that wave alone, as `stage_scores` has them, in as many reads as one wave takes."""
    asked, sums = stored.asked(lived=True), stored.sums(SCORE_KINDS)
    releases, groups = stored.releases(), stored.people()
    waves = dict.fromkeys(one.wave_id for one in asked)
    return {wave: _figures(_in(wave, asked), _in(wave, sums), releases, groups) for wave in waves}


def stage_sums() -> Mapping[Cell, StageSums]:
    """What the lived score of every stage × group is made of, over all waves: for figures of several stages."""
    asked, sums = stored.asked(lived=True), stored.sums(SCORE_KINDS)
    releases, groups = stored.releases(), stored.people()
    known, added = _by_cell(asked), _by_cell(sums)
    found = {}
    for group, parts in groups.parts.items():
        below = _by_stage(_of(parts, asked)), _by_stage(_of(parts, sums))
        for stage in dict.fromkeys((*below[0], *below[1])):
            rows, launched = below[1].get(stage, []), below[0].get(stage, [])
            _, hidden = _split(rows, launched, releases)
            found[(stage, group)] = _added_up(_together(rows, parts, releases), hidden, groups.sizes.get(group))
    for cell in dict.fromkeys((*known, *added)):
        shown, hidden = _split(added.get(cell, []), known.get(cell, []), releases)
        found[cell] = _added_up(shown, hidden, groups.sizes.get(cell[1]))
    return found


def _added_up(shown: list[Sum], hidden: list[Hidden], size: int | None) -> StageSums:
    measure = score_kind({one.measure for one in shown})
    used = [one for one in shown if one.measure == measure]
    sources: dict[UUID, int] = defaultdict(int)
    for one in used:
        sources[one.survey.id] += one.people
    return StageSums(
        measure,
        sum(one.total for one in used),
        sum(one.squares for one in used),
        dict(sources),
        strictest([one.survey for one in used]),
        size if len({one.wave_id for one in used}) == 1 else None,
        loudest(hidden),
    )


def predicted_scores() -> Mapping[Cell, StageFigure]:
    """What insiders of a group think that customers live at a stage: 1..5, 5 best; measure "predicted"."""
    return _figures(stored.asked(predicts=True), stored.sums((PREDICTED,)), stored.releases(), stored.people())


def coverage_counts(members: Mapping[UUID, Collection[UUID]] | None = None) -> Mapping[Cell, Coverage]:
    """Every stage × group that a survey asked anything, with how many people answered there and when last.

    `members` is group -> the groups that are counted together under it, itself among them; without it each stands
    alone.
    """
    asked, sums, releases = stored.asked(), stored.sums((ANY,)), stored.releases()
    cells = [*(one.cell for one in asked), *(one.cell for one in sums)]
    groups = members or {group: [group] for _, group in cells}
    found = {}
    for group, own in groups.items():
        inside = _by_stage(_of(own, asked)), _by_stage(_of(own, sums))
        for stage in dict.fromkeys((*inside[0], *inside[1])):
            cell = (stage, group)
            found[cell] = _coverage(cell, own, inside[0].get(stage, []), inside[1].get(stage, []), releases)
    return found


def gave_up_thought() -> Mapping[Cell, Result[float]]:
    """Share (0..1) of those asked at a stage who say they thought of giving up, per stage × group that was asked."""
    rows = db.session.execute(stored.tallies_of(GAVE_UP)).all()
    releases, known = stored.releases(), lineage()
    counts: dict[Cell, dict[tuple[UUID, UUID], list[Tally]]] = defaultdict(lambda: defaultdict(list))
    for stage_id, group_id, identity, value, count, *launch in rows:
        survey = stored.launched(*launch)
        hidden = survey.decision(QUESTIONS, str(identity), str(group_id), releases)
        cell = (known.standing(stage_id), group_id)
        counts[cell][(survey.id, stage_id)].append((survey, hidden, value, count))
    return {cell: _share(_of_one_stage(parts)) for cell, parts in counts.items()}


def _of_one_stage(parts: Mapping[tuple[UUID, UUID], list[Tally]]) -> list[Tally]:
    """What each survey counted at the stages that are one today: one of them hidden hides them all.

    Who was asked at several may be the same person: of each survey the stage with most people speaks.
    """
    by_survey: dict[UUID, list[list[Tally]]] = defaultdict(list)
    for (survey_id, _), found in parts.items():
        by_survey[survey_id].append(found)
    counted: list[Tally] = []
    for several in by_survey.values():
        held = next((hidden for found in several for _, hidden, _, _ in found if hidden), None)
        if len(several) == 1 or held is None:
            counted += max(several, key=lambda found: sum(count for _, _, value, count in found if value == PEOPLE))
        else:
            counted += [(survey, held, value, count) for found in several for survey, _, value, count in found]
    return counted


def response_counts(survey_ids: Collection[UUID] | None = None) -> Mapping[tuple[UUID, UUID], Result[int]]:
    """(survey, group) -> how many answered, for every group of all surveys or of these."""
    releases = stored.releases()
    wanted = select(SurveyGroup.group_id, SurveyGroup.people, *stored.LAUNCH).join(
        Survey, Survey.id == SurveyGroup.survey_id
    )
    if survey_ids is not None:
        wanted = wanted.where(Survey.id.in_(survey_ids))
    found: dict[tuple[UUID, UUID], Result[int]] = {}
    rows: Any = db.session.execute(wanted)
    for group_id, n, *launch in rows:
        survey = stored.launched(*launch)
        hidden = survey.decision(RESPONSES, ALL, str(group_id), releases)
        found[(survey.id, group_id)] = hidden or (Shown(n, n) if n else Hidden("nobody"))
    return found


# --- adding up ------------------------------------------------------------------------------------


class _InWave(Protocol):
    @property
    def wave_id(self) -> UUID: ...
    @property
    def cell(self) -> Cell: ...


Row = TypeVar("Row", bound=_InWave)


def _in(wave_id: UUID | None, rows: list[Row]) -> list[Row]:
    return rows if wave_id is None else [row for row in rows if row.wave_id == wave_id]


def _by_cell(rows: Iterable[Row]) -> dict[Cell, list[Row]]:
    found: dict[Cell, list[Row]] = {}
    for row in rows:
        found.setdefault(row.cell, []).append(row)
    return found


def _of(groups: Collection[UUID], rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.cell[1] in groups]


def _by_stage(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.cell[0], []).append(row)
    return found


def _figures(
    asked: list[Asked], sums: list[Sum], releases: Mapping[UUID, Any], groups: People
) -> dict[Cell, StageFigure]:
    known, added, at_stage = _by_cell(asked), _by_cell(sums), _by_stage(sums)
    found = {}
    for cell in dict.fromkeys((*known, *added)):
        own = _figure(cell, known.get(cell, []), added.get(cell, []), releases, groups.sizes.get(cell[1]))
        found[cell] = replace(own, whole=_whole(own, at_stage.get(cell[0], []), releases, groups.sizes))
    return {**_rolled_up(asked, sums, releases, groups), **found}


def _rolled_up(
    asked: list[Asked], sums: list[Sum], releases: Mapping[UUID, Any], groups: People
) -> dict[Cell, StageFigure]:
    """Groups of which only sub-groups were asked: what may be counted of these together."""
    found = {}
    for group, parts in groups.parts.items():
        known, added = _by_stage(_of(parts, asked)), _by_stage(_of(parts, sums))
        for stage in dict.fromkeys((*known, *added)):
            rows, launched = added.get(stage, []), known.get(stage, [])
            shown, (_, hidden) = _together(rows, parts, releases), _split(rows, launched, releases)
            limits = strictest([*(one.survey for one in launched), *(one.survey for one in rows)])
            found[(stage, group)] = _made_of((stage, group), shown, hidden, groups.sizes.get(group), limits)
    return found


def _figure(
    cell: Cell, asked: list[Asked], sums: list[Sum], releases: Mapping[UUID, Any], size: int | None
) -> StageFigure:
    thresholds = strictest([one.survey for one in asked] + [one.survey for one in sums])
    return _made_of(cell, *_split(sums, asked, releases), size, thresholds)


def _made_of(
    cell: Cell, shown: list[Sum], hidden: list[Hidden], size: int | None, thresholds: Thresholds
) -> StageFigure:
    measures = {one.measure for one in shown}
    measure = PREDICTED if PREDICTED in measures else score_kind(measures)
    used = [one for one in shown if one.measure == measure]
    if measure is None:
        return StageFigure(*cell, None, loudest(hidden), None, thresholds)
    return StageFigure(*cell, measure, _mean(used, size), _newest(used), thresholds)


def _whole(
    own: StageFigure, at_stage: list[Sum], releases: Mapping[UUID, Any], sizes: Mapping[UUID, int | None]
) -> StageFigure | None:
    """The figure of the smallest whole around a group that is not shown alone, over the surveys that show it."""
    if not isinstance(own.result, Hidden) or own.result.reason not in KEPT_BACK:
        return None
    wholes: dict[str, list[Sum]] = {}
    for one in at_stage:
        held = releases.get(one.survey.release_id, {}) if one.survey.release_id else {}
        divided = held.get(FAMILIES, {})
        for key in wholes_around(str(own.group_id), divided):
            if str(one.cell[1]) in leaves(key, divided) and not _hidden(one, key, releases):
                wholes.setdefault(key, []).append(one)
    if not wholes:
        return None
    key = min(wholes, key=lambda each: (len({one.cell[1] for one in wholes[each]}), each))
    group_id, limits = UUID(group_of(key)), strictest([one.survey for one in wholes[key]])
    return _made_of((own.stage_id, group_id), wholes[key], [], sizes.get(group_id), limits)


def _split(sums: list[Sum], asked: list[Asked], releases: Mapping[UUID, Any]) -> tuple[list[Sum], list[Hidden]]:
    """The rows whose own survey shows them, and why the others stay hidden; surveys without answers hide too."""
    shown, hidden = [], []
    for one in sums:
        decision = _hidden(one, str(one.cell[1]), releases)
        hidden += [decision] if decision else []
        shown += [] if decision else [one]
    counted = {one.survey.id for one in sums}
    waiting = [one.survey for one in asked if one.survey.id not in counted]
    hidden += [why for survey in waiting if (why := survey.decision(STAGES, "", "", releases))]
    return shown, hidden


def _hidden(one: Sum, key: str, releases: Mapping[UUID, Any]) -> Hidden | None:
    """Why the survey of this row does not show the figure of `key`, a group or a whole; None where it does.

    What was collected at several stages that are one today is shown where each of them is shown by itself.
    """
    why = (one.survey.decision(STAGES, stage_key(part, one.measure), key, releases) for part in one.decisions())
    reasons = [reason for reason in why if reason]
    return loudest(reasons) if reasons else None


def _mean(used: list[Sum], size: int | None) -> Result[float]:
    """Mean of what people said, each survey's people counting once; the size of the group narrows one wave only."""
    people = sum(one.people for one in used)
    closed = size if len({one.wave_id for one in used}) == 1 else None
    total, squares = sum(one.total for one in used), sum(one.squares for one in used)
    estimate = mean_of_sums(people, total, squares, population=closed)
    if estimate is None:
        return Hidden("nobody")
    thresholds = strictest([one.survey for one in used])
    return figure(estimate.value, people, thresholds, estimate.low, estimate.high, unit="mean")


def _newest(used: Iterable[Sum]) -> date | None:
    return max((one.newest for one in used if one.newest), default=None)


def _coverage(
    cell: Cell, members: Collection[UUID], asked: list[Asked], sums: list[Sum], releases: Mapping[UUID, Any]
) -> Coverage:
    """Who was heard: of each survey the largest parts of these groups that it shows, so that small ones are in them."""
    heard, (_, hidden) = _together(sums, members, releases), _split(sums, asked, releases)
    people = sum(one.people for one in heard)
    found = Shown(people, people) if people else loudest(hidden)
    return Coverage(*cell, found, _newest(heard), frozenset(one.wave_id for one in heard))


def _together(sums: list[Sum], members: Collection[UUID], releases: Mapping[UUID, Any]) -> list[Sum]:
    """The rows that may be counted for these groups together: of groups shown alone, or with others of them."""
    return [one for one in sums if not _hidden(one, str(one.cell[1]), releases) or _inside(one, members, releases)]


def _inside(one: Sum, members: Collection[UUID], releases: Mapping[UUID, Any]) -> bool:
    """Whether the survey of this row shows its group with others of these groups."""
    held = releases.get(one.survey.release_id, {}) if one.survey.release_id else {}
    divided, own = held.get(FAMILIES, {}), [str(group) for group in members]
    cells = [held.get(STAGES, {}).get(stage_key(part, one.measure), {}) for part in one.decisions()]
    shown = [shown_inside(cell, own, divided) for cell in cells]
    return all(any(str(one.cell[1]) in leaves(key, divided) for key in keys) for keys in shown)


def _share(found: list[Tally]) -> Result[float]:
    shown = [(survey, value, count) for survey, hidden, value, count in found if hidden is None]
    people = sum(count for _, value, count in shown if value == PEOPLE)
    estimate = wilson(sum(count for _, value, count in shown if value != PEOPLE), people)
    if estimate is None:
        return loudest([hidden for _, hidden, _, _ in found if hidden])
    thresholds = strictest([survey for survey, _, _ in shown])
    return figure(estimate.value, people, thresholds, estimate.low, estimate.high, unit="share")
