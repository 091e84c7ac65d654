"""How the drawing was and what changed it; and the drawing as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from feedback.accounts.queries import people
from feedback.errors import NotFound
from feedback.journeys import queries, rules
from feedback.journeys.models import Journey, JourneyVersion
from feedback.journeys.queries import drawing
from feedback.journeys.queries import versions as kept
from feedback.journeys.rules import changes, details
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.web.guards import member
from feedback.web.templating import text

blueprint = Blueprint("versions", __name__)
STEP = 5


def _journey() -> Journey:
    if (journey := queries.journey()) is None:
        raise NotFound()
    return journey


@blueprint.get("/o/<organisation>/journey/edit/history")
@member(Permission.VIEW)
def history() -> ResponseReturnValue:
    """Every version of the journey, the newest first, with what it changed."""
    journey = queries.journey()
    rows = kept.versions(journey) if journey else []
    page = {"rows": list(zip(rows, _told(rows), strict=True)), "people": people(), "act": changes.act}
    return render_template("journeys/history.html", journey=journey, **page, current_step=STEP)


def _told(rows: Sequence[JourneyVersion]) -> list[Any]:
    """What each changed against the one before it, which comes after it here."""
    before: list[Mapping[str, Any] | None] = [*(row.drawing for row in rows[1:]), None]
    return [changes.changes(older, row.drawing) for row, older in zip(rows, before, strict=False)]


@blueprint.get("/o/<organisation>/journey/edit/history/<int:number>")
@member(Permission.VIEW)
def version(number: int) -> ResponseReturnValue:
    """What the map looked like then; nothing can be changed here."""
    journey = _journey()
    row = kept.version(journey, number)
    page = {"act": changes.act(row.act), "people": people(), "rules": rules, "details": details}
    return render_template("journeys/version.html", journey=journey, row=row, **page, current_step=STEP)


@blueprint.get("/o/<organisation>/journey/edit/export.json")
@member(Permission.VIEW)
def export() -> ResponseReturnValue:
    """The journey as a file that can be imported again, here or elsewhere."""
    journey = _journey()
    headers = {"Content-Disposition": content_disposition(text(journey.name), "json"), "Cache-Control": "no-store"}
    return Response(drawing.written(journey), mimetype="application/json", headers=headers)
