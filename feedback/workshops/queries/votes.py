"""Every read of votes: rules, things, papers, comments, proposals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db
from feedback.errors import NotFound
from feedback.workshops.models import Ballot, Proposal, Vote, VoteComment, VoteItem, Workshop
from feedback.workshops.rules import votes as rules


@dataclass(frozen=True, slots=True)
class Pulse:
    """What changes whenever the count does: one read of figures, no paper."""

    votes: int
    papers: int
    """Handed in, also those that took another's place."""
    comments: int
    proposals: int
    made: int
    """Proposals that became improvements."""
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Own:
    """What one person handed in, as their page shows it again."""

    group: str | None
    """None before anything was handed in; '' for somebody else."""
    choices: Mapping[str, int]
    comments: Mapping[str, str]
    proposals: tuple[str, ...]


NOTHING = Own(None, {}, {}, ())


def ballot(workshop_id: UUID) -> Ballot:
    """The rules of a vote; NotFound."""
    if (found := db.session.scalar(select(Ballot).where(Ballot.workshop_id == workshop_id))) is None:
        raise NotFound()
    return found


def held_open(workshop_id: UUID) -> tuple[Ballot, datetime | None, int] | None:
    """The rules of a vote, when it was closed if it was, and how many people voted: what one paper needs, in one read
    that closing waits for; None where there is none."""
    voted = select(func.count()).where(Vote.workshop_id == Workshop.id).correlate(Workshop).scalar_subquery()
    wanted = select(Ballot, Workshop.closed_at, voted).join(Workshop, Workshop.id == Ballot.workshop_id)
    held = wanted.where(Ballot.workshop_id == workshop_id).with_for_update(read=True, of=Workshop)
    row = db.session.execute(held).first()
    return (row[0], row[1], row[2]) if row else None


def prices(workshop_id: UUID) -> dict[str, int]:
    """Thing (id, hex) -> its price: everything that is voted on."""
    rows = db.session.execute(select(VoteItem.id, VoteItem.price).where(VoteItem.workshop_id == workshop_id))
    return {item_id.hex: price for item_id, price in rows}


def rules_of(row: Ballot) -> rules.Rules:
    return rules.Rules(row.way, row.amount, row.most, row.unit, row.anonymous, row.proposals)


def items(workshop_id: UUID) -> list[VoteItem]:
    """What is voted on, in the order of the page."""
    wanted = select(VoteItem).where(VoteItem.workshop_id == workshop_id)
    return list(db.session.scalars(wanted.order_by(VoteItem.position, VoteItem.id)))


def own(workshop_id: UUID, participant: UUID) -> Own:
    """The paper, comments and proposals of one person."""
    mine = (Vote.workshop_id == workshop_id, Vote.participant == participant)
    paper = db.session.execute(select(Vote.group_code, Vote.choices).where(*mine)).first()
    if paper is None:
        return NOTHING
    said = _of(VoteComment, workshop_id, participant)
    proposed = _of(Proposal, workshop_id, participant)
    return Own(paper[0], paper[1], {row.item_id.hex: row.text for row in said}, tuple(row.text for row in proposed))


def _of(model: Any, workshop_id: UUID, participant: UUID) -> list[Any]:
    wanted = select(model).where(model.workshop_id == workshop_id, model.participant == participant)
    return list(db.session.scalars(wanted.order_by(model.id)))


def own_proposals(workshop_id: UUID, participant: UUID) -> list[Proposal]:
    return _of(Proposal, workshop_id, participant)


def held_paper(workshop_id: UUID, participant: UUID) -> Vote:
    """One person's paper, held until the transaction ends: who changes it at the same time waits. It is there."""
    wanted = select(Vote).where(Vote.workshop_id == workshop_id, Vote.participant == participant)
    return db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()


