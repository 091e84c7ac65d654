"""The figures of a results page as lines of a file: each with its n and interval, or why it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from feedback.analysis.disclosure import Hidden
from feedback.disclosure.rules import whole_of
from feedback.errors import N_, Message, message
from feedback.surveys import charting
from feedback.surveys.document import Questionnaire
from feedback.surveys.exporting.files import csv_pieces
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, QuestionResult, Reached, ShownFigure

HEADING = (
    message(N_("Question")),
    message(N_("Text")),
    message(N_("Row")),
    message(N_("Group")),
    message(N_("Figure")),
    message(N_("Value")),
    message(N_("What it stands for")),
    message(N_("n")),
    message(N_("Result")),
    message(N_("Could be, from")),
    message(N_("Could be, to")),
    message(N_("Why it is not shown")),
)
Speak = Callable[[Message], str]
Line = list[object]


def results_csv(
    document: Questionnaire,
    results: Sequence[QuestionResult],
    groups: Mapping[UUID, str],
    language: str,
    speak: Speak,
) -> Iterator[bytes]:
    """Every figure by question, row and group, as CSV; `groups` are codes by id, in the order of the page.

    A group together with its sub-groups stands under its code with a plus.
    """
    lines = (line for one in results for line in _question(document, one, groups, language, speak))
    return csv_pieces([speak(name) for name in HEADING], lines)


def _question(
    document: Questionnaire, one: QuestionResult, groups: Mapping[UUID, str], language: str, speak: Speak
) -> Iterator[Line]:
    names = charting.names_of(document, one.question, language)
    text = one.question.text.text_in(language, document.base_language)
    columns = [(code, one.groups[group]) for group, code in groups.items() if group in one.groups]
    columns += [(whole_of(code), one.wholes[group]) for group, code in groups.items() if group in one.wholes]
    if one.together is not None and not one.one_whole:
        columns.append(("", one.together))
    for code, result in columns:
        yield from _result([one.question.code, text, "", code], result, names, speak)
    for group, code in groups.items():
        if group in one.reached:
            yield from _reached([one.question.code, text, "", code], one.reached[group], speak)


def _result(start: Line, result: Result[Distribution], names: Mapping[str, str], speak: Speak) -> Iterator[Line]:
    if isinstance(result, Hidden):
        yield [*start, "", "", "", *_numbers(result, speak)]
        return
    for figure in (result.value.figure, *result.value.also):
        if isinstance(figure, ShownFigure):
            yield [*start, figure.name, "", "", *_numbers(figure.result, speak)]
    for bar in result.value.bars:
        yield [*start, "share", bar.value, names.get(bar.value, bar.value), *_numbers(bar.share, speak)]
    for part, own in result.value.parts:
        yield from _result([*start[:2], part, *start[3:]], own, names, speak)


def _reached(start: Line, reached: Reached, speak: Speak) -> Iterator[Line]:
    named = (("shown", reached.shown), ("skipped", reached.skipped), ("not_applicable", reached.not_applicable))
    for name, count in named:
        yield [*start, name, "", "", *_numbers(count, speak)]


def _numbers(result: Result[float] | Result[int], speak: Speak) -> Line:
    if isinstance(result, Hidden):
        return ["", "", "", "", speak(result.message)]
    low, high = ("" if end is None else end for end in (result.low, result.high))
    return [result.n, result.value, low, high, ""]
