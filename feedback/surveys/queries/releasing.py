"""What a release of a survey may show: every figure of it, decided at once, from its tallies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from feedback.analysis.disclosure import Measured, Thresholds
from feedback.disclosure.history import FAMILIES, HISTORY, Counted, Figure, as_stored, audited
from feedback.disclosure.queries import Cells
from feedback.disclosure.rules import SHOWN, Cell, Families, decide, decide_beside, families, leaves
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting, tallied, waiting
from feedback.surveys.queries.counting import ANY, Line
from feedback.surveys.queries.keys import (
    ALL,
    COMMENTS,
    CUTS,
    QUESTIONS,
    RESPONSES,
    STAGES,
    cut_key,
    figure_key,
    question_key,
    stage_key,
)
from feedback.surveys.queries.moving_on import MovingOn, history_of
from feedback.surveys.queries.scoring import Behind, behind_scores
from feedback.surveys.queries.tallied import Groups, Tallied
from feedback.surveys.question_types import TYPES, Summary


def thresholds_of(survey: Survey) -> Thresholds:
    return Thresholds(survey.k_scores, survey.k_comments)


def cells(survey: Survey, moving: MovingOn, *, final: bool = True) -> Cells:
    """The decisions of a survey: kind of figure -> figure -> group id -> decision; how groups divide; its history.

    Where nobody is counted yet, that is said: of a survey that runs on more may come, and at its end a few stay out.
    """
    made = _Made(survey, moving, final)
    people = {row.group_id: row.people for row in survey.groups}
    made.keep(RESPONSES, ALL, {str(group): Measured(0.0, count) for group, count in people.items()})
    asked = counting.asked_by(survey.version_id)
    found = tallied.questions(survey.id)
    for row_id, question in asked.items():
        tallies = found.get(row_id, {})
        for key, parts in _question(question, tallies, list(people)):
            made.keep(QUESTIONS, key, parts, ends=TYPES[question.kind].scale(question) is not None)
        if TYPES[question.kind].takes_comments(question):
            wrote = {str(group): Measured(0.0, tallies.get(group, Tallied()).wrote) for group in people}
            made.keep(COMMENTS, question.id, wrote, k=survey.k_comments)
    behind = behind_scores(survey.id, counting.lines(asked))
    for place, parts in _stages(survey, asked, found, list(people)):
        made.keep(STAGES, stage_key(*place), parts, beside=_beside(behind.get(place), asked))
    _cut(survey, asked, made)
    return made.cells


@dataclass(frozen=True, slots=True)
class _Beside:
    """The questions behind a score, by identity, and who answered which of them."""

    questions: Collection[str]
    behind: Behind


def _beside(behind: Behind | None, asked: Mapping[UUID, Asked]) -> _Beside | None:
    return _Beside([asked[row_id].id for row_id in behind.questions], behind) if behind else None


class _Made:
    """The decisions of one release as they are made."""

    def __init__(self, survey: Survey, moving: MovingOn, final: bool) -> None:
        self._final, self._left = final, {str(group) for group in waiting.groups_left(survey)}
        self.thresholds, self.moving = thresholds_of(survey), moving
        parents = {
            str(one.id): str(one.parent_id) for one in stakeholders.groups(include_archived=True) if one.parent_id
        }
        self.divided: Families = families([str(row.group_id) for row in survey.groups], parents)
        self.cells: Cells = {kind: {} for kind in (RESPONSES, QUESTIONS, COMMENTS, STAGES, CUTS)}
        self.cells[FAMILIES] = dict(self.divided)
        self.cells[HISTORY] = {key: as_stored(counted) for key, counted in moving.counted.items()}

    def keep(
        self,
        kind: str,
        key: str,
        parts: Mapping[str, Measured],
        *,
        k: int = 0,
        ends: bool = True,
        beside: _Beside | None = None,
    ) -> None:
        """Decide over a figure, alone, beside the questions it is made of, and what earlier releases showed of it."""
        needed = Thresholds(k, k) if k else self.thresholds
        cell = self._beside(parts, beside) if beside else decide(parts, needed, self.divided)
        figure = Figure(self._counted(kind, key, parts), self.divided, cell)
        groups, _ = audited(self._before(kind, key), figure, needed.scores)
        told = {group: self._told(group, word, figure.counted) for group, word in groups.items()}
        self.cells[kind][key] = told if ends else _endless(told)

    def _beside(self, parts: Mapping[str, Measured], beside: _Beside) -> Cell:
        """A score is shown where every question behind it is, and tells nothing of a few beside them."""
        cells = [self.cells[QUESTIONS][one] for one in beside.questions]
        hidden = {key for cell in cells for key, word in cell.items() if word not in (SHOWN, "nobody", "not_yet")}
        alone = {key for key in parts if key not in hidden}

        def tells(groups: Collection[str]) -> bool:
            return beside.behind.tells(groups, alone, self.thresholds.scores)

        return decide_beside(parts, self.thresholds, self.divided, unshowable=hidden, tells=tells)

    def _told(self, group: str, word: str, counted: Counted) -> str:
        if word != "nobody":
            return word
        if not self._final:
            return "not_yet"
        inside = leaves(group, self.divided)
        return "too_few" if any(one in self._left or counted.total(one) for one in inside) else word

    def keep_cut(self, question: Asked, by: Asked, cell: Cell) -> None:
        """Decide over the cut of a question, beside its groups and what earlier releases showed of both."""
        key = cut_key(question.id, by.id)
        if figure_key(QUESTIONS, question.id) in self.moving.kept_cuts:
            cell = dict(self.moving.before[-1].get(CUTS, {}).get(key, {}))
        groups = self.cells[QUESTIONS][question.id]
        figure = Figure(
            self.moving.counted.get(figure_key(QUESTIONS, question.id), Counted()), self.divided, groups, cell
        )
        before = self._before(QUESTIONS, question.id, key)
        self.cells[QUESTIONS][question.id], self.cells[CUTS][key] = audited(before, figure, self.thresholds.scores)

    def _counted(self, kind: str, key: str, parts: Mapping[str, Measured]) -> Counted:
        return self.moving.counted.get(figure_key(kind, key)) or Counted(
            {group: {"": part.n} for group, part in parts.items()}, dict.fromkeys(parts, self.moving.number)
        )

    def _before(self, kind: str, key: str, cut: str = "") -> list[Figure]:
        counted = history_of(self.moving.before, figure_key(kind, key))
        return [
            Figure(one, held.get(FAMILIES, {}), _held(held, kind, key), _held(held, CUTS, cut))
            for one, held in zip(counted, self.moving.before, strict=True)
        ]


def _held(held: Cells, kind: str, key: str) -> Cell:
    found: Any = held.get(kind, {}).get(key, {})
    return dict(found)


def _question(question: Asked, found: Groups, groups: list[UUID]) -> Iterator[tuple[str, Mapping[str, Measured]]]:
    """A question and each of its parts, as the disclosure rule sees them: group -> people and counts."""
    summaries = {str(group): _summary(question, found.get(group, Tallied())) for group in groups}
    yield question_key(question.id), _all_measured(summaries)
    parts = dict.fromkeys(part for one in summaries.values() for part, _ in one.parts)
    for part in parts:
        own = {group: dict(one.parts).get(part) for group, one in summaries.items()}
        yield question_key(question.id, part), _all_measured(own)


def _summary(question: Asked, tally: Tallied) -> Summary:
    return TYPES[question.kind].summarise(question, tally.counts())


def _all_measured(summaries: Mapping[str, Summary | None]) -> dict[str, Measured]:
    values = list(dict.fromkeys(bar.value for one in summaries.values() if one for bar in one.bars))
    return {key: _measured(one, values) for key, one in summaries.items()}


def _measured(summary: Summary | None, values: list[str]) -> Measured:
    if summary is None:
        return Measured(0.0, 0, counts=[0] * len(values) or None)
    counts = {bar.value: bar.count for bar in summary.bars}
    return Measured(0.0, summary.people, counts=[counts.get(value, 0) for value in values] or None)


def _cut(survey: Survey, asked: Mapping[UUID, Asked], made: _Made) -> None:
    """One question may cut a protected survey: every group × answer must be nobody or enough people.

    Then whatever is added up and subtracted from groups and cuts speaks of enough people too. With a second cut that
    would have to hold for all three together; results are not cut by it.
    """
    for by, cut in list(counting.cutting(asked).items())[:1]:
        tallies = tallied.cuts(survey.id, by)
        for row_id, question in asked.items():
            if row_id != by and question.id != cut.id:
                own = {value: _summary(question, one) for value, one in tallies.get(row_id, {}).items()}
                made.keep_cut(question, cut, _cut_cell(question, own, made))


def _cut_cell(question: Asked, own: Mapping[str, Summary], made: _Made) -> Cell:
    counted = made.moving.counted.get(figure_key(QUESTIONS, question.id), Counted())
    atoms = [n for values in counted.people.values() for n in values.values()]
    if not own or any(0 < n < made.thresholds.scores for n in atoms):
        return dict.fromkeys(own, "too_few")
    cell = decide(_all_measured(own), made.thresholds)
    return cell if TYPES[question.kind].scale(question) else _endless(cell)


def _endless(cell: Cell) -> Cell:
    """Options are not a scale: nearly everybody chose the same one, not an end of anything."""
    return {key: "band:same" if word.startswith("band:") else word for key, word in cell.items()}


def _stages(
    survey: Survey, asked: Mapping[UUID, Asked], found: Mapping[UUID, Groups], groups: list[UUID]
) -> Iterator[tuple[tuple[UUID, str], Mapping[str, Measured]]]:
    stage_codes = counting.stage_codes()
    lines = counting.lines(asked)
    for (stage_id, measure), people in tallied.stages(survey.id).items():
        behind = {
            row_id: line
            for row_id, line in lines.items()
            if line.measure == measure and asked[row_id].stage in (stage_codes.get(stage_id), None)
        }
        parts = {str(group): _stage(people.get(group, 0), group, behind, found, measure) for group in groups}
        yield (stage_id, measure), parts


def _stage(
    people: int, group: UUID, behind: Mapping[UUID, Line], found: Mapping[UUID, Groups], measure: str
) -> Measured:
    """A stage score as the disclosure rule sees it: its people, and the answers behind it in five steps."""
    if measure == ANY:
        return Measured(0.0, people)
    steps = [0, 0, 0, 0, 0]
    for row_id, line in behind.items():
        for value, count in found.get(row_id, {}).get(group, Tallied()).values.items():
            steps[round(line.slope * float(value) + line.offset) - 1] += count
    return Measured(0.0, people, counts=steps)
