"""The home page: what is new, the six steps, what to do first and why, whom to ask next."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from feedback.backlog.presenting import hidden_records, line_record, quote_record, varied
from feedback.backlog.queries import sentences
from feedback.backlog.queries.board import Board, board
from feedback.backlog.queries.rankings import START
from feedback.cocreation import rules, shell
from feedback.cocreation.queries import changes
from feedback.errors import Message
from feedback.insights.queries import revision
from feedback.outreach import showing
from feedback.outreach.queries import coverage as outreach
from feedback.permissions import Permission
from feedback.web.guards import member
from feedback.web.templating import number, say

blueprint = Blueprint("cocreation", __name__)
SENTENCES = 3
READ_FOR_CHOICE = 12
"""Sentences read to choose three from, so that not one group speaks for all."""
TOP = 3
DAYS_OF_A_MONTH = 30


@blueprint.get("/o/<organisation>/")
@member(Permission.VIEW)
def home() -> ResponseReturnValue:
    """Everything at a glance; an organisation without anything yet is led to the first thing to do."""
    held, grid = board(), outreach.coverage()
    found = rules.steps(shell.known_facts(grid))
    steps, next_number = shell.on_home(found), rules.next_step(found)
    return render_template(
        "cocreation/home.html",
        name=str(current_user.name).split(" ")[0],
        new_answers=changes.new_answers(),
        steps_shown=steps,
        next_step=next_number,
        next_shown=steps[next_number - 1] if next_number else None,
        first=_first(held),
        top=[line_record(held, line) for line in held.lines[:TOP] if line.rank is not None],
        total=held.total,
        lines=len(held.lines),
        changes=[(change, _worded(change.text)) for change in changes.newest(held, grid)],
        revision=len(revision.due()),
        table=showing.table(grid),
        request_next=showing.request_next(grid),
        apart=_apart(held),
        months=max(1, round(current_app.config["FEEDBACK"].old_after_days / DAYS_OF_A_MONTH)),
    )


def _first(held: Board) -> dict[str, Any] | None:
    """The first line with the sentences that carry it."""
    if held.first is None:
        return None
    found = sentences.behind(held.first.improvement, READ_FOR_CHOICE)
    quotes = [quote_record(held, one) for one in varied(found.found, SENTENCES)]
    sure = held.first.tier == START
    return {"line": line_record(held, held.first), "quotes": quotes or hidden_records(held, found), "sure": sure}


def _apart(held: Board) -> Any:
    """What would separate two lines that stand side by side: the highest such pair."""
    return next((found for line in held.lines if (found := held.apart(line))), None)


def _worded(sentence: Message) -> str:
    """A sentence whose scores are written as the reader writes them: 4,4 or 4.4."""
    params = {name: number(value, 1) if isinstance(value, float) else value for name, value in sentence.params.items()}
    return say(Message(sentence.id, params))
