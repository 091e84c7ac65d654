"""Votes on improvements: what may be put to one, its result beside the evidence, where an improvement was voted on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import nulls_last, select

from feedback.analysis.rooms import Basis
from feedback.backlog.models import Improvement, Score
from feedback.backlog.queries import rankings
from feedback.backlog.rules import status
from feedback.backlog.rules import votes as rules
from feedback.backlog.rules.votes import Evidence, Parting, Place
from feedback.db import db
from feedback.workshops.models import Ballot, Proposal, Workshop
from feedback.workshops.queries import counting
from feedback.workshops.queries import votes as workshop_votes
from feedback.workshops.queries.counting import Count, Counted

MOST_OFFERED = 60
"""Improvements that the form of a new vote offers: those the evidence puts first."""
VOTABLE = (status.PROPOSED, status.OPEN, status.DECIDED, status.LATER)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a vote: how people see it, and how the evidence does."""

    counted: Counted
    improvement: Improvement | None
    evidence: Place | None
    parting: Parting


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a vote, its rows in the people's order."""

    count: Count
    rows: Sequence[Row]
    ranked: int
    """How many of its things the evidence places."""

    def parted(self) -> list[Row]:
        """The rows where people and evidence differ for more than chance."""
        return [row for row in self.rows if row.parting.kind in (rules.HIGHER, rules.LOWER)]


@dataclass(frozen=True, slots=True)
class Voted:
    """What one vote said of one improvement."""

    workshop: Workshop
    counted: Counted
    things: int
    way: str


def offered(numbers: Collection[int] = ()) -> list[Improvement]:
    """Improvements that may be put to a vote: those asked for by number, then as the evidence ranks them."""
    ranking = rankings.newest()
    on = (Score.improvement_id == Improvement.id) & (Score.ranking_id == (ranking.id if ranking else None))
    wanted = select(Improvement).outerjoin(Score, on).where(Improvement.status.in_(VOTABLE))
    ordered = wanted.order_by(Improvement.number.in_(numbers).desc(), nulls_last(Score.rank), Improvement.number)
    return list(db.session.scalars(ordered.limit(MOST_OFFERED)))


def result(workshop: Workshop, ballot: Ballot, basis: Basis) -> Result:
    """The count with the evidence beside it."""
    count = counting.count(workshop, ballot, basis=basis)
    known = _known({line.item.improvement_id for line in count.lines if line.item.improvement_id})
    scored = {line.item.id.hex: evidence for line in count.lines if (evidence := _evidence(line, known))}
    places = rules.places(scored)
    rows = [_row(line, known, scored, places) for line in count.lines]
    return Result(count, rows, len(places))


def _known(ids: Collection[UUID]) -> dict[UUID, tuple[Improvement, Score | None]]:
    """Improvement id -> the improvement with its score in the ranking that stands: two reads."""
    ranking = rankings.newest()
    on = (Score.improvement_id == Improvement.id) & (Score.ranking_id == (ranking.id if ranking else None))
    wanted = select(Improvement, Score).outerjoin(Score, on).where(Improvement.id.in_(ids))
    return {row.id: (row, score) for row, score in db.session.execute(wanted)}


def _evidence(line: Counted, known: Mapping[UUID, tuple[Improvement, Score | None]]) -> Evidence | None:
    """The score of a thing that is a ranked improvement; None for everything else."""
    _, score = known.get(line.item.improvement_id, (None, None)) if line.item.improvement_id else (None, None)
    if score is None or score.value is None or score.rank_low is None or score.rank_high is None:
        return None
    return Evidence(score.value, score.rank_low, score.rank_high, score.parts)


def _row(
    line: Counted,
    known: Mapping[UUID, tuple[Improvement, Score | None]],
    scored: Mapping[str, Evidence],
    places: Mapping[str, Place],
) -> Row:
    key = line.item.id.hex
    held = known.get(line.item.improvement_id) if line.item.improvement_id else None
    people = Place(line.placed.place, line.placed.low, line.placed.high) if line.placed else None
    among = list(scored.values())
    parting = rules.part(people, places.get(key), scored.get(key), among)
    return Row(line, held[0] if held else None, places.get(key), parting)


def of_improvement(improvement_id: UUID) -> list[Voted]:
    """What votes that may be seen said of an improvement, the newest first."""
    found = []
    for item, workshop in workshop_votes.of_improvements([improvement_id]):
        ballot = workshop_votes.ballot(workshop.id)
        if workshop.closed_at is not None and counting.may_see(workshop, ballot):
            lines = counting.count(workshop, ballot).lines
            line = next(line for line in lines if line.item.id == item.id)
            found.append(Voted(workshop, line, len(lines), ballot.way))
    return found


def proposed(improvement_id: UUID) -> list[tuple[Proposal, Workshop]]:
    """The proposals of votes that became this improvement."""
    return workshop_votes.proposed_as(improvement_id)
