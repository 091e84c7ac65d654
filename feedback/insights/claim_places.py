"""How sure a stage or touchpoint is, on the pages where it is drawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template
from markupsafe import Markup

from feedback.insights.queries.claims import standing


def element_standing(*, kind: str, thing_id: UUID, **_: Any) -> Markup:
    """The state of one element with its claims, and the way to state something; nothing where it is off the map."""
    found = standing().get((kind, thing_id))
    return Markup(render_template("insights/element_standing.html", found=found)) if found else Markup("")
