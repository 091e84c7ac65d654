"""The count of a vote: by thing and group through the disclosure rule, the people's order, who took part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.analysis import voting
from feedback.analysis.disclosure import Hidden, Measured, Shown, Thresholds, family, figure, publishable
from feedback.analysis.pairwise.order import ENOUGH, Ranked
from feedback.analysis.rooms import FEWEST, Basis, Placed
from feedback.analysis.voting import Paper
from feedback.workshops.models import Ballot, VoteItem, Workshop
from feedback.workshops.queries import pairs
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import votes as rules

PUBLIC_K = 5
"""Fewest people on pages without sign-in, whatever was promised."""
Figure = Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of one group voted, as far as it may be said; `reached` None where nobody said how many are wanted."""

    group: Mapping[str, Any]
    people: Shown[int] | Hidden
    share: float | None
    """Of those who voted, 0..1; None where `people` is hidden."""
    reached: bool | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing: who chose it, of all and by group; how the groups stand; its place among the others."""

    item: VoteItem
    total: Figure
    """Share of all people who chose it; of pairs, of those who lean to either side, the ones who put it above others
    more often than below."""
    points: Figure
    """Mean points of a person; of pairs, the share of comparisons it would win against all others."""
    groups: Mapping[str, Figure]
    stand: str
    strength: float
    placed: Placed | None
    """None where too few people voted for any order."""
    ranked: Ranked | None = None
    """What the order of pairs rests on; None in other votes, and where there is no order."""


@dataclass(frozen=True, slots=True)
class Count:
    """The whole count."""

    ballot: Ballot
    people: Shown[int] | Hidden
    turnout: Sequence[Turnout]
    lines: Sequence[Counted]
    """In the people's order; as on the page where there is none."""
    basis: Basis
    reached: bool | None
    """Whether every group with a number wanted has it; None where none has one."""
    leaning: Turnout | None
    """A group that has more than half of the votes, where there are several groups."""
    order_groups: Sequence[str]
    """The groups whose papers made the order."""

    def of_kind(self, kind: str) -> list[Counted]:
        """Lines with this standing, the strongest first."""
        return sorted((line for line in self.lines if line.stand == kind), key=lambda line: -line.strength)

    @property
    def told_apart(self) -> bool:
        """Whether any thing is surely above another; True where there is no order at all."""
        placed = [line.placed for line in self.lines if line.placed]
        return not placed or any((one.low, one.high) != (1, len(self.lines)) for one in placed)

    @property
    def short(self) -> list[Counted]:
        """Lines that were compared too seldom to say much; none in other votes."""
        return [line for line in self.lines if line.ranked and not line.ranked.enough]

    @property
    def enough(self) -> int:
        """Comparisons of a thing that begin to say something."""
        return ENOUGH

    @property
    def affordable(self) -> int:
        """How many lines, from the top, a budget pays for; 0 in other votes."""
        if self.ballot.way != rules.BUDGET:
            return 0
        return rules.within_budget([line.item.price for line in self.lines], self.ballot.amount)


def may_see(workshop: Workshop, ballot: Ballot) -> bool:
    """Whether the count may be seen yet: of an anonymous vote only once it is closed, since each single vote would
    show as the difference between two looks."""
    return not ballot.anonymous or workshop.closed_at is not None


def count(workshop: Workshop, ballot: Ballot, *, basis: Basis = "groups", public: bool = False) -> Count:
    """The count as members see it, or (`public`) as it stands on a page without sign-in."""
    return counted(ballot, queries.items(workshop.id), queries.papers(workshop.id), basis, public=public)


def counted(
    ballot: Ballot,
    items: Sequence[VoteItem],
    handed_in: Sequence[tuple[str, Mapping[str, int]]],
    basis: Basis,
    *,
    public: bool = False,
) -> Count:
    """The count of these papers."""
    compared = pairs.compared(handed_in) if ballot.way == rules.PAIRS else []
    papers = [one.paper() for one in compared] or [
        Paper(group, rules.points_of(ballot.way, choices)) for group, choices in handed_in
    ]
    limits = _thresholds(ballot, public)
    turnout = turnouts(ballot, [group for group, _ in handed_in], limits.scores)
    heard = [one.group["code"] for one in turnout if isinstance(one.people, Shown)]
    things = [item.id.hex for item in items]
    ranked: dict[str, Ranked] = {}
    if compared:
        ranked, made_of = pairs.ranked(compared, things, heard, basis, limits.scores)
        placed = {thing: one.placed for thing, one in ranked.items()}
    else:
        placed, made_of = _order(papers, things, heard, basis, limits.scores)
    standing = {thing: (placed.get(thing), ranked.get(thing)) for thing in things}
    lines = [_line(item, papers, turnout, heard, limits, *standing[item.id.hex]) for item in items]
    return Count(
        ballot,
        voters(len(papers), limits.scores),
        turnout,
        sorted(lines, key=lambda line: line.placed.place if line.placed else 0),
        basis,
        _all_reached(turnout),
        _leaning(turnout),
        made_of,
    )


