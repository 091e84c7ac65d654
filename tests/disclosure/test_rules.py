"""What a release decides."""

from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Hidden, Measured, Thresholds
from feedback.disclosure.rules import decide, families, group_of, leaves, outcome, shown_with, whole_of

PROTECTED = Thresholds(5, 10)


def people(**groups: int) -> dict[str, Measured]:
    return {name: Measured(0.0, n) for name, n in groups.items()}


@pytest.mark.parametrize(
    ("groups", "decided"),
    [
        (people(a=9, b=4), {"": "shown", "a": "complement", "b": "too_few"}),
        (people(a=9, b=6), {"": "shown", "a": "shown", "b": "shown"}),
        (people(a=9, b=4, c=7), {"": "shown", "a": "shown", "b": "too_few", "c": "complement"}),
        (people(a=2, b=2), {"": "too_few", "a": "too_few", "b": "too_few"}),
        (people(a=8, b=0), {"": "shown", "a": "shown", "b": "nobody"}),
        (people(a=0), {"": "nobody", "a": "nobody"}),
    ],
)
def test_groups_are_a_family_under_the_whole(groups: dict[str, Measured], decided: dict[str, str]) -> None:
    """Case 75, a to c."""
    assert decide(groups, PROTECTED) == decided


def test_everybody_the_same_is_a_band_or_nothing() -> None:
    few, many = Measured(0.0, 6, counts=[6, 0]), Measured(0.0, 12, counts=[0, 12])
    assert decide({"a": few}, PROTECTED) == {"": "complement", "a": "complement"}
    assert decide({"a": many}, PROTECTED) == {"": "band:high", "a": "band:high"}


def test_a_uniform_group_shows_in_the_whole_only() -> None:
    mixed, uniform = Measured(0.0, 20, counts=[10, 10]), Measured(0.0, 6, counts=[0, 6])
    assert decide({"a": mixed, "b": uniform}, PROTECTED) == {"": "shown", "a": "complement", "b": "complement"}


def test_a_band_is_not_given_beside_the_whole() -> None:
    """Eleven who all said one thing and seven who all said another: the whole and a band would tell both."""
    first, second = Measured(0.0, 11, counts=[11, 0]), Measured(0.0, 7, counts=[0, 7])
    assert decide({"a": first, "b": second}, PROTECTED) == {"": "shown", "a": "complement", "b": "complement"}


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("shown", None),
        ("too_few", Hidden("too_few", 5)),
        ("complement", Hidden("complement")),
        ("nobody", Hidden("nobody")),
        ("band:low", Hidden("complement", band="low")),
    ],
)
def test_decisions_are_read_as_they_were_made(word: str, answer: Hidden | None) -> None:
    assert outcome({"a": word}, "a", 5) == answer


def test_what_was_never_decided_is_hidden() -> None:
    assert outcome({}, "a", 5) == Hidden("nobody")


SITE = {"team1": "dept", "team2": "dept", "dept": "site", "desk": "site"}


def test_groups_divide_as_the_organisation_does() -> None:
    assert families(["team1", "team2", "desk"], SITE) == {
        "": ["site+"],
        "dept+": ["team1", "team2"],
        "site+": ["dept+", "desk"],
    }
    # What a whole would hold alone is no whole; who is asked under the name of the group is a part of it.
    assert families(["team1", "desk"], SITE) == {"": ["site+"], "site+": ["desk", "team1"]}
    assert families(["dept", "team1"], SITE) == {"": ["dept+"], "dept+": ["dept", "team1"]}
    assert families(["a", "b"], {}) == {"": ["a", "b"]}
    assert families(["team1"], SITE) == {"": ["team1"]}


def test_small_teams_are_seen_as_the_whole_they_are_part_of() -> None:
    """Case 75 d: site 30, department 7 of them, its teams 4 and 3."""
    tree = families(["desk", "team1", "team2"], SITE)
    cell = decide(people(desk=23, team1=4, team2=3), PROTECTED, tree)
    assert cell == {
        "": "shown",
        "site+": "shown",
        "desk": "shown",
        "dept+": "shown",
        "team1": "too_few",
        "team2": "too_few",
    }
    assert [shown_with(cell, team, tree) for team in ("team1", "team2")] == ["dept+", "dept+"]


def test_below_a_whole_that_is_hidden_nothing_is_shown() -> None:
    """The department has 9 and would be shown; its 4 neighbours are too few, so it is hidden with them."""
    tree = families(["desk", "team1", "team2"], SITE)
    cell = decide(people(desk=4, team1=6, team2=5), PROTECTED, tree)
    assert cell == {
        "": "shown",
        "site+": "shown",
        "desk": "too_few",
        "dept+": "complement",
        "team1": "complement",
        "team2": "complement",
    }
    assert shown_with(cell, "team1", tree) == "site+"


def test_where_nothing_around_is_shown_there_is_no_whole() -> None:
    cell = decide(people(a=2, b=2), PROTECTED)
    assert shown_with(cell, "a", {"": ["a", "b"]}) is None
    assert leaves("", {"": ["x+", "c"], "x+": ["a", "b"]}) == ["a", "b", "c"]
    assert group_of(whole_of("a")) == group_of("a") == "a"
