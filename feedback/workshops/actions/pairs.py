"""Every write of a vote by pairs: one answer at a time, and what a person writes beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from feedback.db import db, here, table_of
from feedback.errors import message
from feedback.names import refusal
from feedback.workshops.actions import votes
from feedback.workshops.models import Vote
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import pairs as rules
from feedback.workshops.rules import votes as vote_rules


def answer(workshop_id: UUID, participant: UUID, group: str | None, pair: str, preferred: str) -> None:
    """Keep which of a pair matters more to one person ("none": they cannot say), in the place of what they said of it
    before: sent twice, it is one answer.

    Raises:
        Gone: the vote is over.
        Invalid: no such pair, nothing pressed, no group said, or one pair more than a person is asked.
    """
    ballot, people = votes.open_ballot(workshop_id)
    chosen = vote_rules.group_of(group, ballot.groups)
    asked = rules.pair_named(pair, list(queries.prices(workshop_id)))
    if asked is None:
        raise refusal("choices", message("Press one of the two, or that you cannot say."))
    said = rules.answer_of(asked, preferred)
    votes.room_for(workshop_id, participant, people)
    paper = _paper(workshop_id, participant)
    rules.check_room(paper.choices, asked, ballot.amount)
    paper.choices = {**paper.choices, rules.name_of(asked): said}
    paper.group_code, paper.revision = chosen, paper.revision + 1
    db.session.flush()


def _paper(workshop_id: UUID, participant: UUID) -> Vote:
    """The person's paper, made where they have none. Two answers of one person at once wait for each other."""
    adding: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    row = {"workshop_id": workshop_id, "participant": participant, "organisation_id": here()}
    empty = {"group_code": "", "choices": {}, "revision": 0}
    db.session.execute(adding.insert(table_of(Vote)).values(**row, **empty).on_conflict_do_nothing())
    return queries.held_paper(workshop_id, participant)


def write(workshop_id: UUID, paper: votes.Paper) -> None:
    """Keep comments, a proposal and the group of somebody who answered a pair before; their answers stand.

    Raises:
        Gone: the vote is over.
        Invalid: nothing was answered yet, no group said, or something is too long.
    """
    ballot, _ = votes.open_ballot(workshop_id)
    group = vote_rules.group_of(paper.group, ballot.groups)
    if not queries.has_voted(workshop_id, paper.participant):
        raise refusal("choices", message("Answer a pair first."))
    held = queries.held_paper(workshop_id, paper.participant)
    held.group_code, held.revision = group, held.revision + 1
    votes.write_beside(ballot, paper, group, queries.prices(workshop_id), again=True)
