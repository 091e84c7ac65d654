"""Improvements that look alike are found, and those that only share a stage are left alone."""

from __future__ import annotations

from time import process_time
from uuid import UUID, uuid4

import pytest

from feedback.backlog.rules.duplicates import Pair, Wish, like, pairs

VISIT, BOOKING, WAITING, PRICE = (uuid4() for _ in range(4))


def wish(
    number: int, title: str, stage: UUID | None = VISIT, themes: tuple[UUID, ...] = (), direction: str = "reduce"
) -> Wish:
    return Wish(number, direction, stage, frozenset(themes), {"en": title})


ONE = wish(1, "Tell people the arrival time", themes=(WAITING,))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (wish(2, "Tell people the time of arrival"), [Pair(1, 2, 4 / 5)]),
        (wish(2, "Send the time", themes=(WAITING,)), []),
        (wish(2, "Tell them the time before", themes=(WAITING,)), [Pair(1, 2, 2 / 6)]),
        (wish(2, "Tell people the arrival time", themes=(PRICE,)), [Pair(1, 2, 1.0)]),
        (wish(2, "Tell people the arrival hour", themes=(PRICE,)), []),
        (wish(2, "Tell people the arrival time", stage=None), [Pair(1, 2, 1.0)]),
        (wish(2, "Tell people the arrival time", stage=BOOKING), []),
        (wish(2, "Tell people the arrival time", direction="amplify"), []),
        (wish(2, "Answer the telephone"), []),
    ],
)
def test_two_are_compared_by_stage_themes_and_words(other: Wish, found: list[Pair]) -> None:
    assert pairs([ONE, other]) == [Pair(one.one, one.other, pytest.approx(one.share)) for one in found]
    assert like(ONE, [other, ONE]) == pairs([ONE, other])


def test_titles_are_compared_in_the_language_both_have() -> None:
    spanish = Wish(2, "reduce", VISIT, frozenset(), {"es": "Tell people the arrival time"})
    both = Wish(3, "reduce", VISIT, frozenset(), {"es": "Avisar", "en": "Tell people the arrival time"})
    assert pairs([ONE, spanish]) == []
    assert pairs([ONE, both]) == [Pair(1, 3, 1.0)]


def test_two_thousand_are_compared_in_a_moment() -> None:
    many = [wish(n, f"Improve thing {n % 700} of place {n % 900}", stage=None) for n in range(2000)]
    started = process_time()
    found = pairs(many)
    assert process_time() - started < 3
    assert all(pair.share >= 0.6 for pair in found)
