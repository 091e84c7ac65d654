"""The rules of the six steps: exactly when each is done, and what it says otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.cocreation import rules
from feedback.cocreation.rules import Asked, Drawn, Facts, Groups, Known, Read, Step, Worked

COMPLETE = Facts(
    groups=Groups(groups=3, sub_groups=2, missing=()),
    known=Known(imports=1, imported=120),
    asked=Asked(cells=18, unasked=0, surveys=4),
    read=Read(ran=True, analysed=100, answers=100, themes=23, shared=6),
    drawn=Drawn(stages=6, moments=2),
    worked=Worked(improvements=12, ranked=True, decisions=4),
)
WAIT = {"es": "La espera", "en": "The wait"}


def step(number: int, facts: Facts) -> Step:
    found = rules.steps(facts)
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6]
    return found[number - 1]


def said(one: Step) -> tuple[str, str, str | None, str]:
    return one.state, str(one.need), str(one.todo) if one.todo else None, one.target


def test_with_everything_there_every_step_is_done() -> None:
    found = rules.steps(COMPLETE)
    assert [(one.state, str(one.need), one.todo) for one in found] == [("done", "Complete", None)] * 6
    assert rules.next_step(found) is None
    assert [one.target for one in found] == ["groups", "evidence", "outreach", "themes", "journey", "backlog"]


def test_with_nothing_there_none_is_and_the_first_comes_first() -> None:
    found = rules.steps(Facts())
    assert [one.state for one in found] == ["todo"] * 6
    assert rules.next_step(found) == 1


def test_the_next_step_is_the_first_that_is_not_done() -> None:
    later = replace(COMPLETE, known=Known(), drawn=Drawn())
    assert rules.next_step(rules.steps(later)) == 2


def test_every_summary_counts() -> None:
    facts = replace(COMPLETE, worked=replace(COMPLETE.worked, going=3, done=1), known=Known(1, 120, 4))
    assert [str(one.summary) for one in rules.steps(facts)] == [
        "Groups: 3. Sub-groups: 2.",
        "Complaints, reviews and notes: 124.",
        "Asked or explained: 18 of 18. Surveys open: 4.",
        "Themes: 23. Shared by two groups or more: 6.",
        "Stages: 6. Moments: 2.",
        "Improvements: 12. Under way: 3. Done: 1.",
    ]


@pytest.mark.parametrize(
    ("missing", "need", "todo"),
    [
        (("customer", "employee", "supplier"), "0 of 3 kinds", "Add your customers, with about how many they are"),
        (("employee", "supplier"), "1 of 3 kinds", "Add your employees, with about how many they are"),
        (("supplier",), "2 of 3 kinds", "Add your suppliers, with about how many they are"),
    ],
)
def test_1_needs_each_kind_with_a_size(missing: tuple[str, ...], need: str, todo: str) -> None:
    facts = replace(COMPLETE, groups=Groups(groups=9, missing=missing))
    assert said(step(1, facts)) == ("todo", need, todo, "groups")


@pytest.mark.parametrize(
    ("known", "state", "need"),
    [
        (Known(), "todo", "Nothing yet"),
        (Known(notes=9), "todo", "9 of 10 notes"),
        (Known(notes=10), "done", "Complete"),
        (Known(imports=1, imported=1), "done", "Complete"),
        (Known(imports=1, imported=0), "done", "Complete"),
    ],
)
def test_2_needs_an_import_or_ten_notes(known: Known, state: str, need: str) -> None:
    one = step(2, replace(COMPLETE, known=known))
    assert (one.state, str(one.need), one.target) == (state, need, "evidence")


def test_3_needs_every_cell_asked_or_explained() -> None:
    one = replace(COMPLETE, asked=Asked(cells=18, unasked=1, next_stage=WAIT))
    assert said(step(3, one))[:2] == ("todo", "Not asked: 1 of 18")
    assert step(3, one).todo.params == {"stage": WAIT}  # type: ignore[union-attr]
    assert step(3, one).target == "outreach"


def test_3_is_not_done_while_there_is_nothing_to_ask_about() -> None:
    assert said(step(3, replace(COMPLETE, asked=Asked())))[:2] == ("todo", "No plan yet")


@pytest.mark.parametrize(
    ("read", "state", "need", "target"),
    [
        (Read(), "todo", "Not analysed yet", "themes"),
        (Read(answers=50), "todo", "Not analysed yet", "themes"),
        (Read(ran=True, analysed=89, answers=100), "todo", "New answers: 11", "themes"),
        (Read(ran=True, analysed=90, answers=100), "done", "Complete", "themes"),
        (Read(ran=True, analysed=0, answers=1), "todo", "New answers: 1", "themes"),
        (Read(ran=True, analysed=0, answers=0), "done", "Complete", "themes"),
        (Read(ran=True, analysed=120, answers=100), "done", "Complete", "themes"),
        (Read(ran=True, analysed=100, answers=100, shared=6, unattended=2), "todo", "To decide: 2", "strategies"),
        (Read(ran=True, analysed=100, answers=100, shared=6), "done", "Complete", "themes"),
        (Read(ran=True, analysed=1, answers=100, unattended=2), "todo", "New answers: 99", "themes"),
    ],
)
def test_4_needs_a_fresh_analysis_and_an_answer_to_every_shared_point(
    read: Read, state: str, need: str, target: str
) -> None:
    one = step(4, replace(COMPLETE, read=read))
    assert (one.state, str(one.need), one.target) == (state, need, target)


@given(analysed=st.integers(0, 10**6), new=st.integers(0, 10**6))
def test_4_an_analysis_is_fresh_while_it_misses_at_most_a_tenth(analysed: int, new: int) -> None:
    fresh = rules.is_fresh(Read(ran=True, analysed=analysed, answers=analysed + new))
    assert fresh == (new <= (analysed + new) / 10)


@pytest.mark.parametrize(
    ("drawn", "need", "target"),
    [
        (Drawn(), "No stages yet", "journey_editor"),
        (Drawn(stages=6, unexplained=(WAIT, {"en": "After"}), moments=1), "Without a score: 2", "outreach"),
        (Drawn(stages=6), "No moment yet", "journey"),
        (Drawn(stages=6, unexplained=(WAIT,)), "Without a score: 1", "outreach"),
    ],
)
def test_5_needs_scores_or_reasons_and_a_moment(drawn: Drawn, need: str, target: str) -> None:
    one = step(5, replace(COMPLETE, drawn=drawn))
    assert (one.state, str(one.need), one.target) == ("todo", need, target)


@pytest.mark.parametrize(
    ("worked", "need", "target"),
    [
        (Worked(), "No list yet", "backlog"),
        (Worked(improvements=3), "No order yet", "themes"),
        (Worked(improvements=3, ranked=True), "To decide: 1", "backlog"),
        (Worked(improvements=3, ranked=True, undecided=2, decisions=5), "To decide: 2", "backlog"),
        (Worked(improvements=3, ranked=True, decisions=1, incomplete=1), "Without owner or date: 1", "programme"),
    ],
)
def test_6_needs_the_first_tier_decided_and_every_yes_with_owner_and_date(
    worked: Worked, need: str, target: str
) -> None:
    one = step(6, replace(COMPLETE, worked=worked))
    assert (one.state, str(one.need), one.target) == ("todo", need, target)
