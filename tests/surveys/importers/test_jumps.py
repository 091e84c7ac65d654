"""Jumps as conditions: against walking through the pages one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.surveys.conditions import ast
from feedback.surveys.conditions.evaluation import Context, holds
from feedback.surveys.importers.jumps import Jumps, TooTangled, conditions
from feedback.surveys.question_types.base import Answered

PAGES = 6


def is_code(place: int, code: str) -> ast.Condition:
    return ast.Compare(ast.Answer(str(place)), "equals", ast.Value(code))


def shown(place: int) -> ast.Condition:
    return ast.Compare(ast.Answer(str(place)), "shown")


@st.composite
def ways(draw):
    """The jumps of a few pages, each with tests of its own answer."""
    found = []
    for place in range(PAGES):
        tests = st.sampled_from(
            [
                is_code(place, "a"),
                is_code(place, "b"),
                ast.Not(is_code(place, "a")),
                ast.Compare(ast.Answer(str(place)), "not_answered"),
            ]
        )
        target = st.integers(place + 1, PAGES)
        rules = draw(st.lists(st.tuples(tests, target), max_size=2))
        found.append(Jumps(rules, draw(st.none() | target)))
    return found


def walked(jumps: list[Jumps], answers: list[str | None]) -> set[int]:
    """The pages somebody with these answers comes to."""
    seen, place = set(), 0
    while place < len(jumps):
        seen.add(place)
        given = {str(place): Answered(choices=(answers[place],))} if answers[place] else {}
        here = Context(given, {str(place): "answered" if answers[place] else "skipped"})
        rest = place + 1 if jumps[place].otherwise is None else jumps[place].otherwise
        place = next((target for test, target in jumps[place].rules if holds(test, here)), rest)
    return seen


def evaluated(found: list[ast.Condition | None], answers: list[str | None]) -> set[int]:
    """The pages our conditions show, one after the other; what is hidden has no answer."""
    given: dict[str, Answered] = {}
    states: dict[str, str] = {}
    seen = set()
    for place, condition in enumerate(found):
        if condition is not None and not holds(condition, Context(given, states)):
            states[str(place)] = "not_shown"
            continue
        seen.add(place)
        states[str(place)] = "answered" if answers[place] else "skipped"
        if answers[place]:
            given[str(place)] = Answered(choices=(answers[place],))
    return seen


@settings(max_examples=400, deadline=None)
@given(ways(), st.lists(st.sampled_from(["a", "b", None]), min_size=PAGES, max_size=PAGES))
def test_shows_exactly_what_somebody_would_come_to(jumps, answers):
    assert evaluated(conditions(jumps, shown), answers) == walked(jumps, answers)


def test_nothing_is_hidden_without_jumps():
    assert conditions([Jumps(), Jumps()], shown) == [None, None]


def test_a_jump_to_the_next_page_hides_nothing():
    assert conditions([Jumps([(is_code(0, "a"), 1)]), Jumps()], shown) == [None, None]


def test_a_jump_hides_what_lies_between():
    found = conditions([Jumps([(is_code(0, "a"), 2)]), Jumps(), Jumps()], shown)
    assert found == [None, ast.Not(is_code(0, "a")), None]


def test_a_page_that_always_ends_hides_the_rest():
    assert conditions([Jumps(otherwise=2), Jumps()], shown) == [None, ast.Any(())]


def test_too_many_jumps_are_refused():
    many = [Jumps([(is_code(place, "a"), 99)]) for place in range(60)]
    with pytest.raises(TooTangled):
        conditions(many, shown)
