"""Which questions of a link are shown, given what was answered so far, and what became of each. Pure.

The server asks this on every post. The answer to a question that is not shown does not exist: it is dropped here,
and what depends on it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from feedback.surveys.conditions.arithmetic import written
from feedback.surveys.conditions.ast import answers_in
from feedback.surveys.conditions.evaluation import Context, State, holds, value_of
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.question_types.base import Answered
from feedback.surveys.question_types.hidden import Hidden

HIDDEN, CALCULATION, INFO = "hidden", "calculation", "info"
UNASKED = frozenset({HIDDEN, CALCULATION})
"""Kinds that stand on no page."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One visit worked out: what is shown, in the order of the link; what counts as answered; what became of each.

    `answers` and `states` are by question id. `answers` has what was worked out and what the link brought along
    too; `states` has every question that people can answer.
    """

    shown: tuple[Question, ...]
    answers: Mapping[str, Answered]
    states: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions of a link in an order in which each comes after those it depends on; made once per link."""

    questions: tuple[Question, ...]
    order: tuple[Question, ...]
    sections: Mapping[str, Section]
    """Question id -> its section."""

    def flow(self, answers: Mapping[str, Answered], given: Mapping[str, str], today: date) -> Flow:
        """Work out a visit; `answers` as they were sent, `given` as `conditions.evaluation.Context` has it."""
        walk = _Walk(self, given, today)
        for question in self.order:
            walk.take(question, answers.get(question.id))
        shown = tuple(question for question in self.questions if question.id in walk.shown)
        return Flow(shown, walk.answers, walk.states)


def plan(questions: Sequence[Question], document: Questionnaire) -> Plan:
    """The plan for these questions of a document, in the order a link has them."""
    homes = {question.id: section for section in document.sections for question in section.questions}
    wanted = {question.id: needs(question, homes[question.id]) for question in questions}
    return Plan(tuple(questions), tuple(_after_needs(questions, wanted)), homes)


@dataclass(slots=True)
class _Walk:
    plan: Plan
    given: Mapping[str, str]
    today: date
    shown: set[str] = field(default_factory=set)
    answers: dict[str, Answered] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    context: Context = field(init=False)
    link: Mapping[str, str] = field(init=False)
    """The values of the link, by their own names."""

    def __post_init__(self) -> None:
        self.link = {name[5:]: value for name, value in self.given.items() if name.startswith("link:")}
        kinds = {question.id: question.kind for question in self.plan.questions}
        # The context sees answers and states grow: a question is looked at after those it depends on.
        self.context = Context(self.answers, self.states, kinds, self.given, self.today)

    def take(self, question: Question, answered: Answered | None) -> None:
        if not self._is_shown(question):
            if question.kind not in UNASKED and question.kind != INFO:
                self.states[question.id] = "not_shown"
            return
        if question.kind in UNASKED:
            answered = self._worked_out(question)
        elif question.kind == INFO:
            self.shown.add(question.id)
            return
        else:
            self.shown.add(question.id)
            self.states[question.id] = state_of(answered)
        if answered is not None:
            self.answers[question.id] = answered

    def _is_shown(self, question: Question) -> bool:
        section = self.plan.sections[question.id]
        return all(one is None or holds(one, self.context) for one in (section.shown_when, question.shown_when))

    def _worked_out(self, question: Question) -> Answered | None:
        if question.kind == HIDDEN:
            return Hidden().brought(question, self.link)
        value = None if question.formula is None else value_of(question.formula, self.context)
        if value is None:
            return None
        if isinstance(value, bool | int | float):
            return Answered(number=float(value))
        return Answered(text=written(value))


def state_of(answered: Answered | None) -> State:
    """What became of a question that was shown."""
    if answered is None:
        return "skipped"
    return "not_applicable" if answered.not_applicable else "answered"


def needs(question: Question, section: Section) -> frozenset[str]:
    """The ids of the questions that decide whether this one is shown, or what it works out."""
    nodes = (section.shown_when, question.shown_when, question.formula)
    return frozenset(answer.question for node in nodes if node is not None for answer in answers_in(node))


def _after_needs(questions: Sequence[Question], needs: Mapping[str, frozenset[str]]) -> Iterable[Question]:
    """The questions, each after those it needs; in a loop (never published) the one written first comes first."""
    by_id = {question.id: question for question in questions}
    places = {question.id: place for place, question in enumerate(questions)}
    before = {one: sorted(needed & by_id.keys(), key=places.__getitem__) for one, needed in needs.items()}
    done: set[str] = set()
    for question in questions:
        stack = [question.id]
        while stack:
            top = stack[-1]
            waiting = [one for one in before[top] if one not in done and one not in stack]
            if waiting:
                stack.append(waiting[0])
                continue
            stack.pop()
            if top not in done:
                done.add(top)
                yield by_id[top]
