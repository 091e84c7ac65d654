from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.disclosure import (
    Hidden,
    Shown,
    Thresholds,
    disclose,
    distribution,
    figure,
    quotes,
    response_rate,
)

ANONYMOUS = Thresholds(5, 10)
OPEN = Thresholds(1, 1)


def test_four_are_too_few_and_five_are_not() -> None:
    assert figure(3.2, 4, ANONYMOUS) == Hidden("too_few", 5)
    assert figure(3.2, 5, ANONYMOUS) == Shown(3.2, 5)
    assert figure(3.2, 1, OPEN) == Shown(3.2, 1)


def test_three_kinds_of_nothing() -> None:
    assert disclose(0, ANONYMOUS) == Hidden("nobody")
    assert disclose(0, ANONYMOUS, asked=False) == Hidden("not_asked")
    assert disclose(7, ANONYMOUS, applicable=False) == Hidden("not_applicable")
    assert disclose(7, ANONYMOUS) is None


def test_rounding_where_people_are_protected() -> None:
    assert figure(3.248, 12, ANONYMOUS, 2.84, 3.66, unit="mean") == Shown(3.2, 12, 2.8, 3.7)
    assert figure(0.43, 19, ANONYMOUS, 0.21, 0.68, unit="share") == Shown(0.45, 19, 0.2, 0.7)
    assert figure(0.434, 20, ANONYMOUS, unit="share") == Shown(0.43, 20)
    assert figure(-12.4, 19, ANONYMOUS, unit="points") == Shown(-10.0, 19)
    assert figure(-12.4, 20, ANONYMOUS, unit="points") == Shown(-12.0, 20)
    assert figure(17.0, 6, ANONYMOUS) == Shown(17.0, 6)


def test_no_rounding_where_every_answer_may_be_seen() -> None:
    assert figure(3.248, 12, OPEN, 2.84, 3.66, unit="mean", counts=[0, 0, 0, 12, 0]) == Shown(3.248, 12, 2.84, 3.66)


def test_five_of_five_who_agree_are_hidden_as_share_and_as_mean() -> None:
    assert distribution({"1": 5, "2": 0, "3": 0}, ANONYMOUS) == Hidden("complement")
    assert distribution({"no": 0, "yes": 6}, ANONYMOUS) == Hidden("complement")
    assert figure(1.0, 5, ANONYMOUS, unit="mean", counts=[5, 0, 0]) == Hidden("complement")
    assert figure(1.2, 5, ANONYMOUS, unit="mean", counts=[4, 1, 0]) == Shown(1.2, 5)


def test_from_ten_who_agree_only_the_band_is_said() -> None:
    assert distribution({"1": 10, "2": 0, "3": 0}, ANONYMOUS) == Hidden("complement", band="low")
    assert distribution({"1": 0, "2": 0, "3": 10}, ANONYMOUS) == Hidden("complement", band="high")
    assert distribution({"1": 0, "2": 10, "3": 0}, ANONYMOUS) == Hidden("complement", band="same")
    # 13 of 14 is 93 %: with a threshold of 8 the group is smaller than twice that
    assert distribution({"1": 13, "2": 1}, Thresholds(8, 10)) == Hidden("complement", band="low")
    assert distribution({"1": 13, "2": 1}, ANONYMOUS) == Shown({"1": 0.95, "2": 0.05}, 14)


def test_nine_in_ten_is_not_more_than_ninety_percent() -> None:
    assert distribution({"1": 9, "2": 1}, ANONYMOUS) == Shown({"1": 0.9, "2": 0.1}, 10)
    assert distribution({"1": 9, "2": 1}, Thresholds(8, 10)) == Shown({"1": 0.9, "2": 0.1}, 10)


def test_shares_are_of_people_where_one_may_choose_several() -> None:
    assert distribution({"a": 10, "b": 15, "c": 0}, ANONYMOUS, people=20) == Shown({"a": 0.5, "b": 0.75, "c": 0.0}, 20)
    assert distribution({"a": 1, "b": 2}, OPEN) == Shown({"a": 1 / 3, "b": 2 / 3}, 3)
    assert distribution({"a": 0}, ANONYMOUS) == Hidden("nobody")
    assert distribution({"a": 0}, ANONYMOUS, asked=False) == Hidden("not_asked")


@given(st.lists(st.integers(0, 300), min_size=2, max_size=7), st.integers(5, 50))
def test_no_shown_distribution_ever_reads_one_hundred_percent(counts: list[int], k: int) -> None:
    outcome = distribution({str(place): count for place, count in enumerate(counts)}, Thresholds(k, k))
    if isinstance(outcome, Shown):
        assert outcome.n >= k
        assert max(outcome.value.values()) < 1


def test_quotes_need_their_own_number_of_people() -> None:
    texts = ["uno", "dos", "tres"]
    assert quotes(texts, 9, ANONYMOUS) == Hidden("too_few", 10)
    shown = quotes(texts, 10, ANONYMOUS, secret=b"question 7")
    assert isinstance(shown, list) and sorted(shown) == sorted(texts)
    assert quotes(texts, 3, OPEN) == texts
    assert quotes([], 0, ANONYMOUS) == Hidden("nobody")
    assert quotes([], 0, ANONYMOUS, asked=False) == Hidden("not_asked")


def test_order_of_quotes_says_nothing_about_who_wrote_first() -> None:
    texts = [f"comment {place}" for place in range(30)]
    one = quotes(texts, 30, ANONYMOUS, secret=b"a")
    assert one == quotes(texts[::-1], 30, ANONYMOUS, secret=b"a")
    assert one != texts
    assert one != quotes(texts, 30, ANONYMOUS, secret=b"b")


@pytest.mark.parametrize(("answered", "shown"), [(0, 0.0), (2, 0.35), (3, 0.5), (6, 1.0)])
def test_response_rate_in_steps_of_five_percent(answered: int, shown: float) -> None:
    assert response_rate(answered, 6, ANONYMOUS) == Shown(shown, 6)


def test_response_rate_of_few_invited() -> None:
    assert response_rate(2, 4, ANONYMOUS) == Hidden("too_few", 5)
    assert response_rate(1, 3, OPEN) == Shown(1 / 3, 3)
    assert response_rate(0, 0, ANONYMOUS) == Hidden("not_asked")