def _thresholds(ballot: Ballot, public: bool) -> Thresholds:
    scores = max(ballot.k, PUBLIC_K if public else 1)
    return Thresholds(scores, max(scores, ballot.k_comments))


def voters(n: int, k: int) -> Shown[int] | Hidden:
    """How many voted, as far as it may be said."""
    if n == 0:
        return Hidden("nobody")
    return Shown(n, n) if n >= k else Hidden("too_few", k)


def turnouts(ballot: Ballot, codes: Sequence[str], k: int) -> list[Turnout]:
    """Who took part, from the group of each who voted: so that nobody's number follows from the others'."""
    sizes = {group["code"]: codes.count(group["code"]) for group in ballot.groups}
    allowed = publishable(len(codes), sizes, k)
    return [_turnout(group, allowed[group["code"]], sizes[group["code"]], len(codes)) for group in ballot.groups]


def _turnout(group: Mapping[str, Any], people: Shown[int] | Hidden, n: int, total: int) -> Turnout:
    shown = isinstance(people, Shown)
    return Turnout(group, people, n / total if shown else None, rules.reached(n, group["wanted"]))


def _order(
    papers: Sequence[Paper], things: Sequence[str], heard: Sequence[str], basis: Basis, k: int
) -> tuple[dict[str, Placed], list[str]]:
    """The people's order and the groups it is made of: with each group counting the same, those that may be seen."""
    used = [paper for paper in papers if basis == "people" or paper.group in heard]
    if len(used) < k:
        return {}, []
    return voting.order(used, things, basis), sorted({paper.group for paper in used})


def _line(
    item: VoteItem,
    papers: Sequence[Paper],
    turnout: Sequence[Turnout],
    heard: Sequence[str],
    limits: Thresholds,
    placed: Placed | None,
    ranked: Ranked | None,
) -> Counted:
    thing = item.id.hex
    n, people = voting.judged(papers, thing), voting.chose(papers, thing)
    total = figure(people / max(n, 1), n, limits, unit="share", counts=(n - people, people))
    points = _points(papers, thing, ranked, limits) if isinstance(total, Shown) else total
    parts = {one.group["code"]: _measured(papers, thing, one) for one in turnout}
    unheard = {one.group["code"] for one in turnout if _by_pairs(papers) and isinstance(one.people, Hidden)}
    shown = family(n, parts, limits, parent_shown=isinstance(total, Shown), unshowable=unheard)
    # A word about how groups stand would tell what a figure that is held back keeps to itself.
    open_here = [code for code in heard if isinstance(shown[code], Shown)]
    standing = voting.standing(papers, thing, open_here, limits.scores)
    return Counted(item, total, points, shown, standing.kind, standing.strength, placed, ranked)


def _points(papers: Sequence[Paper], thing: str, ranked: Ranked | None, limits: Thresholds) -> Figure:
    if ranked:
        return pairs.wins(ranked, limits)
    if _by_pairs(papers):
        return Hidden("too_few", max(limits.scores, FEWEST))
    mean = sum(paper.points.get(thing, 0) for paper in papers) / max(len(papers), 1)
    return figure(mean, len(papers), limits, unit="mean")


def _by_pairs(papers: Sequence[Paper]) -> bool:
    """Whether people judged some of the things only: then each thing has people of its own, and a group that may not
    be counted as a whole may not be counted there either."""
    return any(paper.seen is not None for paper in papers)


def _measured(papers: Sequence[Paper], thing: str, one: Turnout) -> Measured | Hidden:
    code = one.group["code"]
    n = voting.judged(papers, thing, code)
    if n == 0:
        return Hidden("nobody")
    people = voting.chose(papers, thing, code)
    return Measured(people / n, n, unit="share", counts=(n - people, people))


def _all_reached(turnout: Sequence[Turnout]) -> bool | None:
    known = [one.reached for one in turnout if one.reached is not None]
    return all(known) if known else None


def _leaning(turnout: Sequence[Turnout]) -> Turnout | None:
    if len(turnout) < 2:
        return None
    return next((one for one in turnout if (one.share or 0) > 0.5), None)
