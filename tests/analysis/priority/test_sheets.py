"""What is kept of a ranking answers as the ranking does."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from feedback.analysis.priority import EQUAL, Effort, GroupEvidence, LineEvidence, Raised, Ranking, Sheet, Weights, rank
from feedback.analysis.priority.kept_draws import NOTHING_DRAWN
from feedback.analysis.priority.sheets import flips


def some(people: int, first: int, last: int) -> GroupEvidence:
    everyone = np.arange(people)
    return GroupEvidence(everyone, everyone, Raised.of({person: (0.5, 1) for person in range(first, last)}))


def ranking(weights: Weights = EQUAL, effort: Effort | None = None) -> Ranking:
    """Ten lines that customers and employees raise in opposite order; one that employees alone raise."""
    lines = [
        LineEvidence(
            f"{at:02}",
            effort=effort or (Effort(2, 3, 4) if at % 2 else None),
            groups={
                "customers": some(900, 90 * at, 90 * at + 80 - 7 * at),
                "employees": some(300, 30 * at, 30 * at + 3 + at),
            },
        )
        for at in range(10)
    ]
    alone = LineEvidence("99", effort=effort, groups={"employees": some(300, 0, 60)})
    return rank([*lines, alone], weights=weights, seed=2)


@pytest.mark.parametrize("weights", [EQUAL, Weights("insiders", {"customers": 0.2, "employees": 5})])
def test_the_order_is_that_of_a_ranking_with_these_weights(weights: Weights) -> None:
    kept = Sheet.unpack(ranking().sheet().pack())
    found = kept.under(weights).lines
    expected = ranking(weights).lines
    assert [(one.key, one.rank) for one in found] == [(one.line, one.rank) for one in expected]
    assert kept.exact
    assert [(one.rank_low, one.rank_high) for one in found] == [(one.rank_low, one.rank_high) for one in expected]
    estimated = replace(kept, drawn=NOTHING_DRAWN)
    assert not estimated.exact
    for one, other in zip(estimated.under(weights).lines, expected, strict=True):
        assert abs(one.rank_low - other.rank_low) <= 1 and abs(one.rank_high - other.rank_high) <= 1


def test_a_line_that_only_weightless_raised_has_no_place() -> None:
    found = ranking().sheet().under(Weights("customers", {"employees": 0}))
    assert "99" not in found.by_key
    assert len(found.lines) == 10
    assert ranking().sheet().under(Weights("nobody", {}, 0)).lines == ()


def test_flips_come_with_what_changes_tier_first() -> None:
    sheet = ranking().sheet()
    before, after = sheet.under(EQUAL), sheet.under(Weights("customers", {"employees": 0}))
    found = flips(before, after)
    assert found[0].changes_tier
    gone = next(one for one in found if one.key == "99")
    assert (gone.after, gone.places) == (None, 0)
    assert [one.changes_tier for one in found] == sorted((one.changes_tier for one in found), reverse=True)
    assert flips(before, before) == []


def test_lines_without_estimate_share_their_effort() -> None:
    """Not knowing it separates none of them: where all lack it, ranges are those of one fixed effort for all."""
    fixed = replace(ranking(effort=Effort(5, 5, 5)).sheet(), drawn=NOTHING_DRAWN)
    unset = replace(fixed, effort=np.full(11, 0.4), estimated=np.zeros(11, dtype=bool))
    known = replace(fixed, effort=np.full(11, 0.4))
    assert unset.under(EQUAL) == fixed.under(EQUAL)
    assert known.under(EQUAL) != fixed.under(EQUAL), "estimated ones differ by themselves"


def test_what_separates_two_lines_is_about_what_the_ranking_says() -> None:
    whole = ranking(effort=Effort(2, 2, 2))
    kept = Sheet.unpack(whole.sheet().pack())
    for first, second in (("00", "01"), ("02", "05"), ("00", "99")):
        exact, estimated = whole.answers_to_separate(first, second), kept.answers_to_separate(first, second, EQUAL)
        assert (exact.group, exact.reason) == (estimated.group, estimated.reason)
        if exact.answers is not None and estimated.answers is not None:
            assert estimated.answers == pytest.approx(exact.answers, rel=0.35)
    with pytest.raises(KeyError):
        kept.answers_to_separate("00", "by hand", EQUAL)


def test_spreads_leave_the_effort_out() -> None:
    sheet = ranking().sheet()
    alone = float(np.sqrt(sheet.variances[-1, list(sheet.groups).index("employees")]))
    assert sheet.spreads(EQUAL)["99"] == pytest.approx(alone)
    assert not any(isnan(spread) for spread in sheet.spreads(Weights("customers", {"employees": 0})).values())


def test_anything_else_is_no_sheet() -> None:
    with pytest.raises(ValueError):
        Sheet.unpack(b"something else")
