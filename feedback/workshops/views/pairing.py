"""The page of a vote by pairs for everybody in the room: two things, one press, the next two. No script is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from feedback.db import inside
from feedback.errors import Gone, Invalid, ProductError, StorageAway, TooMany, message
from feedback.web import limits
from feedback.web.guards import act
from feedback.workshops.actions import pairs as actions
from feedback.workshops.actions.votes import Paper
from feedback.workshops.models import Ballot, VoteItem
from feedback.workshops.queries import Room
from feedback.workshops.queries import pairs as queries
from feedback.workshops.queries import votes as vote_queries
from feedback.workshops.rules import pairs as rules
from feedback.workshops.rules import votes as vote_rules
from feedback.workshops.views import entering, voting

PRESSES_A_MINUTE = 3000
"""From one address: a whole room shares it, and presses once every few seconds."""
LIST = "list"
"""In the address, and hidden in the form: what was answered stands there to be changed, instead of the next pair."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person in one vote: what they handed in, what they filled in now, which pair is asked for."""

    room: Room
    own: vote_queries.Own
    paper: Paper
    pair: str = ""
    """By its name; '' for the next one."""
    pressed: str = ""
    listing: bool = False

    @property
    def kept(self) -> bool:
        return bool(self.own.choices)


def page(room: Room) -> ResponseReturnValue:
    """The next pair; or one that was answered, to change it; or all that were answered, once there is no next."""
    if room.closed:
        return voting.page(room)
    lang = g.language = entering.language(room, request.args.get("lang"))
    who = entering.participant(request.args.get("participant"))
    with inside(room.organisation_id):
        own = vote_queries.own(room.id, who)
    paper = Paper(who, own.group, own.choices, own.comments, "", lang)
    asked = request.args.get("pair", "")
    return _page(Visit(room, own, paper, asked if asked in own.choices else "", "", LIST in request.args), 200)


def hand_in(room: Room) -> ResponseReturnValue:
    """Keep an answer, or what was written beside; then on. Whatever stops it leaves the page as it was filled in."""
    lang = g.language = entering.language(room, request.form.get("lang") or request.args.get("lang"))
    visit = _sent(room, lang)
    if "lang" in request.form:
        return _page(visit, 200)
    try:
        _keep(visit)
    except Gone as over:
        return voting.over(room, visit.paper, over)
    except (Invalid, TooMany, StorageAway) as refused:
        return _page(visit, refused.status, refused)
    return redirect(_address(visit, visit.listing or not visit.pair), 303)


def _sent(room: Room, lang: str) -> Visit:
    """What was posted."""
    sent = request.form
    paper = voting.filled_in(lang)
    with inside(room.organisation_id):
        own = vote_queries.own(room.id, paper.participant)
    listing = LIST in sent or "pair" not in sent
    return Visit(room, own, paper, sent.get("pair", ""), sent.get("prefer", ""), listing)


def _keep(visit: Visit) -> None:
    refusal = message("Very many votes are arriving at once. Wait a minute and press the button again.")
    limits.hit("pair", PRESSES_A_MINUTE, 60, limits.visitor(), visit.room.code, refuse=refusal)
    paper = visit.paper
    with inside(visit.room.organisation_id):
        if visit.pair:
            act(actions.answer, visit.room.id, paper.participant, paper.group, visit.pair, visit.pressed)
        else:
            act(actions.write, visit.room.id, paper)


def _address(visit: Visit, listing: bool, pair: str = "") -> str:
    """Where one's answers are found again: the address carries the number, nothing else does."""
    values = {"participant": str(visit.paper.participant), "lang": visit.paper.lang}
    return (
        f"{request.path}?{urlencode({**values, **({LIST: 1} if listing else {}), **({'pair': pair} if pair else {})})}"
    )


def _page(visit: Visit, status: int, refused: ProductError | None = None) -> ResponseReturnValue:
    room = visit.room
    with inside(room.organisation_id):
        ballot = vote_queries.ballot(room.id)
        items = {item.id.hex: item for item in vote_queries.items(room.id)}
        pair = _pair(visit, ballot, items)
        both = queries.sides(ballot, visit.paper.participant, pair) if pair else ()
    shown = render_template(
        "workshops/pair.html",
        organisation_name=room.organisation_name,
        lang=visit.paper.lang,
        languages=entering.languages(room),
        state="form" if pair else "saved",
        room=room,
        ballot=ballot,
        items=items.values(),
        visit=visit,
        paper=visit.paper,
        pair=rules.name_of(pair) if pair else "",
        both=[items[key] for key in both],
        before=visit.pressed or (rules.pressed(pair, visit.own.choices) if pair else ""),
        answered=[] if pair else _answered(visit, items),
        more=len(visit.own.choices) < min(ballot.amount, rules.possible(len(items))),
        onward=_address(visit, False),
        listed=_address(visit, True),
        rule=vote_rules.way_rule(ballot.way, ballot.amount, ballot.most, ballot.unit),
        action=f"{request.path}?{urlencode({'lang': visit.paper.lang})}",
        most=vote_rules.LONGEST_COMMENT,
        **voting.said(refused),
    )
    return entering.answered(shown, status, refused)


def _pair(visit: Visit, ballot: Ballot, items: Mapping[str, VoteItem]) -> rules.Pair | None:
    """What the page asks; None where it shows what was answered."""
    if (named := rules.pair_named(visit.pair, list(items))) is not None:
        return named
    if visit.listing and visit.kept:
        return None
    return queries.next_pair(ballot, visit.paper.participant, visit.own.choices)


def _answered(visit: Visit, items: Mapping[str, VoteItem]) -> list[tuple[VoteItem, VoteItem, bool, str]]:
    """(better, worse, whether they were told apart, where to change it) of each pair, in the order of the things."""
    order = list(items)
    found = []
    for name, said in visit.own.choices.items():
        one, other = name.split("|")
        first, second = (other, one) if said == rules.SECOND else (one, other)
        found.append((items[first], items[second], bool(said), _address(visit, True, name)))
    return sorted(found, key=lambda row: (order.index(row[0].id.hex), order.index(row[1].id.hex)))
