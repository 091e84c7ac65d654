"""The page of a workshop for everybody in the room: no account, no cookie, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from feedback.db import Texts, inside
from feedback.errors import Gone, Invalid, ProductError, StorageAway, TooMany, message
from feedback.web import limits
from feedback.web.guards import act, respondent
from feedback.web.languages import INTERFACE
from feedback.web.templating import say
from feedback.workshops import actions, queries, rules
from feedback.workshops.models import WorkshopNote
from feedback.workshops.queries import Room
from feedback.workshops.rules import stages as stage_rules
from feedback.workshops.rules.votes import PAIRS
from feedback.workshops.views import entering, pairing, voting

blueprint = Blueprint("joining", __name__)
NOTES_A_MINUTE = 600
"""From one address: a whole room shares it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One participant in one workshop, in the language the page speaks."""

    room: Room
    participant: UUID
    kind: str | None
    lang: str
    stage: str = ""
    """Code of the stage chosen, where the workshop is about a map."""
    moment: str = ""


@blueprint.get("/w/<code>")
@respondent
def page(code: str) -> ResponseReturnValue:
    """The question, a place to write, and one's own notes."""
    room = queries.room(rules.code_typed(code))
    if room is None:
        return _nowhere()
    if room.kind == stage_rules.VOTE:
        return pairing.page(room) if room.way == PAIRS else voting.page(room)
    visit = _visit(room, request.args)
    return _page(visit, 410 if room.closed else 200)


@blueprint.post("/w/<code>")
@respondent
def write(code: str) -> ResponseReturnValue:
    """Keep a note, then show it; whatever stops it leaves what was typed on the page."""
    room = queries.room(rules.code_typed(code))
    if room is None:
        return _nowhere()
    if room.kind == stage_rules.VOTE:
        return pairing.hand_in(room) if room.way == PAIRS else voting.hand_in(room)
    visit, text = _visit(room, request.form), request.form.get("text", "")
    if "lang" in request.form:
        return _page(visit, 200, text)
    try:
        _keep(visit, text)
    except (Invalid, Gone, TooMany, StorageAway) as refused:
        return _page(visit, refused.status, text, refused)
    return redirect(_own_address(visit), 303)


def _keep(visit: Visit, text: str) -> None:
    refusal = message("Very many notes are arriving at once. Wait a minute and press the button again.")
    limits.hit("note", NOTES_A_MINUTE, 60, limits.visitor(), visit.room.code, refuse=refusal)
    written = {"participant": visit.participant, "kind": visit.kind, "text": text}
    placed = {"stage": visit.stage, "moment": visit.moment}
    with inside(visit.room.organisation_id):
        act(actions.write_note, workshop_id=visit.room.id, **written, **placed)


def _visit(room: Room, sent: dict[str, str]) -> Visit:
    lang = g.language = entering.language(room, sent.get("lang") or request.args.get("lang"))
    stage = stage_rules.stage_of(sent.get("stage"), room.stages)
    moment = stage_rules.moment_of(sent.get("moment"))
    return Visit(
        room, entering.participant(sent.get("participant")), rules.kind_of(sent.get("kind")), lang, stage, moment
    )


def _page(visit: Visit, status: int, typed: str = "", refused: ProductError | None = None) -> ResponseReturnValue:
    with inside(visit.room.organisation_id):
        own = queries.own_notes(visit.room.id, visit.participant)
    over = visit.room.closed or isinstance(refused, Gone)
    shown = render_template(
        "workshops/page.html",
        organisation_name=visit.room.organisation_name,
        lang=visit.lang,
        languages=entering.languages(visit.room),
        state="closed" if over else "form",
        room=visit.room,
        participant=visit.participant,
        kinds=[(kind, say(rules.kind_label(kind))) for kind in rules.KINDS],
        kind_question=say(rules.kind_question()),
        chosen=visit.kind,
        action=f"{request.path}?{urlencode({'lang': visit.lang})}",
        visit=visit,
        moment_question=stage_rules.moment_question(),
        moments=[(moment, stage_rules.moment_choice(moment)) for moment in ("", *stage_rules.MOMENTS)],
        own=_by_stage(own, visit.room),
        mine=len(own),
        typed=typed,
        bad=set(getattr(refused, "fields", ())),
        refused=say(refused.message) if refused else "",
        most=rules.LONGEST_NOTE,
    )
    return entering.answered(shown, status, refused)


def _by_stage(own: Sequence[WorkshopNote], room: Room) -> list[tuple[Texts, list[WorkshopNote]]]:
    """One's notes in the order of the journey, with the name of the stage; one heap where there are no stages."""
    heaps = [(dict(stage["name"]), [one for one in own if one.stage_code == stage["code"]]) for stage in room.stages]
    elsewhere = [one for one in own if not stage_rules.stage_of(one.stage_code, room.stages)]
    return [(name, some) for name, some in [*heaps, ({}, elsewhere)] if some]


def _own_address(visit: Visit) -> str:
    """Where one's notes are found again: the address carries the number, nothing else does."""
    values = {"participant": str(visit.participant), "kind": visit.kind, "stage": visit.stage, "lang": visit.lang}
    return f"{request.path}?{urlencode({name: value for name, value in values.items() if value})}"


def _nowhere() -> ResponseReturnValue:
    lang = g.language = request.accept_languages.best_match(INTERFACE) or INTERFACE[0]
    page = render_template("answer/message.html", organisation_name="", lang=lang, languages=[], state="unknown")
    return make_response(page, 404)
