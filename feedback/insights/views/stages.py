"""Comments nobody placed: accept the suggested stages, place them, or see which fit no stage of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import NotFound
from feedback.insights.actions import stages as actions
from feedback.insights.editing_forms import AcceptForm, place_form
from feedback.insights.models import Theme
from feedback.insights.presenting import hidden_records, quote_record
from feedback.insights.queries import figures, mentions, sentences, staging
from feedback.insights.queries import themes as queries
from feedback.insights.queries.mentions import Sentences
from feedback.insights.rules import Place
from feedback.insights.views.correcting import chosen_stage
from feedback.insights.views.themes import names
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.addresses import LAST_PAGE
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("placing", __name__)
STEP = 5
PAGE, SAMPLES, MOST = 20, 3, 12
START = 80
"""Certainty, in percent, that the form begins with."""
NOWHERE: Place = None
Count = tuple[StakeholderGroup, Shown[int] | Hidden]


@blueprint.get("/o/<organisation>/journey/suggested")
@member(Permission.VIEW)
def suggested() -> ResponseReturnValue:
    """Suggested stages that wait for somebody, the least certain first, and how many each certainty would take."""
    return _suggested_page(AcceptForm(data={"certainty": START}))


@blueprint.post("/o/<organisation>/journey/suggested")
@member(Permission.EDIT_THEMES)
def accept() -> ResponseReturnValue:
    """Accept every suggestion above a certainty; first how many that takes is shown."""
    form = AcceptForm()
    if not form.validate():
        return _suggested_page(form), 422
    taken = staging.count_above(form.share)
    if not form.was_seen(form.certainty.data, taken):
        return _suggested_page(form, taken)
    count = act(actions.accept_above, form.share, by=g.access)
    flash(ngettext("One suggestion is accepted.", "%(num)s suggestions are accepted.", count), "ok")
    return redirect(url_for("placing.suggested"), 303)


def _suggested_page(form: AcceptForm, taken: int | None = None) -> str:
    number = _page_number()
    waiting = staging.count_above(0.0)
    return render_template(
        "insights/suggested.html",
        form=form,
        taken=taken,
        waiting=waiting,
        certainties=[(round(100 * step), count) for step, count in staging.would_take()],
        rows=staging.suggestions(offset=(number - 1) * PAGE, limit=PAGE),
        place=place_form(journeys.stages()),
        stages=journeys.stages(),
        accepted=staging.accepted(),
        names=names(),
        number=number,
        more=number * PAGE < waiting,
        current_step=STEP,
    )


def _page_number() -> int:
    number: int = request.args.get("page", 1, type=int)
    if not 0 < number <= LAST_PAGE:
        raise NotFound()
    return number


@blueprint.post("/o/<organisation>/journey/comments/<uuid:comment_id>/stage")
@member(Permission.EDIT_THEMES)
def place(comment_id: UUID) -> ResponseReturnValue:
    """Place one comment, or say that it fits no stage."""
    sentences.readable_comment(comment_id)
    form = place_form(journeys.stages())
    if form.validate() and done(form, actions.place, comment_id, stage=chosen_stage(form.stage.data), by=g.access):
        flash(gettext("The comment stands where you said, and no run moves it."), "ok")
        return redirect(url_for("placing.suggested"), 303)
    flash(gettext("Choose a stage for the comment."), "err")
    return _suggested_page(AcceptForm(formdata=None, data={"certainty": START})), 422


@blueprint.post("/o/<organisation>/journey/comments/<uuid:comment_id>/leave")
@member(Permission.EDIT_THEMES)
def leave(comment_id: UUID) -> ResponseReturnValue:
    """Take back where somebody placed a comment."""
    act(actions.leave_to_analysis, comment_id, by=g.access)
    flash(gettext("Undone: the suggestion counts again, if it is certain enough."), "ok")
    return redirect(url_for("placing.unmapped"), 303)


@blueprint.post("/o/<organisation>/journey/suggested/<uuid:correction_id>/undo")
@member(Permission.EDIT_THEMES)
def undo(correction_id: UUID) -> ResponseReturnValue:
    """Take back what was accepted together."""
    count = act(actions.undo_accepting, correction_id, by=g.access)
    flash(ngettext("Undone: one comment waits again.", "Undone: %(num)s comments wait again.", count), "ok")
    return redirect(url_for("placing.suggested"), 303)


@blueprint.get("/o/<organisation>/journey/unmapped")
@member(Permission.VIEW)
def unmapped() -> ResponseReturnValue:
    """Comments without a stage, and those that fit none of the map, by theme."""
    return _unmapped_page()


@dataclass(frozen=True, slots=True)
class Moment:
    """What people say of a theme at no stage of the map."""

    theme: Theme
    people: list[Count]
    quotes: list[dict[str, Any]]
    hidden: list[dict[str, Any]]
    comments: int
    """Comments that may be read and whose main theme it is."""
    proposed: str
    """A name for a stage, made of the theme's words; empty where it can be none."""


def _unmapped_page() -> str:
    table = [row for row in figures.theme_table() if NOWHERE in row.places or row.at(NOWHERE)]
    table.sort(key=lambda row: -sum(said.raised.people for said in row.at(NOWHERE).values()))
    return render_template(
        "insights/unmapped.html",
        moments=[_moment(row) for row in table[:MOST]],
        rest=[row.theme for row in table[MOST:]],
        said=staging.read(staging.said_to_fit_none().limit(PAGE)),
        stages=journeys.stages(),
        place=place_form(journeys.stages(), unplaced=False),
        names=names(),
        current_step=STEP,
    )


def _moment(row: figures.ThemeRow) -> Moment:
    groups, known = {one.id: one for one in stakeholders.groups()}, names()
    at = row.at(NOWHERE)
    found: Sentences = mentions.mentions_of([row.theme.id], place=NOWHERE, order="strongest", limit=SAMPLES)
    return Moment(
        row.theme,
        [(groups[group], said.people) for group, said in at.items() if group in groups],
        [quote_record(one, known) for one in found.found],
        hidden_records(found, known),
        staging.count_without_stage(row.theme.id),
        _proposed(row.theme),
    )


def _proposed(theme: Theme) -> str:
    """The name of a theme somebody wrote; of a found one its leading words; what names no theme is no stage either."""
    if theme.code in queries.fallback_codes():
        return ""
    return " ".join(theme.terms[:2]).capitalize() if theme.source == "found" and theme.terms else text(theme.names)


@blueprint.post("/o/<organisation>/journey/unmapped/<code>")
@member(Permission.EDIT_THEMES)
def place_theme(code: str) -> ResponseReturnValue:
    """Place all that is said of a theme at no stage."""
    row = queries.theme(code)
    form = place_form(journeys.stages(), unplaced=False)
    if not form.validate():
        flash(gettext("Choose a stage."), "err")
        return _unmapped_page(), 422
    count = act(actions.place_theme, row.id, stage=journeys.stage_named(form.stage.data), by=g.access)
    flash(ngettext("One comment stands there now.", "%(num)s comments stand there now.", count), "ok")
    return redirect(url_for("placing.unmapped"), 303)
