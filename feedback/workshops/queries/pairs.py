"""What was said of pairs, for the next pair to ask and for the count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.analysis.pairwise.order import Ranked, order
from feedback.analysis.pairwise.papers import Compared
from feedback.analysis.rooms import Basis
from feedback.workshops.models import Ballot
from feedback.workshops.queries import votes
from feedback.workshops.rules import pairs as rules


def next_pair(ballot: Ballot, participant: UUID, mine: rules.Answers) -> rules.Pair | None:
    """What this person is asked next; None once they answered as many as they are asked. What others said counts in
    only where it is no secret."""
    if len(mine) >= ballot.amount:
        return None
    met = None if ballot.anonymous else rules.tallied([said for _, said in votes.papers(ballot.workshop_id)])
    return rules.next_pair(_things(ballot), mine, _lot(ballot, participant), met)


def sides(ballot: Ballot, participant: UUID, pair: rules.Pair) -> tuple[str, str]:
    """(left, right) of a pair on this person's page."""
    return rules.sides(pair, _things(ballot), _lot(ballot, participant))


def _things(ballot: Ballot) -> list[str]:
    return [item.id.hex for item in votes.items(ballot.workshop_id)]


def _lot(ballot: Ballot, participant: UUID) -> bytes:
    return rules.lot_of(ballot.drawn_by, participant)


def compared(handed_in: Sequence[tuple[str, Mapping[str, int]]]) -> list[Compared]:
    """Papers as comparisons: also those on which nothing was told apart, since these people took part."""
    return [Compared(group, rules.told(answers)) for group, answers in handed_in]


def ranked(
    papers: Sequence[Compared], things: Sequence[str], heard: Sequence[str], basis: Basis, k: int
) -> tuple[dict[str, Ranked], list[str]]:
    """The people's order and the groups it is made of, by the same rule as in other votes."""
    used = [paper for paper in papers if paper.told and (basis == "people" or paper.group in heard)]
    if len(used) < k:
        return {}, []
    return order(used, things, basis), sorted({paper.group for paper in used})


def wins(one: Ranked, limits: Thresholds) -> Shown[float] | Hidden:
    """The share of comparisons a thing would win, with its interval, through the disclosure rule."""
    return figure(one.wins, one.people, limits, one.low, one.high, unit="share")
