"""A vote as who leads it sees it: the code to join, who took part, the count as it may be seen."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import qr
from feedback.permissions import Permission
from feedback.web.addresses import absolute
from feedback.web.guards import member
from feedback.web.templating import language_code
from feedback.workshops import queries
from feedback.workshops.models import Workshop
from feedback.workshops.queries import counting
from feedback.workshops.queries import votes as vote_queries
from feedback.workshops.queries.votes import Pulse
from feedback.workshops.queries.written import written
from feedback.workshops.rules import pairs
from feedback.workshops.rules import votes as rules

blueprint = Blueprint("vote_count", __name__)
SIDE_MM = 42


def page(workshop: Workshop) -> str:
    """The page of a vote for who leads it."""
    pulse = vote_queries.pulse(workshop.id)
    url = absolute("joining.page", code=workshop.code)
    return render_template(
        "workshops/count.html",
        **_counted(workshop, pulse),
        url=url,
        code=qr.inline(url, SIDE_MM, gettext("QR code that opens the workshop")),
    )


@blueprint.get("/o/<organisation>/workshops/<uuid:workshop_id>/count")
@member(Permission.FACILITATE)
def live(workshop_id: UUID) -> ResponseReturnValue:
    """The count again where anything changed; else 304, after one read of figures."""
    pulse = vote_queries.pulse(workshop_id)
    response = make_response()
    response.set_etag(_tag(pulse))
    if response.make_conditional(request).status_code != 304:
        workshop = queries.workshop(workshop_id)
        response.set_data(render_template("workshops/tally.html", **_counted(workshop, pulse)))
    return response


def _tag(pulse: Pulse) -> str:
    return hashlib.sha256(repr((pulse, language_code())).encode()).hexdigest()[:16]


def _counted(workshop: Workshop, pulse: Pulse) -> dict[str, Any]:
    ballot = vote_queries.ballot(workshop.id)
    items = vote_queries.items(workshop.id)
    seen = counting.may_see(workshop, ballot)
    return {
        "workshop": workshop,
        "ballot": ballot,
        "pulse": pulse,
        "tag": _tag(pulse),
        "seen": seen,
        "rule": rules.way_rule(ballot.way, ballot.amount, ballot.most, ballot.unit),
        "items": items,
        "needed": pairs.people_needed(len(items), ballot.amount) if ballot.way == rules.PAIRS else 0,
        "count": counting.count(workshop, ballot),
        "stand_name": rules.stand_name,
        "written": written(workshop, ballot),
    }
