"""What the analysis puts on pages of the slices below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, render_template
from markupsafe import Markup

from feedback.insights.actions.workshops import WORKSHOP
from feedback.insights.models import JourneyMoment
from feedback.insights.queries import workshops as queries
from feedback.insights.queries.claims import Standing, standing
from feedback.insights.queries.journey_map import JourneyMap, journey_map
from feedback.journeys.models import BlueprintItem, Stage
from feedback.permissions import Permission
from feedback.surveys.document import Question
from feedback.surveys.models import Survey
from feedback.surveys.question_types import TYPES
from feedback.web.templating import may
from feedback.workshops.models import NoteCluster, Workshop
from feedback.workshops.queries.board import Named


def survey_comments(*, survey: Survey, question: Question, **_: Any) -> Markup:
    """The way from a question to what people wrote there; nothing where nobody can write."""
    if not TYPES[question.kind].takes_comments(question):
        return Markup("")
    return Markup(render_template("insights/comments_link.html", survey=survey.code, question=question.code))


def area_said(*, stage: Stage, **_: Any) -> Markup:
    """What each group lives at a stage and what is said loudest there; nothing where there is no group to ask."""
    lived = _lived()
    life = next((one for one in lived.stages if one.stage.id == stage.id), None)
    if life is None or not lived.groups:
        return Markup("")
    return Markup(render_template("insights/area_said.html", life=life, groups=lived.groups))


def _lived() -> JourneyMap:
    """Read once for a page, however many stages it has."""
    if "lived_journey" not in g:
        g.lived_journey = journey_map()
    found: JourneyMap = g.lived_journey
    return found


def item_standing(*, item: BlueprintItem, full: bool = False, **_: Any) -> Markup:
    """How sure a thing of the blueprint is, where somebody claimed something of it; `full` also where nobody did."""
    found = _standings().get(("item", item.id))
    claim = found.claims[0].claim if found and found.claims else None
    return Markup(render_template("insights/item_standing.html", item=item, standing=found, claim=claim, full=full))


def _standings() -> Standing:
    """Read once for a page, however many things it has."""
    if "claim_standings" not in g:
        g.claim_standings = standing()
    found: Standing = g.claim_standings
    return found


def cluster_claim(*, cluster: NoteCluster, **_: Any) -> Markup:
    """A button that claims on the map what a group of notes says, or the claim it became."""
    if not may(Permission.EDIT_JOURNEY) or cluster.became not in ("", "claim"):
        return Markup("")
    stage = None if cluster.became else queries.stage_today(cluster.stage_code)
    return Markup(render_template("insights/cluster_claim.html", cluster=cluster, stage=stage))


def named_moment(*, workshop: Workshop, named: Named, **_: Any) -> Markup:
    """A button that declares a moment several people named, or that it stands on the map."""
    if not may(Permission.EDIT_JOURNEY):
        return Markup("")
    stage = _stages_today().get(named.stage_code)
    declared = _declared().get((stage.id, named.moment)) if stage else None
    ours = declared is not None and declared.params.get(WORKSHOP) == str(workshop.id)
    about = {"workshop": workshop, "named": named, "stage": stage}
    return Markup(render_template("insights/named_moment.html", **about, declared=declared, ours=ours))


def _stages_today() -> Mapping[str, Stage]:
    """Read once for a page, however many moments it has."""
    if "workshop_stages" not in g:
        g.workshop_stages = queries.stages_today()
    found: Mapping[str, Stage] = g.workshop_stages
    return found


def _declared() -> Mapping[tuple[UUID, str], JourneyMoment]:
    if "workshop_moments" not in g:
        g.workshop_moments = queries.all_declared()
    found: Mapping[tuple[UUID, str], JourneyMoment] = g.workshop_moments
    return found
