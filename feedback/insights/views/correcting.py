"""Putting one sentence right: where it belongs, how it feels, and where its comment stands on the journey."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.insights.actions import corrections, stages
from feedback.insights.editing_forms import NONE, feeling_form, move_form, place_form
from feedback.insights.models import Theme
from feedback.insights.presenting import quote_record
from feedback.insights.queries import mentions, sentences, staging
from feedback.insights.queries import themes as queries
from feedback.insights.queries.mentions import Sentence
from feedback.insights.views.themes import STEP, names
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("correcting", __name__)


@blueprint.get("/o/<organisation>/themes/sentences/<uuid:mention_id>")
@member(Permission.EDIT_THEMES)
def sentence(mention_id: UUID) -> ResponseReturnValue:
    """One sentence that may be read, with all that can be said of it."""
    return _page(mention_id)


@blueprint.post("/o/<organisation>/themes/sentences/<uuid:mention_id>/move")
@member(Permission.EDIT_THEMES)
def move(mention_id: UUID) -> ResponseReturnValue:
    """It belongs to another theme, or to none of those it carries."""
    themes = _themes(_sentence(mention_id))
    form = move_form(_choices(), themes)
    if form.validate():
        left = [row for row in themes if row.code in (form.taken_from.data or ())]
        if form.into.data == NONE and not left:
            left = themes
        into = None if form.into.data == NONE else queries.theme(form.into.data)
        if done(form, corrections.move, mention_id, taken_from=left, into=into, by=g.access):
            flash(gettext("The sentence stands where you said, and no run moves it."), "ok")
            return _back(mention_id)
    return _page(mention_id, move=form), 422


@blueprint.post("/o/<organisation>/themes/sentences/<uuid:mention_id>/feeling")
@member(Permission.EDIT_THEMES)
def feel(mention_id: UUID) -> ResponseReturnValue:
    """It feels otherwise than it was read."""
    form = feeling_form(_sentence(mention_id).sentiment)
    if form.validate():
        act(corrections.feel, mention_id, sentiment=form.sentiment.data, by=g.access)
        flash(gettext("The sentence feels as you said, and the next analysis learns from it."), "ok")
        return _back(mention_id)
    return _page(mention_id, feeling=form), 422


@blueprint.post("/o/<organisation>/themes/sentences/<uuid:mention_id>/stage")
@member(Permission.EDIT_THEMES)
def place(mention_id: UUID) -> ResponseReturnValue:
    """Its comment stands at another stage than suggested, or at none."""
    comment_id = sentences.readable_mention(mention_id).comment_id
    form = place_form(journeys.stages())
    if form.validate() and done(form, stages.place, comment_id, stage=chosen_stage(form.stage.data), by=g.access):
        flash(gettext("The comment stands there, and the next analysis learns from it."), "ok")
        return _back(mention_id)
    return _page(mention_id, place=form), 422


def chosen_stage(code: str) -> Stage | None:
    return None if code == NONE else journeys.stage_named(code)


def _sentence(mention_id: UUID) -> Sentence:
    found = mentions.sentences_with([mention_id])
    if not found:
        raise NotFound()
    return found[0]


def _themes(found: Sentence) -> list[Theme]:
    rows = queries.by_id(found.themes)
    return [rows[one] for one in found.themes if one in rows]


def _choices() -> list[Theme]:
    return list(queries.counting().values())


def _back(mention_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("correcting.sentence", mention_id=mention_id), 303)


def _page(mention_id: UUID, **forms: Any) -> str:
    found = _sentence(mention_id)
    themes, comment = _themes(found), staging.one(sentences.readable_mention(mention_id).comment_id)
    decided = comment.decided_stage_id or (comment.unplaced and NONE)
    codes: dict[Any, str] = {row.id: row.code for row in journeys.stages()}
    start = NONE if decided == NONE else codes.get(found.stage_id, "")
    return render_template(
        "insights/sentence.html",
        sentence=found,
        quote=quote_record(found, names()),
        themes=themes,
        move=forms.get("move") or move_form(_choices(), themes),
        feeling=forms.get("feeling") or feeling_form(found.sentiment),
        place=forms.get("place") or place_form(journeys.stages(), start),
        placed_itself=sentences.places_itself(mention_id),
        suggested=comment,
        names=names(),
        back=request.args.get("theme") or (themes[0].code if themes else ""),
        current_step=STEP,
    )
