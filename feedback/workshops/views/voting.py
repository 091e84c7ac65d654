"""The page of a vote for everybody in the room: no account, no cookie, no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from feedback.db import inside
from feedback.errors import Gone, Invalid, ProductError, StorageAway, TooMany, message
from feedback.web import limits
from feedback.web.guards import act
from feedback.web.templating import say
from feedback.workshops import queries
from feedback.workshops.actions import votes as actions
from feedback.workshops.actions.votes import Paper
from feedback.workshops.models import Ballot
from feedback.workshops.queries import Room, counting
from feedback.workshops.queries import votes as vote_queries
from feedback.workshops.rules import votes as rules
from feedback.workshops.views import entering

VOTES_A_MINUTE = 600
"""From one address: a whole room shares it."""
ITEM, COMMENT = "item-", "comment-"


@dataclass(frozen=True, slots=True)
class Visit:
    """One person in one vote, with what stands on their page."""

    room: Room
    paper: Paper
    kept: bool = False
    """Whether what stands there was handed in."""
    proposals: tuple[str, ...] = ()


def page(room: Room) -> ResponseReturnValue:
    """What is voted on, with what this person handed in before."""
    lang = g.language = entering.language(room, request.args.get("lang"))
    who = entering.participant(request.args.get("participant"))
    with inside(room.organisation_id):
        own = vote_queries.own(room.id, who)
    paper = Paper(who, own.group, own.choices, own.comments, "", lang)
    visit = Visit(room, paper, kept=own.group is not None, proposals=own.proposals)
    return _page(visit, 410 if room.closed else 200)


def hand_in(room: Room) -> ResponseReturnValue:
    """Keep a paper, then show it; whatever stops it leaves everything that was filled in on the page."""
    lang = g.language = entering.language(room, request.form.get("lang") or request.args.get("lang"))
    visit = Visit(room, filled_in(lang))
    if "lang" in request.form:
        return _page(visit, 200)
    try:
        _keep(visit)
    except (Invalid, Gone, TooMany, StorageAway) as refused:
        return _page(visit, refused.status, refused)
    values = {"participant": str(visit.paper.participant), "lang": lang}
    return redirect(f"{request.path}?{urlencode(values)}", 303)


def over(room: Room, paper: Paper, refused: Gone) -> ResponseReturnValue:
    """The page of a vote that was closed while somebody filled in theirs."""
    return _page(Visit(room, paper), refused.status, refused)


def _keep(visit: Visit) -> None:
    refusal = message("Very many votes are arriving at once. Wait a minute and press the button again.")
    limits.hit("vote", VOTES_A_MINUTE, 60, limits.visitor(), visit.room.code, refuse=refusal)
    with inside(visit.room.organisation_id):
        act(actions.cast, visit.room.id, visit.paper)


def filled_in(lang: str) -> Paper:
    """What was sent; a field that is no number was left alone."""
    sent = request.form
    numbers = {key.removeprefix(ITEM): _number(text) for key, text in sent.items() if key.startswith(ITEM)}
    comments = {key.removeprefix(COMMENT): text for key, text in sent.items() if key.startswith(COMMENT)}
    who = entering.participant(sent.get("participant"))
    return Paper(who, sent.get("group"), numbers, comments, sent.get("proposal", ""), lang)


def _number(text: str) -> int:
    written = text.strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0


def _page(visit: Visit, status: int, refused: ProductError | None = None) -> ResponseReturnValue:
    room, over = visit.room, visit.room.closed or isinstance(refused, Gone)
    with inside(room.organisation_id):
        ballot = vote_queries.ballot(room.id)
        items = vote_queries.items(room.id)
        result = _result(room, ballot) if over else None
        if request.method == "POST":
            visit = _with_before(visit)
    shown = render_template(
        "workshops/vote.html",
        organisation_name=room.organisation_name,
        lang=visit.paper.lang,
        languages=entering.languages(room),
        state="closed" if over else "saved" if visit.kept else "form",
        room=room,
        ballot=ballot,
        items=items,
        visit=visit,
        paper=visit.paper,
        rule=rules.way_rule(ballot.way, ballot.amount, ballot.most, ballot.unit),
        action=f"{request.path}?{urlencode({'lang': visit.paper.lang})}",
        result=result,
        **said(refused),
        most=rules.LONGEST_COMMENT,
    )
    return entering.answered(shown, status, refused)


def _with_before(visit: Visit) -> Visit:
    before: tuple[str, ...] = vote_queries.own(visit.room.id, visit.paper.participant).proposals
    return replace(visit, proposals=before)


def said(refused: ProductError | None) -> Mapping[str, Any]:
    """Why something was refused, and at which fields, as the page takes it."""
    return {"bad": set(getattr(refused, "fields", ())), "refused": say(refused.message) if refused else ""}


def _result(room: Room, ballot: Ballot) -> counting.Count:
    return counting.count(queries.workshop(room.id), ballot, public=True)
