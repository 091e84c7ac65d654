"""Which figures of a protected survey move on with a release, and which keep the answers they had."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from feedback.disclosure.history import HISTORY, Counted, cut_kept_back, kept_back, read
from feedback.disclosure.queries import Cells
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Survey
from feedback.surveys.queries import counting
from feedback.surveys.queries.counting import ANY
from feedback.surveys.queries.keys import (
    ALL,
    COMMENTS,
    QUESTIONS,
    RESPONSES,
    STAGES,
    figure_key,
    question_key,
    stage_key,
)
from feedback.surveys.queries.tallied import PEOPLE, WROTE

Rows = Iterable[Mapping[str, Any]]
People = dict[str, dict[str, dict[str, int]]]
"""Figure -> group -> answer to the question that results are cut by ("" where there is none) -> people."""
CutPeople = Mapping[UUID, Mapping[tuple[UUID, str], int]]
"""Question row -> (group, answer to the cutting question) -> people."""
NO_ANSWER = ""


@dataclass(frozen=True, slots=True)
class MovingOn:
    """What a release leaves as it was: figure -> groups, and the questions whose cut stays.

    `counted` says of every figure whom it could rest on and whom it rests on; `before` are the earlier releases, the
    oldest first.
    """

    number: int = 1
    before: Sequence[Cells] = ()
    kept: Mapping[str, Collection[str]] = field(default_factory=dict)
    kept_cuts: Collection[str] = ()
    counted: Mapping[str, Counted] = field(default_factory=dict)

    def keeps(self, kind: str, key: str, group: UUID) -> bool:
        """Whether the figure of a group stays as it was."""
        return str(group) in self.kept.get(figure_key(kind, key), ())


def people_of(
    asked: Mapping[UUID, Asked], tallies: Rows, stages: Rows, answered: Mapping[UUID, int], cut_people: CutPeople
) -> People:
    """Whom every figure could rest on, from the rows as they were counted."""
    found: People = {}

    def add(key: str, group: UUID, people: int) -> None:
        found.setdefault(key, {})[str(group)] = {NO_ANSWER: people}

    for group, people in answered.items():
        add(figure_key(RESPONSES, ALL), group, people)
    for row in tallies:
        question = asked[row["question_id"]].id
        if row["value"] == PEOPLE:
            add(figure_key(QUESTIONS, question_key(question, row["part"])), row["group_id"], row["count"])
        elif row["value"] == WROTE:
            add(figure_key(COMMENTS, question), row["group_id"], row["count"])
    for row in stages:
        add(figure_key(STAGES, stage_key(row["stage_id"], row["measure"])), row["group_id"], row["people"])
    for row_id, cells in cut_people.items():
        _divide(found.get(figure_key(QUESTIONS, asked[row_id].id), {}), cells)
    return found


def moving_on(survey: Survey, asked: Mapping[UUID, Asked], people: People, before: Sequence[Cells]) -> MovingOn:
    """What keeps its answers.

    A question stays in a group as soon as it, or a part of it, has new people there and fewer than k; a stage's score
    with any question behind it; a cut with any group of its question.
    """
    kept = {key: _kept(key, groups, before, survey.k_scores) for key, groups in people.items()}
    for question in asked.values():
        own = [key for key in kept if _is_of(key, question.id)]
        together = set().union(*(kept[key] for key in own))
        kept |= dict.fromkeys(own, together)
    for place, questions in _behind(asked).items():
        key = figure_key(STAGES, stage_key(*place))
        if key in kept:
            kept[key] = kept[key].union(*(kept.get(figure_key(QUESTIONS, one), ()) for one in questions))
    cuts = {key for key in people if kept[key] or cut_kept_back(people[key], history_of(before, key), survey.k_scores)}
    number = len(before) + 1
    counted = {key: _counted(key, groups, kept[key], key in cuts, before, number) for key, groups in people.items()}
    return MovingOn(number, before, kept, cuts, counted)


def history_of(before: Sequence[Cells], key: str) -> list[Counted]:
    """One figure in every earlier release."""
    return [read(cells.get(HISTORY, {}).get(key, {})) for cells in before]


def _kept(key: str, groups: Mapping[str, Mapping[str, int]], before: Sequence[Cells], k: int) -> set[str]:
    return kept_back({group: sum(values.values()) for group, values in groups.items()}, history_of(before, key), k)


def _counted(
    key: str,
    groups: Mapping[str, Mapping[str, int]],
    kept: Collection[str],
    cut_kept: bool,
    before: Sequence[Cells],
    number: int,
) -> Counted:
    last = (history_of(before, key) or [Counted()])[-1]
    as_of = {group: last.as_of.get(group, 0) if group in kept else number for group in groups}
    return Counted(groups, as_of, last.cut_as_of if cut_kept else number)


def _is_of(key: str, question: str) -> bool:
    """Whether a figure is of this question: itself, a part of it, or the words written at it."""
    start = figure_key(QUESTIONS, question)
    return key in (start, figure_key(COMMENTS, question)) or key.startswith(f"{start}/")


def _behind(asked: Mapping[UUID, Asked]) -> dict[tuple[UUID, str], list[str]]:
    """(stage, measure) -> the questions that make its score."""
    found: dict[tuple[UUID, str], list[str]] = {}
    lines, stages = counting.lines(asked), counting.stage_codes()
    for row_id, question in asked.items():
        for stage_id, code in stages.items():
            if question.stage in (code, None) and (line := lines.get(row_id)) and line.measure != ANY:
                found.setdefault((stage_id, line.measure), []).append(question.id)
    return found


def _divide(groups: dict[str, dict[str, int]], cells: Mapping[tuple[UUID, str], int]) -> None:
    """The people of a question by group, now by their answer to the cutting question as well; the rest gave none."""
    for (group, value), people in cells.items():
        if people:
            values = groups[str(group)]
            values[value] = values.get(value, 0) + people
            values[NO_ANSWER] -= people
