"""A score over several questions beside the questions themselves: whether it tells what a few people answered.

Each person counts once, by the mean of what they answered. Where everybody answered the same questions the score is
the mean of those questions and tells nothing new. Where some skipped one, subtracting shares of the questions from the
score cancels everybody who answered as many as the shares assume, and what is left speaks of the others: of two
questions the score less half of each leaves those who answered one of them. So whoever can be left over that way has
to be nobody, or enough people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product

Answered = Mapping[frozenset[int], int]
"""Which of the questions somebody answered -> people who answered just these."""

MOST = 4
"""Questions up to which every share is tried; of more, nobody or enough people must have answered each set of them."""


def tells(parts: Collection[Answered], k: int) -> bool:
    """Whether fewer than k people, and somebody, can be left over in the score of these parts together.

    A part is a set of people whose questions are shown by themselves, so that shares may be chosen for it alone.
    """
    held = [{one: people for one, people in part.items() if people} for part in parts]
    if len({one for part in held for one in part}) < 2:
        return False
    found = {0}
    for part in held:
        found |= {one + more for one in found for more in _left_over(part) if one + more < k}
    return any(found)


def too_few_alike(parts: Collection[Answered], k: int) -> bool:
    """Whether fewer than k people, and somebody, of a part answered just the same questions."""
    return any(0 < people < k for part in parts for people in part.values())


def _left_over(part: Answered) -> set[int]:
    """How many people are left, share by share; a question's share is one of as many as somebody answered, or none."""
    questions = sorted({question for one in part for question in one})
    if len(questions) > MOST:
        return {0, *part.values()}
    shares = product(range(len(questions) + 1), repeat=len(questions))
    return {_left(part, dict(zip(questions, chosen, strict=True))) for chosen in shares}


def _left(part: Answered, share: Mapping[int, int]) -> int:
    return sum(people for one, people in part.items() if any(share[question] != len(one) for question in one))
