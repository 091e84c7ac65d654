"""Step 5: the living map, its curve, and moments that people declare."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.insights import findings
from feedback.insights.actions import moments as actions
from feedback.insights.curve import Curve, curve_of
from feedback.insights.forms import MomentForm
from feedback.insights.queries.journey_map import JourneyMap, StageLife, journey_map
from feedback.insights.queries.runs import newest_done
from feedback.journeys import queries as journeys
from feedback.journeys.rules import channel
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.pictures import look, sent
from feedback.web.templating import language_code, text
from feedback.web.texts_forms import done

blueprint = Blueprint("journey", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey")
@member(Permission.VIEW)
def journey() -> ResponseReturnValue:
    """What each group lives at each stage, beside what was assumed."""
    lived = journey_map()
    return _page(lived, _form(lived))


@blueprint.get("/o/<organisation>/journey/curve.svg")
@member(Permission.VIEW)
def curve() -> ResponseReturnValue:
    """The feeling curve, from what the disclosure rule shows and from nothing else."""
    return sent(curve_of(journey_map()).svg(*look()))


@blueprint.post("/o/<organisation>/journey/moments")
@member(Permission.EDIT_JOURNEY)
def declare() -> ResponseReturnValue:
    """Somebody says that a stage is a moment of truth, of pain, or silent."""
    lived = journey_map()
    form = _form(lived)
    if form.validate():
        stage = journeys.stage_named(form.stage.data)
        if done(form, actions.declare, stage=stage, kind=form.kind.data, reason=form.reason.data or "", by=g.access):
            flash(gettext("The moment is on the map."), "ok")
            return redirect(url_for("journey.journey"), 303)
    return _page(journey_map(), form), 422


@blueprint.post("/o/<organisation>/journey/moments/<uuid:moment_id>/withdraw")
@member(Permission.EDIT_JOURNEY)
def withdraw(moment_id: UUID) -> ResponseReturnValue:
    act(actions.withdraw, moment_id=moment_id, by=g.access)
    flash(gettext("The moment is no longer on the map."), "ok")
    return redirect(url_for("journey.journey"), 303)


def _form(lived: JourneyMap) -> MomentForm:
    return MomentForm([(stage.stage.code, text(stage.stage.name)) for stage in lived.stages])


def _page(lived: JourneyMap, form: MomentForm) -> str:
    drawn = curve_of(lived)
    return render_template(
        "insights/journey.html",
        journey=journeys.journey(),
        lived=lived,
        columns=[_column(number, stage) for number, stage in enumerate(lived.stages, 1)],
        rows=_rows(lived, drawn),
        figure=_figure(drawn) if drawn.has_figures else None,
        finding=findings.of_journey(lived),
        gaps=findings.of_gaps(lived),
        channel=channel,
        run=newest_done(),
        form=form,
        current_step=STEP,
    )


def _column(number: int, stage: StageLife) -> dict[str, Any]:
    """A stage as `components/journey_map.html` wants it, with the stage itself."""
    return {
        "number": number,
        "id": f"stage-{stage.stage.code}",
        "name": text(stage.stage.name),
        "hint": "",
        "silent": stage.stage.silent,
        "truth": stage.is_truth,
        "life": stage,
    }


def _rows(lived: JourneyMap, drawn: Curve) -> list[dict[str, str]]:
    scale = gettext("1 to 5, 5 best")
    rows = [("goal", gettext("What the person wants"), ""), ("tp", gettext("Touchpoints"), "")]
    if drawn.has_figures:
        rows.append(("curve", gettext("How they feel"), gettext("1 to 5, with its interval")))
    rows.append(("gs", gettext("What they live"), scale))
    if any(stage.predicted for stage in lived.stages):
        rows.append(("gs predicted", gettext("What insiders believe"), scale))
    rows += [
        ("loud", gettext("What they talk about"), gettext("themes and mentions")),
        ("moments", gettext("Moments"), ""),
        ("improvements", gettext("Improvements"), ""),
    ]
    return [{"id": name, "name": title, "hint": hint} for name, title, hint in rows]


def _figure(drawn: Curve) -> dict[str, Any]:
    """What `components/chart.html` wants; the row below the curve is its table."""
    (width, height), (narrow_width, narrow_height) = drawn.size("wide"), drawn.size("narrow")
    return {
        "url": url_for("journey.curve", lang=language_code()),
        "alt": gettext("How people feel at each stage.") + " " + drawn.spoken,
        "width": width,
        "height": height,
        "narrow_width": narrow_width,
        "narrow_height": narrow_height,
    }
