"""What the people of one room can tell about an order, whatever they were asked."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, t

from feedback.analysis.rooms import Placed, freedom, heaps, placed, resampled, wider
from feedback.analysis.voting import Paper


def order(points: np.ndarray) -> list[Placed]:
    """The places of things from people by things, everybody counting the same."""
    scores, draws = resampled([points], seed=0)
    return placed(scores, draws - scores[:, None], [len(points)])


@pytest.mark.parametrize("people", [5, 8])
def test_what_a_small_room_does_not_prefer_is_not_put_in_order(people: int) -> None:
    """Eight things, two of them chosen by each at random: any told apart is a mistake, in one room of twenty at most.
    Without the floor of spread and what few people widen, it would be 18 of these 40 rooms of five, 13 of eight."""
    random, wrong = np.random.default_rng(people), 0
    for _ in range(40):
        points = np.array([random.permutation([1.0, 1, 0, 0, 0, 0, 0, 0]) for _ in range(people)])
        wrong += any((one.low, one.high) != (1, 8) for one in order(points))
    assert wrong <= 4


def test_what_a_room_of_twelve_clearly_prefers_is_found() -> None:
    random = np.random.default_rng(3)
    found = order(np.array([[3.0, *random.permutation([2.0, 1, 0, 0])] for _ in range(12)]))
    assert (found[0].place, found[0].high) == (1, 1)
    assert {(one.low, one.high) for one in found[1:]} == {(2, 5)}


def test_what_everybody_says_alike_is_certain_from_five_people_on() -> None:
    alike = np.array([[2.0, 1.0, 0.0]] * 5)
    assert order(alike) == [Placed(1, 1, 1), Placed(2, 2, 2), Placed(3, 3, 3)]
    assert order(alike[:4]) == [Placed(1, 1, 3), Placed(2, 1, 3), Placed(3, 1, 3)]


def test_equal_scores_share_the_better_place() -> None:
    assert [one.place for one in order(np.array([[1.0, 1.0, 2.0]] * 6))] == [2, 2, 1]


def test_a_thing_few_people_judged_could_stand_anywhere() -> None:
    scores, still = np.array([3.0, 2.0, 1.0]), np.zeros((3, 10))
    found = placed(scores, still, [9], [9, 9, 4])
    assert found == [Placed(1, 1, 2), Placed(2, 2, 3), Placed(3, 1, 3)]
    assert placed(scores, still, [9, 4])[0] == Placed(1, 1, 3)


def test_a_difference_must_be_as_large_as_one_test_of_so_few_people_asks() -> None:
    """Two things and six people: what is needed is Student's quantile times the standard error, or a little more."""
    told = np.array([[1.0, 0], [1, 0], [1, 0], [1, 0], [0, 1], [1, 0]])
    away = told[:, 0] - told[:, 1]
    assert away.mean() < t.ppf(0.975, 5) * away.std(ddof=1) / np.sqrt(6)
    assert order(told) == [Placed(1, 1, 2), Placed(2, 1, 2)]


def test_draws_are_people_of_each_heap_and_every_heap_counts_the_same() -> None:
    scores, draws = resampled([np.array([[1.0, 0.0]] * 30), np.array([[0.0, 1.0], [0.0, 3.0]])], seed=1)
    assert scores.tolist() == [0.5, 1.0]
    assert set(draws[0]) == {0.5}
    assert set(draws[1]) == {0.5, 1.0, 1.5}


def test_people_count_as_one_or_by_group() -> None:
    papers = [Paper(group, {}) for group in "baab"]
    assert [len(heap) for heap in heaps(papers, "people")] == [4]
    assert [{one.group for one in heap} for heap in heaps(papers, "groups")] == [{"a"}, {"b"}]


def test_people_of_few_groups_leave_few_degrees_of_freedom() -> None:
    assert freedom([20]) == pytest.approx(19)
    assert freedom([10, 10]) == pytest.approx(18)
    assert freedom([1]) == 1
    assert 5 < freedom([12, 8, 6]) < 23


def test_few_people_widen_an_interval_as_student_says() -> None:
    assert wider(0.9, 4, 1) == pytest.approx(t.ppf(0.95, 4) / norm.ppf(0.95) * (5 / 4) ** 0.5)
    assert wider(0.95, 4, 28) > wider(0.95, 4, 1) > wider(0.95, 400, 1) > 1
