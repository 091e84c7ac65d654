"""Step 4: what people talk about, and what several groups share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import NotFound
from feedback.insights import findings
from feedback.insights.actions import themes as actions
from feedback.insights.forms import rename_form
from feedback.insights.models import Theme
from feedback.insights.presenting import Names, hidden_records, marks, quote_record, run_record, share_record
from feedback.insights.queries import figures, gathering, mentions, runs
from feedback.insights.queries import themes as queries
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.questions import asked_cells
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import member
from feedback.web.texts_forms import TextsForm, done

blueprint = Blueprint("insights", __name__)
STEP = 4
QUOTES, PER_GROUP = 9, 3
FEELINGS = ("neg", "pos")
People = Shown[int] | Hidden


def names() -> Names:
    """Groups and stages of all times: what was said in the past is named too."""
    return Names(stakeholders.groups(include_archived=True), journeys.all_stages())


@blueprint.get("/o/<organisation>/themes")
@member(Permission.VIEW)
def themes() -> ResponseReturnValue:
    """Every theme by the people who raised it, and how far the analysis is."""
    known, table = names(), figures.theme_table()
    progress = runs.progress(runs.newest())
    read, all_comments = runs.comments(), gathering.count()
    return render_template(
        "insights/themes.html",
        rows=[_line(row, known) for row in table],
        finding=findings.of_themes(table, known),
        run=runs.newest_done(),
        progress=run_record(progress) if progress and (progress.under_way or progress.state == "failed") else None,
        read=read,
        waiting=max(0, all_comments - read),
        current_step=STEP,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A theme in the list."""

    row: ThemeRow
    groups: list[dict[str, Any]]
    place: str


def _line(row: ThemeRow, known: Names) -> Line:
    groups = marks({group: said.people for group, said in row.by_group.items()}, known)
    return Line(row, groups, known.place(row.places[0]) if row.places else "")


@blueprint.get("/o/<organisation>/themes/<code>")
@member(Permission.VIEW)
def theme(code: str) -> ResponseReturnValue:
    """One theme: what it says, in whose words, where on the journey."""
    row = queries.theme(code)
    return _theme_page(row, rename_form(row))


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
    known, said = names(), figures.voices()
    held = figures.theme_row(row, said)
    groups = stakeholders.groups()
    feeling = request.args.get("feeling")
    quotes = mentions.mentions_of(
        [row.id],
        sentiment=feeling if feeling in FEELINGS else None,
        order="strongest",
        limit=QUOTES,
        per_group=PER_GROUP,
    )
    return render_template(
        "insights/theme.html",
        subject=row,
        row=held,
        names=known,
        groups=groups,
        grid=_grid(held, groups, said),
        point=figures.shared_point(row, EVERYWHERE, {group.id: group.code for group in groups}, said),
        sentences=findings.of_theme(held, known),
        quotes=[quote_record(one, known) for one in quotes.found],
        total=quotes.total,
        hidden=hidden_records(quotes, known),
        feeling=feeling if feeling in FEELINGS else None,
        form=form,
        current_step=STEP,
    )


def _grid(row: ThemeRow, groups: Sequence[StakeholderGroup], said: Voices) -> list[tuple[Place, list[People]]]:
    """Where the theme was raised, in the order of the journey, no stage last: per group how many, or why not told."""
    found, asked = {place for place, _ in row.cells}, asked_cells()
    places: list[Place] = [stage.id for stage in journeys.all_stages() if stage.id in found]
    places += [None] if None in found else []
    return [(place, [_people(row, place, group.id, said, asked) for group in groups]) for place in places]


def _people(row: ThemeRow, place: Place, group: UUID, said: Voices, asked: frozenset[tuple[Place, UUID]]) -> People:
    """A group that nobody asked there is not a group that does not mind."""
    people = said.said(row.theme.id, place, group).people
    unheard = isinstance(people, Hidden) and people.reason == "nobody" and (place, group) not in asked
    return Hidden("not_asked") if unheard else people


@blueprint.get("/o/<organisation>/themes/shared")
@member(Permission.VIEW)
def shared() -> ResponseReturnValue:
    """How the groups stand to each theme, over all stages or at one (`?stage=`)."""
    known, groups, stages = names(), stakeholders.groups(), journeys.stages()
    place = asked_place(request.args.get("stage"))
    rows = [row for row in figures.shared_points({group.id: group.code for group in groups}) if row.place == place]
    heard = [group for group in groups if any(row.point.groups[group.code].asked for row in rows)]
    told = [row for row in rows if row.point.kind in ("shared", "contested", "specific")]
    return render_template(
        "insights/shared.html",
        told=told,
        rest=[row for row in rows if row not in told],
        finding=findings.of_shared(told, known),
        groups=heard or groups,
        stages=stages,
        place=place,
        names=known,
        share=share_record,
        current_step=STEP,
    )


def asked_place(code: str | None) -> Place:
    """The place an address names: a stage by its code, `none`, or all of them; NotFound."""
    if not code:
        return EVERYWHERE
    if code == "none":
        return None
    found = journeys.stage_with_code(code)
    if found is None:
        raise NotFound()
    return found.id
