"""Rules of XLSForms in ours, in forms as people write them."""

from __future__ import annotations

from feedback.surveys.conditions.ast import Answer, Call, Compare, Value
from feedback.surveys.importers import inspect
from tests.surveys.importers.books import form

HEADER = ("type", "name", "label", "relevant", "calculation", "constraint", "required")


def read(*rows: tuple[str, ...]):  # type: ignore[no-untyped-def]
    found = inspect(form(*rows, header=HEADER))
    return {one.code: one for one in found.questionnaire.questions()}, [
        (entry.question, entry.construct) for entry in found.report
    ]


def test_quotes_that_a_word_processor_bent_are_quotes() -> None:
    questions, told = read(("text", "a", "A"), ("text", "b", "B", "${a} = ‘other’"))
    assert (questions["b"].shown_when, told) == (Compare(Answer("q2"), "equals", Value("other")), [])


def test_a_part_that_cannot_be_translated_is_left_out_and_told() -> None:
    rule = "${a} = 'x' and regex(${a}, 'y')"
    questions, told = read(("text", "a", "A"), ("text", "b", "B", rule))
    assert questions["b"].shown_when == Compare(Answer("q2"), "equals", Value("x"))
    assert told == [("b", f"relevant: {rule}")]


def test_where_nothing_can_be_translated_the_question_is_always_shown() -> None:
    questions, told = read(
        ("text", "a", "A"), ("text", "b", "B", "pulldata('x', 'y')"), ("text", "c", "C", "/data/x = 1")
    )
    assert (questions["b"].shown_when, questions["c"].shown_when) == (None, None)
    assert told == [("b", "relevant: pulldata('x', 'y')"), ("c", "relevant: /data/x = 1")]


def test_a_note_has_no_answer_to_ask_about() -> None:
    questions, told = read(("note", "n", "N"), ("text", "b", "B", "${n} = 'x'"))
    assert (questions["b"].shown_when, told) == (None, [("b", "relevant: ${n} = 'x'")])


def test_calculations_are_formulas() -> None:
    questions, told = read(
        ("integer", "a", "A"), ("calculate", "c", "C", "", "${a} * 2"), ("calculate", "d", "D", "", "instance('x')")
    )
    assert questions["c"].formula == Call("multiply", (Answer("q2"), Value(2.0)))
    assert (questions["d"].formula, told) == (None, [("d", "calculation: instance('x')")])


def test_what_is_required_only_sometimes_is_told() -> None:
    questions, told = read(("text", "a", "A", "", "", "", "true()"), ("text", "b", "B", "", "", "", "${a} = 'x'"))
    assert (questions["a"].required, questions["b"].required) == (True, False)
    assert told == [("b", "required: ${a} = 'x'")]


def test_a_time_of_day_asked_beside_is_shown_under_the_same_rule() -> None:
    questions, _told = read(("text", "a", "A"), ("dateTime", "when", "When?", "${a} != ''", "", "", "yes"))
    assert [(one.kind, one.required) for one in questions.values()][1:] == [("date", True), ("time", True)]
    assert questions["when"].shown_when == questions["when_time"].shown_when is not None


def test_a_check_without_counterpart_is_told() -> None:
    questions, told = read(("integer", "a", "A", "", "", ". >= 1 and . != 3"))
    assert (dict(questions["a"].settings), told) == ({"min": 1}, [("a", "constraint: . >= 1 and . != 3")])
