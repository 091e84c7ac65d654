"""What the analysis hears of the slices below it, and where it shows up on their pages."""

from __future__ import annotations

from flask import Flask

from feedback import events, slots
from feedback.insights import claim_places, portraits
from feedback.insights import slots as places
from feedback.insights.actions import runs, validation


def wire(app: Flask) -> None:
    events.subscribe(events.EvidenceImported, count_again)
    events.subscribe(events.StagesPassed, count_again)
    events.subscribe(events.SurveyOpened, link_answers)
    slots.fill("surveys.comments", places.survey_comments)
    slots.fill("persona.standing", portraits.persona_standing)
    slots.fill("persona.lived", portraits.persona_lived)
    slots.fill("cluster.actions", places.cluster_claim)
    slots.fill("moment.actions", places.named_moment)
    slots.fill("blueprint.standing", places.item_standing)
    slots.fill("area.said", places.area_said)
    slots.fill("element.standing", claim_places.element_standing)


def count_again(event: events.EvidenceImported | events.StagesPassed) -> None:
    """Rows came or went, or count at other stages: what was counted before holds no longer."""
    runs.tally_soon(event.organisation_id)


def link_answers(event: events.SurveyOpened) -> None:
    """Answers to questions that were made to check claims say from now on whether these are so."""
    validation.link_answers(event.survey_id)
