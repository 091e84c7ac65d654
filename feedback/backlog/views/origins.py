"""From a moment, a gap or a workshop to an improvement, in one click."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.queries import organisation
from feedback.backlog.actions import origins as actions
from feedback.backlog.queries import drafting
from feedback.backlog.rules.origins import Draft
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.stakeholders.queries.groups import group_with_code
from feedback.web.guards import act, member
from feedback.web.templating import language_code

blueprint = Blueprint("improvement_origins", __name__)


@blueprint.post("/o/<organisation>/backlog/from/moments/<uuid:stage_id>/<kind>")
@member(Permission.EDIT_BACKLOG)
def moment(stage_id: UUID, kind: str) -> ResponseReturnValue:
    """Draft an improvement from a moment of truth, of pain or a silent one."""
    return _drafted(drafting.from_moment(stage_id, kind))


@blueprint.post("/o/<organisation>/backlog/from/gaps/<uuid:stage_id>/<guessing>/<living>")
@member(Permission.EDIT_BACKLOG)
def gap(stage_id: UUID, guessing: str, living: str) -> ResponseReturnValue:
    """Draft an improvement from what one group believes of a stage and what another lives there (codes)."""
    return _drafted(drafting.from_gap(stage_id, _group(guessing), _group(living)))


def _group(code: str) -> UUID:
    if (found := group_with_code(code)) is None:
        raise NotFound()
    return found.id


@blueprint.post("/o/<organisation>/backlog/from/workshop-groups/<uuid:cluster_id>")
@member(Permission.EDIT_BACKLOG)
def cluster(cluster_id: UUID) -> ResponseReturnValue:
    """Draft an improvement from a group of notes; `direction` says what it wants."""
    direction = request.form.get("direction", "reduce")
    return _drafted(drafting.from_cluster(cluster_id, direction=direction, lang=_typed_in()))


def _typed_in() -> str:
    """The language a heading is in, as far as one can know: that of the person who clicks, else the organisation's."""
    languages = organisation().languages
    return language_code() if language_code() in languages else languages[0]


def _drafted(wish: Draft) -> ResponseReturnValue:
    number = act(actions.draft, wish, by=g.access).number
    flash(gettext("The improvement is in the list. Make its title and its effort your own."), "ok")
    return redirect(url_for("improvements.improvement", number=number), 303)
