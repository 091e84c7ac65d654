"""Step 4: one theme: what it says, in whose words, where on the journey, who, and how it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights import pictures, speaking, telling
from feedback.insights.actions import themes as actions
from feedback.insights.forms import rename_form
from feedback.insights.models import Theme
from feedback.insights.presenting import Names, hidden_records, quote_record, share_record
from feedback.insights.queries import figures, mentions, periods, together
from feedback.insights.queries import themes as queries
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.periods import Trend
from feedback.insights.queries.questions import asked_cells
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.rules.acts import MERGED
from feedback.insights.views.themes import STEP, names
from feedback.insights.views.themes import blueprint as blueprint
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import member
from feedback.web.pictures import look, sent
from feedback.web.templating import text
from feedback.web.texts_forms import TextsForm, done

POOL, PER_GROUP = 60, 20
"""Sentences of each feeling from which quotes are chosen, and at most so many of one group."""
QUOTES, PAIRS = 4, 2
FEELINGS = ("neg", "pos")
People = Shown[int] | Hidden


@blueprint.get("/o/<organisation>/themes/<code>")
@member(Permission.VIEW)
def theme(code: str) -> ResponseReturnValue:
    """One theme: what it says, in whose words, where on the journey."""
    row = queries.theme(code)
    if row.state == MERGED:
        return redirect(url_for("insights.theme", code=queries.holder(row).code), 303)
    return _theme_page(row, rename_form(row))


@blueprint.get("/o/<organisation>/themes/<code>/trend.svg")
@member(Permission.VIEW)
def theme_trend(code: str) -> ResponseReturnValue:
    """How many raise the theme, from month to month or wave to wave."""
    row = queries.theme(code)
    found = periods.trend(row.id, [group.id for group in stakeholders.groups()])
    return sent(pictures.trend(found, names(), *look()))


@blueprint.post("/o/<organisation>/themes/<code>/name")
@member(Permission.EDIT_THEMES)
def rename(code: str) -> ResponseReturnValue:
    row = queries.theme(code)
    form = rename_form(row)
    if form.validate() and done(form, actions.rename, row, names=form.texts("name", row.names), by=g.access):
        flash(gettext("The theme has its new name. No later analysis changes it."), "ok")
        return redirect(url_for("insights.theme", code=code), 303)
    return _theme_page(queries.theme(code), form), 422


def _theme_page(row: Theme, form: TextsForm) -> str:
    known, said, asked = names(), figures.voices(), asked_cells()
    held, themes = figures.theme_row(row, said), queries.by_id()
    every = stakeholders.groups()
    groups = [group for group in every if group.id in said.groups or (EVERYWHERE, group.id) in asked] or every
    moves = periods.trend(row.id, [group.id for group in groups], said)
    return render_template(
        "insights/theme.html",
        subject=row,
        row=held,
        names=known,
        groups=groups,
        unasked=telling.listed([text(group.name) for group in every if group not in groups]),
        grid=_grid(held, groups, said, asked),
        point=figures.shared_point(row, EVERYWHERE, {group.id: group.code for group in groups}, said),
        share=share_record,
        sentences=telling.of_theme(held, known, together.company(row.id), themes, said),
        **_quotes(row, known),
        picture=pictures.trend_record(moves, known, url_for("insights.theme_trend", code=row.code)),
        changes=[telling.moved(one, known) for one in _changed(moves)],
        form=form,
        current_step=STEP,
    )


def _quotes(row: Theme, known: Names) -> dict[str, Any]:
    """What hurts and what delights, side by side; one of them alone where the address asks for it."""
    feeling = request.args.get("feeling")
    wanted = [feeling] if feeling in FEELINGS else list(FEELINGS)
    found = {
        one: mentions.mentions_of([row.id], sentiment=one, order="strongest", limit=POOL, per_group=PER_GROUP)
        for one in wanted
    }
    chosen = {one: speaking.typical(found[one].found, QUOTES) for one in wanted}
    shown = {sentence.id for sentences in chosen.values() for sentence in sentences}
    rest = [sentence for one in wanted for sentence in found[one].found if sentence.id not in shown]
    pairs = [] if feeling in FEELINGS else speaking.against(rest, PAIRS)
    return {
        "faces": {one: [quote_record(quote, known) for quote in chosen[one]] for one in wanted},
        "pairs": [[quote_record(one, known), quote_record(other, known)] for one, other in pairs],
        "totals": {one: found[one].total for one in wanted},
        "hidden": hidden_records(next(iter(found.values())), known),
        "feeling": feeling if feeling in FEELINGS else None,
    }


def _changed(moves: Mapping[UUID, Trend]) -> list[Trend]:
    return [moves[group] for group in sorted(moves, key=str) if moves[group].change]


def _grid(
    row: ThemeRow, groups: Sequence[StakeholderGroup], said: Voices, asked: frozenset[tuple[Place, UUID]]
) -> list[tuple[Place, list[People]]]:
    """Where the theme was raised, in the order of the journey, no stage last: per group how many, or why not told."""
    found = {place for place, _ in row.cells}
    places: list[Place] = [stage.id for stage in journeys.all_stages() if stage.id in found]
    places += [None] if None in found else []
    return [(place, [people_of(row.theme.id, place, group.id, said, asked) for group in groups]) for place in places]


def people_of(theme_id: UUID, place: Place, group: UUID, said: Voices, asked: frozenset[tuple[Place, UUID]]) -> People:
    """Who raised a theme at a place. A group that nobody asked there is not a group that does not mind."""
    people = said.said(theme_id, place, group).people
    unheard = isinstance(people, Hidden) and people.reason == "nobody" and (place, group) not in asked
    return Hidden("not_asked") if unheard else people
