"""Votes by pairs, and what people press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from feedback.workshops.actions import pairs as actions
from feedback.workshops.models import Workshop
from feedback.workshops.rules import votes as rules
from tests.factories.people import Member
from tests.factories.votes import keys, vote


def pairs_vote(of: Member, **values: Any) -> Workshop:
    """An open vote by pairs; as many pairs each as there are, at most. `values` as of `vote`. Not anonymous."""
    return vote(of, **{"way": rules.PAIRS, "amount": 40, "most": 1, **values})


def press(of: Member, made: Workshop, who: UUID, better: str | None, *others: str, group: str = "customers") -> None:
    """One answer, things by their titles: `better` and one other; or two others and None, who cannot say."""
    key = keys(of, made)
    pair = "|".join(sorted(key[title] for title in (better, *others) if title))
    of.do(lambda: actions.answer(made.id, who, group, pair, key[better] if better else "none"))


def presses(of: Member, made: Workshop, people: int, order: Sequence[str], group: str = "customers") -> None:
    """So many people who compare every two of these things and like them in this order, in one transaction."""
    key = keys(of, made)
    told = [(one, other) for at, one in enumerate(order) for other in order[at + 1 :]]

    def answer() -> None:
        for who in [uuid4() for _ in range(people)]:
            for one, other in told:
                actions.answer(made.id, who, group, "|".join(sorted((key[one], key[other]))), key[one])

    of.do(answer)
