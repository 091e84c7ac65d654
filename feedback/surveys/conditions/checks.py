"""What is wrong with the conditions and calculations of a questionnaire: found on saving, before anybody answers. Pure.

What cannot work at all (a question that is not there, a loop) forbids publishing; what looks like a slip (a value that
the question never has, a question that nobody would ever see) is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.ast import Answer, Condition, Expression, answers_in
from feedback.surveys.conditions.matching import mismatches
from feedback.surveys.conditions.reaching import never_shown
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.flow import needs


@dataclass(frozen=True, slots=True)
class LogicFault:
    """One thing to mend: at a question, or at a section where `question` is ""."""

    question: str
    section: str
    part: str
    message: Message
    warning: bool = False


def logic_faults(questionnaire: Questionnaire) -> list[LogicFault]:
    """Every fault of its conditions and calculations, in document order; then what nobody would ever see."""
    faults = list(_faults(questionnaire))
    # What cannot work at all shows nothing either: said once is enough.
    return faults if any(not fault.warning for fault in faults) else [*faults, *_unreachable(questionnaire)]


def _faults(questionnaire: Questionnaire) -> Iterator[LogicFault]:
    places = {question.id: place for place, question in enumerate(questionnaire.questions())}
    by_id = {question.id: question for question in questionnaire.questions()}
    looping = _looping(questionnaire)
    for section in questionnaire.sections:
        first = next((places[question.id] for question in section.questions), 0)
        yield from _of_node(section.shown_when, by_id, places, first, ("", section.id, "shown_when"))
        for question in section.questions:
            yield from _of_question(question, section, by_id, places, looping)


def _of_question(
    question: Question,
    section: Section,
    by_id: Mapping[str, Question],
    places: Mapping[str, int],
    looping: frozenset[str],
) -> Iterator[LogicFault]:
    here, place = (question.id, section.id), places[question.id]
    yield from _of_node(question.shown_when, by_id, places, place, (*here, "shown_when"))
    yield from _of_node(question.formula, by_id, places, len(places), (*here, "formula"))
    if question.kind == "calculation" and question.formula is None:
        yield LogicFault(*here, "formula", message(N_("Say what is worked out here.")), warning=True)
    if question.id in looping:
        loop = N_("Whether this question is shown depends, in a circle, on itself.")
        yield LogicFault(*here, "shown_when", message(loop))


def _of_node(
    node: Condition | Expression | None,
    by_id: Mapping[str, Question],
    places: Mapping[str, int],
    place: int,
    where: tuple[str, str, str],
) -> Iterator[LogicFault]:
    if node is None:
        return
    lost = False
    for answer in dict.fromkeys(answers_in(node)):
        for text, warning in _about(answer, by_id.get(answer.question), places, place):
            lost = lost or not warning
            yield LogicFault(*where, text, warning)
    if not lost:
        yield from (LogicFault(*where, text, warning=True) for text in mismatches(node, by_id))


def _about(
    answer: Answer, question: Question | None, places: Mapping[str, int], place: int
) -> Iterator[tuple[Message, bool]]:
    if question is None:
        yield message(N_("A condition asks for a question that is no longer here.")), False
        return
    if answer.row and all(row.code != answer.row for row in question.rows):
        text = N_("A condition asks for the row “%(row)s” of “%(code)s”, which is not there.")
        yield message(text, row=answer.row, code=question.code), False
    if question.kind == "info":
        text = N_("A condition asks for the answer to “%(code)s”, which is information and asks nothing.")
        yield message(text, code=question.code), False
    if places[question.id] > place and question.kind not in ("hidden", "calculation"):
        text = N_("It depends on “%(code)s”, which is asked later. Move it after that question.")
        yield message(text, code=question.code), True


def _looping(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that depend, over however many others, on themselves."""
    needed = {
        question.id: needs(question, section) for section in questionnaire.sections for question in section.questions
    }
    return frozenset(one for one in needed if one in _reached(needed[one], needed))


def _reached(start: frozenset[str], needed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += needed.get(one, frozenset())
    return frozenset(found)


def _unreachable(questionnaire: Questionnaire) -> Iterator[LogicFault]:
    homes: Mapping[str, Section] = {
        question.id: section for section in questionnaire.sections for question in section.questions
    }
    lonely: Sequence[str] = never_shown(questionnaire)
    for question_id in lonely:
        text = message(N_("No answers would ever show this question: its conditions rule each other out."))
        yield LogicFault(question_id, homes[question_id].id, "shown_when", text, warning=True)
