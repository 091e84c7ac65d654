"""A line's numbers in words."""

from __future__ import annotations

import pytest

from feedback.backlog.rules.sentences import MOST_ANSWERS, Raised, apart, effort, unranked, why

CUSTOMERS = Raised({"en": "Customers"}, 14, 20)
EMPLOYEES = Raised({"en": "Employees"}, 3, 10)


def said(*groups: Raised, direction: str = "reduce", severity: float = 0.6, moment: bool = False) -> str:
    sentence = why(direction, groups, severity, moment=moment)
    assert sentence is not None
    return str(sentence).replace("{'en': 'Customers'}", "Customers").replace("{'en': 'Employees'}", "Employees")


def test_each_group_has_its_own_count_and_the_largest_share_comes_first() -> None:
    assert said(EMPLOYEES, CUSTOMERS) == "14 of 20 in Customers and 3 of 10 in Employees bring it up, in strong words."


def test_a_moment_of_truth_is_said() -> None:
    assert said(CUSTOMERS, moment=True) == "14 of 20 in Customers bring it up, in strong words, at a moment of truth."


@pytest.mark.parametrize(
    ("direction", "severity", "words"),
    [
        ("reduce", 0.3, "in clear words"),
        ("reduce", 0.1, "in mild words"),
        ("amplify", 0.5, "much more favourably than elsewhere"),
        ("amplify", 0.25, "more favourably than elsewhere"),
        ("amplify", 0.1, "hardly more favourably than elsewhere"),
    ],
)
def test_how_strongly(direction: str, severity: float, words: str) -> None:
    assert said(CUSTOMERS, direction=direction, severity=severity) == f"14 of 20 in Customers bring it up, {words}."


def test_more_groups_than_three_are_counted() -> None:
    sentence = said(CUSTOMERS, CUSTOMERS, CUSTOMERS, EMPLOYEES, EMPLOYEES)
    assert sentence.startswith("14 of 20 in Customers, 14 of 20 in Customers, 14 of 20 in Customers and 2 more groups")


def test_nobody_says_nothing() -> None:
    assert why("reduce", [], 0.5, moment=False) is None


@pytest.mark.parametrize(
    ("guesses", "words"),
    [
        ((None, None, None), "effort not estimated"),
        ((2.5, 4.0, 9.0), "2.5 to 9 person-days"),
        ((3.0, 3.0, 3.0), "3 person-days"),
    ],
)
def test_effort(guesses: tuple[float | None, ...], words: str) -> None:
    assert str(effort(*guesses)) == words


def test_what_would_tell_two_lines_apart() -> None:
    kept = {"from": "x", "answers": 40, "group": "customers", "reason": None}
    assert str(apart(kept, 2, None)) == "About 40 more answers would tell it apart from rank 2."
    named = apart(kept, 2, {"en": "Customers"})
    assert named is not None
    assert named.params["answers"] == 40
    assert apart({**kept, "answers": MOST_ANSWERS + 1}, 2, None) is None
    assert apart({**kept, "answers": None}, 2, None) is None
    assert apart(None, 2, None) is None


def test_why_a_line_has_no_rank() -> None:
    said_of = {state: str(unranked(state, analysed=True)) for state in ("declined", "done", "open")}
    assert len(set(said_of.values())) == 3
    assert str(unranked("open", analysed=False)).startswith("There is no analysis yet")
