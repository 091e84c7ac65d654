"""Which questions are shown, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from feedback.surveys.conditions.ast import All, Answer, Call, Compare, Condition, Given, Not, Value
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.flow import Flow, plan
from feedback.surveys.question_types.base import Answered

TODAY = date(2026, 3, 4)


def asked(name: str, kind: str = "nps", shown_when: Condition | None = None, **more: object) -> Question:
    return Question(name, name, name, kind, shown_when=shown_when, **more)  # type: ignore[arg-type]


def low(question: str) -> Condition:
    return Compare(Answer(question), "at_most", Value(6.0))


def of(*questions: Question, section: Condition | None = None) -> Questionnaire:
    return Questionnaire(sections=(Section("s", questions=questions, shown_when=section),))


def worked(document: Questionnaire, answers: Mapping[str, Answered], given: Mapping[str, str] | None = None) -> Flow:
    return plan(tuple(document.questions()), document).flow(answers, given or {}, TODAY)


def test_four_states() -> None:
    document = of(asked("a"), asked("b"), asked("c"), asked("d", shown_when=low("a")))
    found = worked(document, {"a": Answered(number=9.0), "b": Answered(not_applicable=True)})
    assert found.states == {"a": "answered", "b": "not_applicable", "c": "skipped", "d": "not_shown"}
    assert [question.id for question in found.shown] == ["a", "b", "c"]


def test_the_answer_of_a_hidden_question_does_not_exist_and_what_depends_on_it_follows() -> None:
    document = of(asked("a"), asked("b", shown_when=low("a")), asked("c", shown_when=Compare(Answer("b"), "answered")))
    sent = {name: Answered(number=3.0) for name in "abc"}
    assert list(worked(document, sent).answers) == ["a", "b", "c"]
    changed = worked(document, {**sent, "a": Answered(number=9.0)})
    assert list(changed.answers) == ["a"]
    assert changed.states == {"a": "answered", "b": "not_shown", "c": "not_shown"}


def test_a_question_may_depend_on_one_that_stands_later() -> None:
    document = of(asked("b", shown_when=low("a")), asked("a"))
    assert [one.id for one in worked(document, {"a": Answered(number=2.0)}).shown] == ["b", "a"]


def test_a_section_hides_everything_in_it() -> None:
    document = of(asked("a"), asked("i", "info"), section=Compare(Given("group"), "equals", Value("staff")))
    assert worked(document, {}, {"group": "customers"}).shown == ()
    assert [one.id for one in worked(document, {}, {"group": "staff"}).shown] == ["a", "i"]
    assert worked(document, {}, {"group": "staff"}).states == {"a": "skipped"}


def test_a_question_of_another_stage_is_not_there_for_conditions() -> None:
    document = of(asked("a"), asked("b", shown_when=Not(Compare(Answer("a"), "answered"))))
    only_b = [question for question in document.questions() if question.id == "b"]
    assert [one.id for one in plan(only_b, document).flow({"a": Answered(number=1.0)}, {}, TODAY).shown] == ["b"]


@pytest.mark.parametrize(
    ("formula", "answered"),
    [
        (Call("mean", (Answer("a"), Answer("b"))), Answered(number=5.0)),
        (Call("join", (Answer("a"), Value("!"))), Answered(text="4!")),
        (Call("divide", (Answer("a"), Value(0.0))), None),
        (None, None),
    ],
)
def test_calculations_are_answers(formula: Call | None, answered: Answered | None) -> None:
    document = of(asked("a"), asked("b"), asked("c", "calculation", formula=formula))
    found = worked(document, {"a": Answered(number=4.0), "b": Answered(number=6.0)})
    assert found.answers.get("c") == answered
    assert [one.id for one in found.shown] == ["a", "b"] and "c" not in found.states


def test_conditions_see_what_was_worked_out() -> None:
    high = Compare(Answer("sum"), "at_least", Value(10.0))
    total = asked("sum", "calculation", formula=Call("sum", (Answer("a"), Answer("b"))))
    document = of(asked("a"), asked("b"), asked("why", "text", high), total)
    sent = {"a": Answered(number=4.0), "b": Answered(number=6.0)}
    assert worked(document, sent).states["why"] == "skipped"
    assert worked(document, {"a": sent["a"]}).states["why"] == "not_shown"


@pytest.mark.parametrize(
    ("brought", "answered"),
    [
        ("north", Answered(choices=("north",))),
        ("", None),
        ("x" * 101, None),
        ("a\nb", None),
        (" n ", Answered(choices=("n",))),
    ],
)
def test_a_link_brings_values(brought: str, answered: Answered | None) -> None:
    document = of(asked("h", "hidden", settings={"name": "branch"}))
    assert worked(document, {}, {"link:branch": brought}).answers.get("h") == answered


def test_nobody_can_send_what_the_link_brings_or_the_server_works_out() -> None:
    document = of(asked("h", "hidden"), asked("c", "calculation", formula=Value(1.0)))
    forged = {"h": Answered(choices=("forged",)), "c": Answered(number=99.0)}
    assert worked(document, forged).answers == {"c": Answered(number=1.0)}


def test_a_loop_ends() -> None:
    document = of(asked("a", shown_when=low("b")), asked("b", shown_when=low("a")))
    assert worked(document, {"a": Answered(number=1.0), "b": Answered(number=1.0)}).shown == ()


def test_a_plan_puts_each_question_after_those_it_needs() -> None:
    both = All((low("b"), low("c")))
    document = of(asked("a", shown_when=both), asked("b", shown_when=low("c")), asked("c"), asked("d"))
    made = plan(tuple(document.questions()), document)
    assert [one.id for one in made.order] == ["c", "b", "a", "d"]
    assert [one.id for one in made.questions] == ["a", "b", "c", "d"]