def papers(workshop_id: UUID) -> list[tuple[str, Mapping[str, int]]]:
    """(group, choices) of everybody who voted: plain records, nobody's number."""
    rows = db.session.execute(select(Vote.group_code, Vote.choices).where(Vote.workshop_id == workshop_id))
    return [(group, choices) for group, choices in rows]


def votes(workshop_id: UUID) -> list[Vote]:
    """The papers themselves, for the change that closing makes."""
    return list(db.session.scalars(select(Vote).where(Vote.workshop_id == workshop_id)))


def comments(workshop_id: UUID) -> list[VoteComment]:
    """Every comment, in an order that says nothing of when it was written."""
    wanted = select(VoteComment).where(VoteComment.workshop_id == workshop_id)
    return list(db.session.scalars(wanted.order_by(VoteComment.id)))


def proposals(workshop_id: UUID) -> list[Proposal]:
    """Every proposal, in an order that says nothing of when it was written."""
    wanted = select(Proposal).where(Proposal.workshop_id == workshop_id)
    return list(db.session.scalars(wanted.order_by(Proposal.id)))


def proposal(workshop_id: UUID, proposal_id: UUID) -> Proposal:
    """One proposal of one vote; NotFound."""
    wanted = select(Proposal).where(Proposal.workshop_id == workshop_id, Proposal.id == proposal_id)
    if (found := db.session.scalar(wanted.with_for_update())) is None:
        raise NotFound()
    return found


def has_voted(workshop_id: UUID, participant: UUID) -> bool:
    wanted = select(Vote.participant).where(Vote.workshop_id == workshop_id, Vote.participant == participant)
    return db.session.scalar(wanted) is not None


def pulse(workshop_id: UUID) -> Pulse:
    """One read of figures, for pages that ask whether anything is new; all zero where there is no such vote."""
    voted = Vote.workshop_id == Workshop.id
    counted = select(func.count()).where(voted).scalar_subquery()
    handed_in = select(func.coalesce(func.sum(Vote.revision), 0)).where(voted).scalar_subquery()
    said = select(func.count(VoteComment.id)).where(VoteComment.workshop_id == Workshop.id).scalar_subquery()
    proposed = select(func.count(Proposal.id)).where(Proposal.workshop_id == Workshop.id).scalar_subquery()
    made = select(func.count(Proposal.improvement_id)).where(Proposal.workshop_id == Workshop.id).scalar_subquery()
    columns = (counted, handed_in, said, proposed, made, Workshop.closed_at)
    row = db.session.execute(select(*columns).where(Workshop.id == workshop_id)).first()
    return Pulse(*row) if row else Pulse(0, 0, 0, 0, 0, None)


def held() -> list[tuple[Workshop, Ballot, int]]:
    """Every vote, the newest first, with how many people voted."""
    voted = select(func.count()).where(Vote.workshop_id == Workshop.id).correlate(Workshop).scalar_subquery()
    wanted = select(Workshop, Ballot, voted).join(Ballot, Ballot.workshop_id == Workshop.id)
    return [
        (workshop, ballot, people)
        for workshop, ballot, people in db.session.execute(wanted.order_by(Workshop.created_at.desc(), Workshop.id))
    ]


def of_improvements(improvement_ids: Collection[UUID]) -> list[tuple[VoteItem, Workshop]]:
    """Where improvements were put to a vote, the newest first."""
    wanted = select(VoteItem, Workshop).join(Workshop, Workshop.id == VoteItem.workshop_id)
    mine = wanted.where(VoteItem.improvement_id.in_(improvement_ids)).order_by(Workshop.created_at.desc(), Workshop.id)
    return [(item, workshop) for item, workshop in db.session.execute(mine)]


def proposed_as(improvement_id: UUID) -> list[tuple[Proposal, Workshop]]:
    """The proposals that became this improvement."""
    wanted = select(Proposal, Workshop).join(Workshop, Workshop.id == Proposal.workshop_id)
    mine = wanted.where(Proposal.improvement_id == improvement_id)
    return [(proposal, workshop) for proposal, workshop in db.session.execute(mine)]
