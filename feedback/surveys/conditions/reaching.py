"""Questions that no answers would ever show. Pure.

Tried, not proved: the answers that matter to a question are tried in every combination, with the same `flow` that
respondents get. Where there are more combinations than can be tried, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod

from feedback.surveys.conditions.arithmetic import as_number
from feedback.surveys.conditions.ast import (
    GIVEN,
    Answer,
    Compare,
    Condition,
    Expression,
    Given,
    Literal,
    Value,
    answers_in,
    parts,
)
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.flow import HIDDEN, UNASKED, Plan, needs, plan
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.base import Answered
from feedback.surveys.question_types.hidden import name_of

MOST = 4_000
"""Combinations times questions that are worked out for one question."""
DAY = date(2020, 1, 1)
Node = Condition | Expression


def never_shown(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The ids of questions that no combination of answers shows, in document order."""
    whole = plan(tuple(questionnaire.questions()), questionnaire)
    asked = (question for question in whole.questions if question.kind not in UNASKED)
    depending = (one for one in asked if one.shown_when or whole.sections[one.id].shown_when)
    return tuple(one.id for one in depending if not _can_be_shown(one, whole))


def _can_be_shown(question: Question, whole: Plan) -> bool:
    needed = _closure(question, whole)
    ids = {one.id for one in needed}
    made = Plan(needed, tuple(one for one in whole.order if one.id in ids), whole.sections)
    nodes = [node for one in needed for node in _nodes(one, made)]
    if not all(_is_plain(one) for node in nodes for one in _comparisons(node)):
        return True
    literals = _literals(nodes)
    free = [one for one in needed if one.kind not in UNASKED and one is not question]
    choices = [(one, _candidates(one, nodes, literals.get(one.id, []))) for one in free]
    known = [(name, _texts(literals.get(name, []))) for name in _given(nodes, needed)]
    visits = prod(len(several) for _, several in choices) * prod(len(several) for _, several in known)
    if visits * len(needed) > MOST:
        return True
    return any(_shows(question, made, visit) for visit in _visits(choices, known))


def _shows(question: Question, made: Plan, visit: tuple[Mapping[str, Answered], Mapping[str, str]]) -> bool:
    answers, given = visit
    return any(one.id == question.id for one in made.flow(answers, given, DAY).shown)


def _visits(
    choices: Sequence[tuple[Question, list[Answered | None]]], known: Sequence[tuple[str, list[str]]]
) -> Iterator[tuple[Mapping[str, Answered], Mapping[str, str]]]:
    for answers in product(*(several for _, several in choices)):
        pairs = zip((one.id for one, _ in choices), answers, strict=True)
        answered = {question_id: value for question_id, value in pairs if value is not None}
        for texts in product(*(several for _, several in known)):
            yield answered, dict(zip((name for name, _ in known), texts, strict=True))


def _is_plain(comparison: Compare) -> bool:
    """Whether it compares one thing with a value written down: only of those do we know what to try."""
    return isinstance(comparison.left, Answer | Given) and isinstance(comparison.right, Value | None)


def _closure(question: Question, whole: Plan) -> tuple[Question, ...]:
    """The question and everything that decides about it, in document order."""
    wanted = {question.id}
    for one in reversed(whole.order):
        if one.id in wanted:
            wanted |= needs(one, whole.sections[one.id])
    return tuple(one for one in whole.questions if one.id in wanted)


def _nodes(question: Question, made: Plan) -> list[Node]:
    nodes = (made.sections[question.id].shown_when, question.shown_when, question.formula)
    return [node for node in nodes if node is not None]


def _literals(nodes: Sequence[Node]) -> dict[str, list[Literal]]:
    """What the answer to a question, or something given, is compared with: by question id or name."""
    found: dict[str, list[Literal]] = {}
    for comparison in (inner for node in nodes for inner in _comparisons(node)):
        sides = (comparison.left, comparison.right)
        values = [side.value for side in sides if isinstance(side, Value)]
        for name in (one for side in sides if side is not None for one in _names(side)):
            found.setdefault(name, []).extend(values)
    return found


def _comparisons(node: Node) -> Iterator[Compare]:
    if isinstance(node, Compare):
        yield node
    for part in parts(node):
        yield from _comparisons(part)


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Given):
        yield node.name
    if isinstance(node, Answer):
        yield node.question
    for part in parts(node):
        yield from _names(part)


def _given(nodes: Sequence[Node], needed: Sequence[Question]) -> tuple[str, ...]:
    brought = (f"link:{name_of(one)}" for one in needed if one.kind == HIDDEN)
    named = (name for node in nodes for name in _names(node) if name in GIVEN or ":" in name)
    return tuple(dict.fromkeys((*named, *brought)))


def _candidates(question: Question, nodes: Sequence[Node], literals: Sequence[Literal]) -> list[Answered | None]:
    """The answers to a question that could make a difference, none among them."""
    asked = {answer for node in nodes for answer in answers_in(node) if answer.question == question.id}
    places = sorted({answer.row or answer.part for answer in asked} - {"", "other"})
    if places:
        codes = [choice.code for choice in question.choices]
        values: list[float | str] = [*_numbers(question, literals), *codes]
        return [None, *(Answered(parts=dict.fromkeys(places, value)) for value in values)]
    found = [Answered(not_applicable=True)] if question.settings.get("not_applicable") else []
    if question.choices or question.kind in ("yesno", "consent"):
        return [None, *found, *_chosen(question, literals)]
    numbers = [Answered(number=number) for number in _numbers(question, literals)]
    return [None, *found, *numbers, *(Answered(text=text) for text in _texts(literals) if text)]


def _chosen(question: Question, literals: Sequence[Literal]) -> list[Answered]:
    codes = [choice.code for choice in question.choices] or ["yes", "no"]
    codes += [code for code in ("none", "other") if question.settings.get(code)]
    single = [Answered(choices=(code,)) for code in codes]
    if question.kind != "multi":
        return single
    sets = [tuple(code for code in codes if code in one) for one in literals if isinstance(one, tuple)]
    return [*single, Answered(choices=tuple(codes)), *(Answered(choices=one) for one in sets if one)]


def _numbers(question: Question, literals: Sequence[Literal]) -> list[float]:
    kind = TYPES.get(question.kind)
    scale = kind.scale(question) if kind else None
    near = {number + step for one in literals if (number := _number(one)) is not None for step in (-1.0, 0.0, 1.0)}
    if scale is None:
        return sorted(near) if question.kind in ("number", "ranking") or near else []
    return sorted({float(scale.low), float(scale.high)} | {one for one in near if scale.low <= one <= scale.high})


def _number(value: Literal) -> float | None:
    return None if isinstance(value, tuple) else as_number(value)


def _texts(literals: Sequence[Literal]) -> list[str]:
    """Nothing, each text it is compared with, and the texts just before and after it: texts are ordered too."""
    written = [
        text for one in literals for text in (one if isinstance(one, tuple) else (one,)) if isinstance(text, str)
    ]
    return list(dict.fromkeys(["", *written, *(near for text in written for near in (text[:-1], f"{text}~")), "x"]))
