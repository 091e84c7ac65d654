"""Every write of votes: opening one, handing in a paper, closing, and what a proposal became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from feedback.analysis.redaction import redact
from feedback.db import Texts, db, here, table_of
from feedback.errors import Conflict, message
from feedback.names import refusal, texts_of
from feedback.permissions import Access
from feedback.workshops import actions as rooms
from feedback.workshops.models import Ballot, Proposal, Vote, VoteComment, VoteItem, Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import over, pairs, takes_notes
from feedback.workshops.rules import votes as rules
from feedback.workshops.rules.stages import VOTE


@dataclass(frozen=True, slots=True)
class Paper:
    """What one person hands in: thing (id, hex) -> dots, place or 1; and what they write beside it."""

    participant: UUID
    group: str | None
    choices: Mapping[str, int]
    comments: Mapping[str, str] = field(default_factory=dict)
    proposal: str = ""
    lang: str = ""


def open_vote(
    *,
    title: Texts,
    question: Texts,
    by_rules: rules.Rules,
    things: Sequence[rules.Thing],
    groups: rules.Groups,
    by: Access | None = None,
) -> Workshop:
    """A workshop that votes on `things` by these rules; Invalid at what is missing. The rules stand from now on."""
    rules.check_things(things, by_rules)
    by_rules = pairs.settled(by_rules, len(things), groups)
    workshop = rooms.open_workshop(title=title, question=question, by=by)
    workshop.kind = VOTE
    db.session.add(_ballot(workshop.id, by_rules, groups))
    for position, thing in enumerate(things):
        named = texts_of("things", thing.title, most=rules.LONGEST_THING)
        db.session.add(_item(workshop.id, position, named, thing))
    db.session.flush()
    return workshop


def _ballot(workshop_id: UUID, by_rules: rules.Rules, groups: rules.Groups) -> Ballot:
    return Ballot(
        workshop_id=workshop_id,
        way=by_rules.way,
        amount=by_rules.amount,
        most=by_rules.most,
        unit=by_rules.unit,
        anonymous=by_rules.anonymous,
        k=by_rules.k,
        k_comments=by_rules.k_comments,
        proposals=by_rules.proposals,
        groups=[dict(group) for group in groups],
        drawn_by=token_hex(16) if by_rules.way == rules.PAIRS else "",
    )


def _item(workshop_id: UUID, position: int, title: Texts, thing: rules.Thing) -> VoteItem:
    row = VoteItem(workshop_id=workshop_id, position=position, title=title, price=thing.price)
    row.improvement_id = thing.improvement_id
    return row


def cast(workshop_id: UUID, paper: Paper) -> None:
    """Keep what one person hands in, in the place of what they handed in before: a person counts once, always.

    Raises:
        Gone: the vote is over.
        Invalid: it breaks the rules of the vote; nothing is kept.
    """
    ballot, people = open_ballot(workshop_id)
    prices = queries.prices(workshop_id)
    group = rules.group_of(paper.group, ballot.groups)
    chosen = rules.check_paper(queries.rules_of(ballot), paper.choices, prices)
    room_for(workshop_id, paper.participant, people)
    again = _put(workshop_id, paper.participant, group, chosen)
    write_beside(ballot, paper, group, prices, again)


def write_beside(ballot: Ballot, paper: Paper, group: str, things: Collection[str], again: bool) -> None:
    """Keep the comments and the proposal of a paper; `again`: whether this person may have commented before."""
    about = "" if ballot.anonymous else group
    comments = {UUID(key): text for key, text in paper.comments.items() if key in things}
    _comment(ballot.workshop_id, paper, comments, about, ballot.anonymous, again)
    if ballot.proposals:
        _propose(ballot.workshop_id, paper, about, ballot.anonymous)
    db.session.flush()


def open_ballot(workshop_id: UUID) -> tuple[Ballot, int]:
    """The rules of a vote that takes papers, and how many people voted; closing waits until this one is kept."""
    if (found := queries.held_open(workshop_id)) is None:
        raise over()
    ballot, closed_at, people = found
    takes_notes(closed_at)
    return ballot, people


def room_for(workshop_id: UUID, participant: UUID, people: int) -> None:
    """Invalid where the vote is full and this person has no paper in it."""
    if people >= rules.MOST_VOTERS and not queries.has_voted(workshop_id, participant):
        raise refusal("choices", message("Nobody else fits into this vote. Speak to who leads it."))


def _put(workshop_id: UUID, participant: UUID, group: str, chosen: Mapping[str, int]) -> bool:
    """One statement, so that two posts of one person at once are still one paper; whether there was one before."""
    table = table_of(Vote)
    adding: Any = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)
    row = {"workshop_id": workshop_id, "participant": participant, "organisation_id": here(), "revision": 1}
    voted = {"group_code": group, "choices": dict(chosen)}
    again = {**voted, "revision": table.c.revision + 1}
    one = ("workshop_id", "participant")
    kept = adding.values(**row, **voted).on_conflict_do_update(index_elements=one, set_=again)
    revision: int = db.session.execute(kept.returning(table.c.revision)).scalar_one()
    return revision > 1


def _comment(
    workshop_id: UUID, paper: Paper, comments: Mapping[UUID, str], about: str, protected: bool, again: bool
) -> None:
    """What is written now takes the place of what was written before; an empty field takes it back."""
    if again:
        mine = (VoteComment.workshop_id == workshop_id, VoteComment.participant == paper.participant)
        db.session.execute(delete(VoteComment).where(*mine), execution_options={"synchronize_session": False})
    for item_id, typed in comments.items():
        if text := _kept(f"comment-{item_id.hex}", typed, paper.lang, protected):
            row = VoteComment(workshop_id=workshop_id, item_id=item_id, participant=paper.participant, text=text)
            row.group_code = about
            db.session.add(row)


def _propose(workshop_id: UUID, paper: Paper, about: str, protected: bool) -> None:
    if not (text := _kept("proposal", paper.proposal, paper.lang, protected)):
        return
    before = queries.own_proposals(workshop_id, paper.participant)
    if any(row.text == text for row in before):
        return
    if len(before) >= rules.MOST_PROPOSALS_EACH:
        most = rules.MOST_PROPOSALS_EACH
        raise refusal("proposal", message("There is room for %(most)s proposals of each participant.", most=most))
    row = Proposal(workshop_id=workshop_id, participant=paper.participant, group_code=about, text=text)
    db.session.add(row)


def _kept(name: str, typed: str, lang: str, protected: bool) -> str:
    """The words as they are stored: where nobody is to be recognised, without addresses and numbers of people."""
    written = rules.words_of(name, typed)
    return redact(written, lang).text if protected and written else written


def close_vote(workshop: Workshop, *, by: Access | None = None) -> Workshop:
    """No more votes. Of an anonymous one everybody gets new random numbers, one in each table, so that nobody finds
    their own paper again, and no paper hangs together with what the same person wrote; what pairs were drawn by is
    thrown away, so that no number of before tells which pairs it was asked."""
    if workshop.closed_at is None:
        rooms.close_workshop(workshop, by=by)
        ballot = queries.ballot(workshop.id)
        if ballot.anonymous:
            ballot.drawn_by = ""
            _loosen(workshop.id)
    return workshop


def _loosen(workshop_id: UUID) -> None:
    rows: Sequence[Any]
    for rows in (queries.votes(workshop_id), queries.comments(workshop_id), queries.proposals(workshop_id)):
        numbers: defaultdict[UUID, UUID] = defaultdict(uuid4)
        for row in rows:
            row.participant = numbers[row.participant]
    db.session.flush()


def reopen_vote(workshop: Workshop, *, by: Access | None = None) -> Workshop:
    """Take votes again, at the same address; Conflict for an anonymous one."""
    rules.may_reopen(queries.ballot(workshop.id).anonymous)
    return rooms.reopen_workshop(workshop, by=by)


def became(proposal: Proposal, improvement_id: UUID) -> Proposal:
    """Keep which improvement a proposal became; Conflict where it became one already."""
    if proposal.improvement_id is not None:
        raise Conflict(message("It is an improvement already."))
    proposal.improvement_id = improvement_id
    return proposal
