"""Conditions as lines of a form."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.conditions.ast import All, Answer, Call, Compare, Condition, Given, Not, Value
from feedback.surveys.conditions.ast import Any as OneOf
from feedback.surveys.conditions.lines import Group, Line, Lines, all_lines, condition_of, fault_of, lines_of
from feedback.surveys.conditions.subjects import subjects
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": "a", "text": {"en": "A"}}, {"code": "b", "text": {"en": "B"}}]
DOCUMENT = questionnaire(asked("nps"), asked("how", "single", choices=OPTIONS))
SUBJECTS = {one.key: one for one in subjects(DOCUMENT, list(DOCUMENT.questions()), {"group": []}, "en")}
NPS = Compare(Answer("id-nps"), "at_most", Value(6.0))
HOW = Compare(Answer("id-how"), "includes_any", Value(("a", "b")))
GROUP = Compare(Given("group"), "answered")

comparisons = st.sampled_from([NPS, HOW, GROUP])
several = st.lists(comparisons, min_size=2, max_size=4).map(tuple)
groups = several.map(All) | several.map(OneOf)
conditions = (
    comparisons | groups | st.lists(comparisons | groups, min_size=2, max_size=4).map(lambda of: All(tuple(of)))
)


@given(conditions)
def test_lines_say_the_condition_they_were_made_of(condition: Condition) -> None:
    lines = lines_of(condition)
    assert lines is not None
    assert condition_of(lines, SUBJECTS) == condition


def test_always_is_no_line() -> None:
    assert lines_of(None) == Lines()
    assert condition_of(Lines("all", (Line(), Group("any", (Line(),)))), SUBJECTS) is None


@pytest.mark.parametrize(
    "rich",
    [
        Not(NPS),
        All((NPS, Not(HOW))),
        All((OneOf((NPS, All((HOW, GROUP)))), HOW)),
        Compare(Call("sum", (Answer("id-nps"),)), "more", Value(3.0)),
        Compare(Answer("id-nps"), "equals", Answer("id-how")),
        Compare(Answer("id-nps"), "equals", Value(True)),
        All(()),
    ],
)
def test_what_lines_cannot_say_is_left_alone(rich: Condition) -> None:
    assert lines_of(rich) is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (Line(), None),
        (Line("q/id-nps", "at_most", ("6",)), None),
        (Line("q/id-nps", "answered"), None),
        (Line("q/later", "answered"), "That is not asked before this question."),
        (Line("q/id-nps", "includes", ("6",)), "Choose how to compare."),
        (Line("q/id-nps", "at_most"), "Choose or write what to compare with."),
        (Line("q/id-nps", "at_most", ("many",)), "Write a number."),
        (Line("q/id-how", "equals", ("c",)), "Choose one of the answers it can have."),
        (Line("", "", ("6",)), "Choose what it depends on, or take this line away."),
    ],
)
def test_a_line_says_what_is_wrong_with_it(line: Line, fault: Any) -> None:
    found = fault_of(line, SUBJECTS)
    assert (found and str(found)) == fault


def test_lines_of_groups_count_too() -> None:
    assert len(all_lines(Lines("all", (Line(), Group("any", (Line(), Line())))))) == 3
