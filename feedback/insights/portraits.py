"""What the analysis puts on a persona's page: how sure each line is, and what its people live."""

from __future__ import annotations

from typing import Any

from flask import g, render_template
from markupsafe import Markup

from feedback.insights.queries import claims, personas
from feedback.insights.queries.claims import Standing
from feedback.stakeholders.models import Persona, PersonaLine, StakeholderGroup


def persona_standing(*, line: PersonaLine, **_: Any) -> Markup:
    """How sure a line is, and the way to say why or to what speaks for it."""
    return Markup(
        render_template("insights/persona_standing.html", line=line, standing=_standing().get(("line", line.id)))
    )


def _standing() -> Standing:
    """Read once for a page, however many lines it has."""
    if "standing" not in g:
        g.standing = claims.standing()
    found: Standing = g.standing
    return found


def persona_lived(*, persona: Persona, group: StakeholderGroup, **_: Any) -> Markup:
    """What the people live that the portrait is of."""
    return Markup(render_template("insights/persona_lived.html", life=personas.life_of(persona), group=group))
