"""The ways of voting and what a paper may say."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.errors import Conflict, Invalid
from feedback.workshops.rules import votes as rules
from feedback.workshops.rules.votes import Rules, Thing

DOTS = Rules(rules.DOTS, 5, 3)
BUDGET = Rules(rules.BUDGET, 100, 1, "days")
TOP = Rules(rules.TOP, 3)
PRICES = {"a": 60, "b": 40, "c": 30}


def refused(rule: Rules, choices: dict[str, int]) -> str:
    with pytest.raises(Invalid) as found:
        rules.check_paper(rule, choices, PRICES)
    return str(found.value.message)


@pytest.mark.parametrize(
    ("rule", "choices", "kept"),
    [
        (DOTS, {"a": 3, "b": 2, "c": 0}, {"a": 3, "b": 2}),
        (DOTS, {"a": 1, "unknown": 3}, {"a": 1}),
        (BUDGET, {"a": 1, "b": 1}, {"a": 60, "b": 40}),
        (TOP, {"a": 2, "c": 1}, {"a": 2, "c": 1}),
    ],
)
def test_a_paper_by_the_rules_is_kept_without_what_was_left_alone(
    rule: Rules, choices: dict[str, int], kept: dict[str, int]
) -> None:
    assert rules.check_paper(rule, choices, PRICES) == kept


@pytest.mark.parametrize(
    ("rule", "choices", "why"),
    [
        (DOTS, {"a": 0}, "Choose something first."),
        (DOTS, {"a": 3, "b": 3}, "You gave 6 dots and have 5. Take some back."),
        (DOTS, {"a": 4}, "At most 3 dots on one thing."),
        (DOTS, {"a": -1, "b": 3}, "At most 3 dots on one thing."),
        (BUDGET, {"a": 1, "b": 1, "c": 1}, "This costs 130 days and you have 100. Leave something out."),
        (TOP, {"a": 1, "b": 1}, "Two things cannot have the same place."),
        (TOP, {"a": 4}, "There are a first, a second and a third place."),
    ],
)
def test_a_paper_against_the_rules_is_refused_in_words(rule: Rules, choices: dict[str, int], why: str) -> None:
    assert refused(rule, choices) == why


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ((rules.DOTS, None, None, ""), (5, 5, "")),
        ((rules.DOTS, 8, 2, "x"), (8, 2, "")),
        ((rules.BUDGET, None, 9, "€"), (100, 1, "€")),
        ((rules.TOP, 12, 7, "x"), (3, 1, "")),
    ],
)
def test_rules_are_completed(given: tuple[Any, ...], made: tuple[int, int, str]) -> None:
    way, amount, most, unit = given
    found = rules.rules_of(way, amount, most, unit, anonymous=True, proposals=False)
    assert (found.amount, found.most, found.unit) == made
    assert (found.k, found.k_comments) == (5, 10)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("applause", 1, 1, ""), "way"),
        ((rules.DOTS, 31, 1, ""), "amount"),
        ((rules.DOTS, 5, 6, ""), "most"),
        ((rules.BUDGET, 100, 1, " "), "unit"),
    ],
)
def test_rules_that_cannot_be_kept_are_refused_at_their_field(given: tuple[Any, ...], field: str) -> None:
    way, amount, most, unit = given
    with pytest.raises(Invalid) as found:
        rules.rules_of(way, amount, most, unit, anonymous=False, proposals=False)
    assert list(found.value.fields) == [field]


def test_what_nobody_could_pay_for_is_not_put_to_the_vote() -> None:
    rules.check_things([Thing({"en": "a"}, 100), Thing({"en": "b"}, 1)], BUDGET)
    for things in ([Thing({"en": "a"}, 101), Thing({"en": "b"}, 1)], [Thing({"en": "a"}), Thing({"en": "b"}, 1)]):
        with pytest.raises(Invalid):
            rules.check_things(things, BUDGET)
    with pytest.raises(Invalid):
        rules.check_things([Thing({"en": "alone"})], DOTS)


def test_points() -> None:
    assert rules.points_of(rules.TOP, {"a": 1, "b": 3}) == {"a": 3.0, "b": 1.0}
    assert rules.points_of(rules.BUDGET, {"a": 60}) == {"a": 1.0}
    assert rules.points_of(rules.DOTS, {"a": 4}) == {"a": 4.0}


def test_as_whom_somebody_is_here() -> None:
    groups = [{"code": "customers"}]
    assert [rules.group_of(code, groups) for code in ("customers", "", "strangers")] == ["customers", "", ""]
    with pytest.raises(Invalid):
        rules.group_of(None, groups)


def test_the_rest() -> None:
    assert (rules.reached(4, 5), rules.reached(5, 5), rules.reached(5, 0)) == (False, True, None)
    assert [rules.within_budget(prices, 100) for prices in ([60, 40, 1], [101, 1], [30, 30])] == [2, 0, 2]
    assert "all to one" in str(rules.way_rule(rules.DOTS, 5, 5, ""))
    assert "at most 3 to one" in str(rules.way_rule(rules.DOTS, 5, 3, ""))
    assert len({str(rules.how_counted(way)) for way in rules.WAYS}) == 4
    with pytest.raises(Conflict):
        rules.may_reopen(True)
