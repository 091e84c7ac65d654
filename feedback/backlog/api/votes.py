"""`/api/v1/votes`: what people of all groups put first in one room, with the evidence beside it. It only reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields

from feedback.analysis.disclosure import Hidden
from feedback.analysis.rooms import Placed
from feedback.backlog.queries import votes as queries
from feedback.backlog.queries.votes import Result, Row
from feedback.backlog.rules.votes import Place
from feedback.errors import message
from feedback.surveys.api.figures import OutcomeSchema, outcome
from feedback.web.addresses import absolute
from feedback.web.api import PageArgs, Strict, api_blueprint, from_all, page, page_of, token
from feedback.web.api.fields import OneOf
from feedback.web.templating import say, text
from feedback.workshops import queries as workshops
from feedback.workshops.models import Ballot, Workshop
from feedback.workshops.queries import counting
from feedback.workshops.queries import votes as workshop_votes
from feedback.workshops.queries.counting import Turnout
from feedback.workshops.rules import votes as rules

blueprint = api_blueprint("votes", "Votes in a room of all groups: what people put first, beside the evidence.")
STANDS = ("shared", "contested", "specific", "open", "unknown")
BASES = ("groups", "people")


class VoteSchema(Schema):
    """One vote and its rules."""

    id = fields.UUID(required=True)
    url = fields.URL(required=True)
    title = fields.String(required=True)
    question = fields.String(required=True)
    way = fields.String(required=True, metadata={"enum": list(rules.WAYS)})
    amount = fields.Integer(
        required=True, metadata={"description": "Of each person: dots, money to spend, places, or pairs."}
    )
    unit = fields.String(required=True, metadata={"description": "What a budget is counted in."})
    anonymous = fields.Boolean(required=True, metadata={"description": "Its result is seen once it is closed."})
    opened_at = fields.AwareDateTime(required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    people = fields.Nested(OutcomeSchema, required=True, metadata={"description": "How many voted."})


class PlaceSchema(Schema):
    """A place among the things of the vote, 1 the first, and the best and the worst it could hold."""

    place = fields.Integer(required=True)
    low = fields.Integer(required=True)
    high = fields.Integer(required=True)


class ThingSchema(Schema):
    """One thing that was voted on."""

    title = fields.String(required=True)
    improvement = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Its number; null: it was typed for the vote."}
    )
    place = fields.Nested(
        PlaceSchema,
        required=True,
        allow_none=True,
        metadata={"description": "By the votes; its ends hold all true places in 95 rooms of 100. Null: too few."},
    )
    evidence = fields.Nested(
        PlaceSchema, required=True, allow_none=True, metadata={"description": "By the evidence, among these things."}
    )
    chosen = fields.Nested(
        OutcomeSchema,
        required=True,
        metadata={"description": "Share of people who chose it; of pairs, who put it above others more often."},
    )
    groups = fields.Dict(
        keys=fields.String(), values=fields.Nested(OutcomeSchema), required=True, metadata={"description": "By group."}
    )
    points = fields.Nested(
        OutcomeSchema,
        required=True,
        metadata={"description": "Of a person, on average; of pairs, the share it would win, with its 90 % interval."},
    )
    comparisons = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Of pairs: how often it was told apart from another."}
    )
    stand = fields.String(required=True, metadata={"enum": list(STANDS), "description": "How the groups stand to it."})


class GroupTurnoutSchema(Schema):
    """How many of a group voted."""

    group = fields.String(required=True)
    people = fields.Nested(OutcomeSchema, required=True)
    wanted = fields.Integer(required=True, metadata={"description": "0: nobody said how many."})
    reached = fields.Boolean(required=True, allow_none=True)


class VoteResultSchema(VoteSchema):
    """The same with its result; of an anonymous vote that is open there is none."""

    count = fields.String(required=True, metadata={"enum": list(BASES), "description": "What counts the same."})
    turnout = fields.List(fields.Nested(GroupTurnoutSchema), required=True)
    things = fields.List(
        fields.Nested(ThingSchema),
        required=True,
        allow_none=True,
        metadata={"description": "In the people's order; null: not to be seen yet."},
    )


class ResultArgs(Strict):
    """How votes are put together."""

    count = OneOf(
        BASES, load_default="groups", metadata={"description": "Whether each group or each person counts the same."}
    )


Held = tuple[Workshop, Ballot, int]
_AGREED = {
    (True, True): message("at least 90 percent put it below"),
    (True, False): message("at least 90 percent put it above"),
    (False, True): message("at least 90 percent left it aside"),
    (False, False): message("at least 90 percent chose it"),
}
"""By pairs or not, low or not: what is said instead of a share that nearly everybody has."""


@blueprint.get("/votes")
@token("read")
@blueprint.asks(PageArgs)
@blueprint.gives(200, page_of(VoteSchema))
def votes(asked: dict[str, Any]) -> Any:
    """List the votes, the oldest first: what comes later stands behind the cursor."""
    found = page(asked, from_all(sorted(workshop_votes.held(), key=_opened), key=_opened), key=_opened)
    return {**found, "items": [_vote(*one) for one in found["items"]]}


@blueprint.get("/votes/<uuid:workshop_id>")
@token("read")
@blueprint.asks(ResultArgs)
@blueprint.gives(200, VoteResultSchema)
def vote(asked: dict[str, Any], workshop_id: UUID) -> Any:
    """Get one vote with its result."""
    workshop, ballot = workshops.workshop(workshop_id), workshop_votes.ballot(workshop_id)
    groups = [group for group, _ in workshop_votes.papers(workshop_id)]
    seen = counting.may_see(workshop, ballot)
    return {
        **_vote(workshop, ballot, len(groups)),
        "count": asked["count"],
        "turnout": [_turnout(one) for one in counting.turnouts(ballot, groups, ballot.k)],
        "things": _things(queries.result(workshop, ballot, asked["count"]), ballot.way) if seen else None,
    }


def _opened(held: Held) -> str:
    moment: datetime = held[0].created_at
    return f"{moment.isoformat(timespec='microseconds')} {held[0].id}"


def _vote(workshop: Workshop, ballot: Ballot, voted: int) -> dict[str, Any]:
    return {
        "id": workshop.id,
        "url": absolute("votes.result", organisation=g.caller.organisation, workshop_id=workshop.id),
        "title": text(workshop.title),
        "question": text(workshop.question),
        "way": ballot.way,
        "amount": ballot.amount,
        "unit": ballot.unit,
        "anonymous": ballot.anonymous,
        "opened_at": workshop.created_at,
        "closed_at": workshop.closed_at,
        "people": outcome(counting.voters(voted, ballot.k)),
    }


def _turnout(one: Turnout) -> dict[str, Any]:
    told = {"people": outcome(one.people), "wanted": one.group["wanted"], "reached": one.reached}
    return {"group": one.group["code"], **told}


def _things(result: Result, way: str) -> list[dict[str, Any]]:
    return [_thing(row, way) for row in result.rows]


def _thing(row: Row, way: str) -> dict[str, Any]:
    line = row.counted
    return {
        "title": text(line.item.title),
        "improvement": row.improvement.number if row.improvement else None,
        "place": _place(line.placed),
        "evidence": _place(row.evidence),
        "chosen": _chosen(line.total, way),
        "groups": {code: _chosen(figure, way) for code, figure in line.groups.items()},
        "points": outcome(line.points),
        "comparisons": line.ranked.comparisons if line.ranked else None,
        "stand": line.stand,
    }


def _place(placed: Placed | Place | None) -> dict[str, int] | None:
    return {"place": placed.place, "low": placed.low, "high": placed.high} if placed else None


def _chosen(figure: counting.Figure, way: str) -> dict[str, Any]:
    """A share; where a group nearly agreed, in the words of a vote: its low end is to leave a thing aside."""
    told = outcome(figure)
    if not isinstance(figure, Hidden) or figure.band is None:
        return told
    return {**told, "why": say(_AGREED[way == rules.PAIRS, figure.band == "low"])}
