"""What surveys hear of the slices below, and what they add to their pages."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, url_for

from feedback import events, jobs, slots
from feedback.accounts.webhooks.actions import tell
from feedback.accounts.webhooks.rules import RESULTS_RELEASED
from feedback.db import find, inside
from feedback.errors import message
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules import history
from feedback.stakeholders.rules.history import Moment
from feedback.surveys import listing
from feedback.surveys.actions import erasing
from feedback.surveys.models import Survey
from feedback.surveys.queries import answered_by
from feedback.surveys.queries.stage_rows import identified
from feedback.web.templating import text


def wire(app: Flask) -> None:
    events.subscribe(events.ContactErased, forget)
    events.subscribe(events.StagesPassed, count_again)
    events.subscribe(events.ResultsReleased, tell_released)
    slots.fill(history.SLOT, answered)


def count_again(event: events.StagesPassed) -> None:
    """Identified answers are counted at the stages they count at from now on; releases stay as they were made."""
    for survey_id in identified():
        jobs.add("surveys.tally", organisation_id=event.organisation_id, key=f"tally:{survey_id}", survey=survey_id.hex)


def forget(event: events.ContactErased) -> None:
    erasing.forget_contact(event.contact_id)


def tell_released(event: events.ResultsReleased) -> None:
    """Other systems hear which survey and round it is; what they may see of it they ask for."""
    with inside(event.organisation_id):
        tell(RESULTS_RELEASED, {"survey": find(Survey, event.survey_id).code, "wave": event.wave})


def answered(contact: Contact) -> Iterator[Moment]:
    """The surveys a person answered by name."""
    for survey, moment in answered_by.identified_surveys(contact.id):
        url = url_for("survey_results.results", code=survey.code)
        yield Moment(moment, message("Answered a survey"), text(listing.title_of(survey)), url)
