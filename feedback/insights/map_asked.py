"""Which map a request asks for: the rows of the address or those a person chose last, and the way through it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import request, session

from feedback.insights.map_page import MapPage, map_page
from feedback.insights.rules import map_rows
from feedback.journeys.queries import variants

KEPT = "map_rows"
"""Where a person's own choice of rows stays while they are signed in."""


def asked_page() -> MapPage:
    """The map with the rows of the address, else those this person chose last, and of the variant asked for."""
    chosen = map_rows.read(request.args.get("rows", session.get(KEPT, "")))
    variant = request.args.get("variant", "")
    return map_page(chosen, variant=variant, only=stages_of(variant))


def chosen_rows() -> dict[str, Any]:
    """The form of the rows was sent: they are remembered for this person; answers what the address is to say."""
    rows = map_rows.moved(map_rows.known(request.args.getlist("show")), request.args.get("move", ""))
    session[KEPT] = map_rows.written(rows)
    asked = {"rows": map_rows.written(rows), "variant": request.args.get("variant", "")}
    return {name: value for name, value in asked.items() if value}


def stages_of(variant: str) -> Sequence[UUID] | None:
    """The stages of a variant in its order; None where the whole journey is asked for. NotFound for an unknown one."""
    return [one.stage_id for one in variants.variant(variant).stages] if variant else None
