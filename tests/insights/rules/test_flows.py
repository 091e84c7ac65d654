"""Where a path breaks most: named only where what is known tells its parts apart."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.rules.flows import Break, Trouble, breaks, share_of_trouble, trouble_said, trouble_scored


def trouble(value: float, low: float, high: float) -> Trouble:
    return Trouble(value, low, high, 20)


def test_one_part_is_named_where_its_interval_is_apart() -> None:
    known = {"call": trouble(0.1, 0.0, 0.2), "visit": trouble(0.6, 0.4, 0.8), "bill": trouble(0.2, 0.1, 0.39)}
    assert breaks("walks", known) == Break("walks", ("visit",), 3)


def test_parts_that_cannot_be_told_apart_stand_together_on_the_way() -> None:
    known = {"call": trouble(0.3, 0.2, 0.4), "visit": trouble(0.6, 0.4, 0.8), "bill": trouble(0.2, 0.1, 0.39)}
    assert breaks("walks", known) == Break("walks", ("call", "visit"), 3)


def test_what_was_never_looked_at_names_nothing() -> None:
    assert breaks("walks", {"call": None, "visit": None}) is None
    assert breaks("walks", {"call": trouble(0.6, 0.4, 0.8), "visit": None}) is None
    assert breaks("walks", {}) is None


def test_where_all_went_as_drawn_nothing_breaks() -> None:
    assert breaks("walks", {one: trouble(0.0, 0.0, 0.2) for one in ("call", "visit")}) == Break("walks", (), 2)


def test_each_kind_of_evidence_counts_what_goes_wrong() -> None:
    assert share_of_trouble(0.75, 0.5, 1.0, 8) == Trouble(0.25, 0.0, 0.5, 8)
    assert trouble_said(Shown(0.4, 30, 0.2, 0.6)) == Trouble(0.4, 0.2, 0.6, 30)
    assert trouble_scored(Shown(4.0, 12, 3.5, 4.5)) == Trouble(1.0, 0.5, 1.5, 12)


def test_what_is_not_told_or_has_no_interval_counts_for_nothing() -> None:
    for result in (Hidden("too_few", 5), Shown(0.4, 1), None):
        assert (trouble_said(result), trouble_scored(result)) == (None, None)
