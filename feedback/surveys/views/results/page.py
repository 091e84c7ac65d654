"""Results of one survey: how each group answered each question, cut and compared as far as may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from feedback.analysis.disclosure import Shown
from feedback.analysis.weighting import Weighed
from feedback.disclosure import queries as disclosure
from feedback.jobs import is_waiting
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import charting, listing
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.marks import label
from feedback.surveys.models import Survey
from feedback.surveys.piping import pipe
from feedback.surveys.queries import (
    cuts,
    finishing,
    marked,
    pairs,
    questionnaires,
    questions,
    responses,
    trends,
    weighing,
)
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.cuts import Cut
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.pairs import Pair
from feedback.surveys.queries.questions import Distribution, QuestionResult, Reached
from feedback.surveys.queries.sentences import Place, Sentence, sentences
from feedback.surveys.question_types import TYPES
from feedback.surveys.readings import kind_of
from feedback.surveys.rules import may_release_now, results_exist
from feedback.surveys.views.results import figures
from feedback.surveys.views.results.blueprint import STEP, blueprint
from feedback.web.guards import member
from feedback.web.templating import language_code

SENTENCES = 10
"""How many texts of a group stand under a question; the comments of all surveys are read by theme."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one group, or all together (no group), answered one question."""

    group: StakeholderGroup | None
    result: Result[Distribution]
    chart: Mapping[str, Any] | None
    reached: Reached | None
    wrote: Result[int] | None
    sentences: Sequence[Sentence] = ()
    whole: bool = False
    """The group together with its sub-groups."""
    shown_with: StakeholderGroup | None = None
    """Of a group that is not shown: the group in whose whole its answers are."""
    shown_in_all: bool = False
    """Of a group that is not shown: its answers are in all together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its columns, its rounds, its answers cut by another question, and its pair."""

    result: QuestionResult
    title: str
    """Its words; where they repeat another answer, which differs from person to person, dots."""
    columns: tuple[Column, ...]
    names: Mapping[str, str]
    """What its values are called."""
    parts: Mapping[str, str]
    """What its rows or halves are called."""
    rounds: Mapping[str, Any] | None
    cut: Sequence[tuple[str, Result[Distribution]]]
    pair: Pair | None
    weighed: Weighed | None
    """All groups together, each counting by its size."""

    @property
    def has_cut_figures(self) -> bool:
        """Whether a cut says more than how many: not of words, nor of questions that have a figure per row only."""
        results = [result for _, result in self.cut]
        shown = [result.value for result in results if isinstance(result, Shown)]
        return len(shown) < len(results) or any(one.figure or one.bars for one in shown)


@dataclass(frozen=True, slots=True)
class _Page:
    """What every question of the page is made from."""

    row: Survey
    document: Questionnaire
    groups: list[StakeholderGroup]
    known: Mapping[UUID, StakeholderGroup]
    written: Mapping[Place, Sequence[Sentence]]
    rounds: trends.Trends
    cut: Cut | None
    pairs: Mapping[str, Pair]

    def asked(self, one: QuestionResult) -> Asked:
        columns = [self._column(one, group) for group in self.groups]
        columns += [self._whole(one, group_id) for group_id in one.wholes]
        if one.together is not None and not one.one_whole:
            chart = figures.distribution(self.row, self.document, one.question, one.row_id, None, one.together)
            columns.append(Column(None, one.together, chart, None, None))
        lang = language_code()
        return Asked(
            result=one,
            title=self._title(one.question),
            columns=tuple(columns),
            names=charting.names_of(self.document, one.question, lang),
            parts=charting.part_names(self.document, one.question, lang),
            rounds=figures.rounds(self.row, one.row_id, self.rounds.get(one.question.id, {}), self.groups),
            cut=self._cut(one.question),
            pair=self.pairs.get(one.question.id),
            weighed=weighing.by_size(one, self.groups),
        )

    def _column(self, one: QuestionResult, group: StakeholderGroup) -> Column:
        result = one.groups[group.id]
        return Column(
            group,
            result,
            figures.distribution(self.row, self.document, one.question, one.row_id, group, result),
            one.reached.get(group.id) if TYPES[one.question.kind].answerable else None,
            one.wrote.get(group.id),
            self.written.get((one.row_id, group.id), ()),
            shown_with=self.known.get(one.shown_with.get(group.id)),  # type: ignore[arg-type]
            shown_in_all=group.id in one.shown_with and one.shown_with[group.id] is None,
        )

    def _whole(self, one: QuestionResult, group_id: UUID) -> Column:
        group, result = self.known[group_id], one.wholes[group_id]
        chart = figures.distribution(self.row, self.document, one.question, one.row_id, group, result, whole=True)
        return Column(group, result, chart, None, None, whole=True)

    def _title(self, question: Question) -> str:
        codes = {other.code for other in self.document.questions()}
        words = question.text.text_in(language_code(), self.document.base_language)
        return pipe(words, lambda code: "" if code in codes else None)

    def _cut(self, question: Question) -> list[tuple[str, Result[Distribution]]]:
        if self.cut is None:
            return []
        names = charting.names_of(self.document, self.cut.by, language_code())
        found = self.cut.questions.get(question.id, {})
        order = [value for value in names if value in found]
        return [(names.get(value, value), found[value]) for value in (*order, *sorted(set(found) - set(order)))]


@blueprint.get("/o/<organisation>/surveys/<code>/results")
@member(Permission.VIEW)
def results(code: str) -> ResponseReturnValue:
    """Every question with its answers by group; `?by=` names a question that cuts them."""
    row = queries.survey(code)
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    ready = results_exist(mode=row.mode, released=row.release_id is not None)
    known = {group.id: group for group in stakeholders.groups(include_archived=True)}
    asked_groups = {one.group_id for one in row.groups}
    found = questions.question_results(row) if ready else []
    page = _Page(
        row=row,
        document=document,
        groups=[group for group in known.values() if group.id in asked_groups],
        known=known,
        written=sentences(row, found, SENTENCES),
        rounds=trends.trends(row) if ready else {},
        cut=cuts.by_value(row, request.args.get("by", "")) if ready else None,
        pairs=pairs.pairs(row, found),
    )
    return render_template(
        "surveys/results.html",
        row=row,
        title=listing.title_of(row),
        ready=ready,
        running=may_release_now(mode=row.mode, closed_at=row.closed_at),
        released_at=disclosure.made_at(row.release_id),
        asked=[page.asked(one) for one in found],
        cutting=cuts.cutting(row),
        cut=page.cut,
        counting=is_waiting(f"tally:{row.id}"),
        finishing=finishing.finishing(row),
        marks=marked.marks_of(row),
        label=label,
        reading=kind_of(document),
        single_answers=responses.may_be_taken_away(row),
        current_step=STEP,
    )
