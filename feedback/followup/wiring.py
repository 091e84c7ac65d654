"""Where following up shows on pages of the slices below it, and what it hears of them."""

from __future__ import annotations

from flask import Flask

from feedback import events, jobs, slots
from feedback.accounts.webhooks.actions import tell
from feedback.accounts.webhooks.rules import CASE_OPENED
from feedback.events import AnalysisFinished, AnswersCounted, CaseOpened, ContactErased
from feedback.followup import slots as places
from feedback.followup.actions import cases
from feedback.followup.jobs import LOOK, THEMES
from feedback.followup.queries import alerts
from feedback.followup.rules.alerts import THEME
from feedback.stakeholders.rules import history


def wire(app: Flask) -> None:
    events.subscribe(AnswersCounted, look_later)
    events.subscribe(AnalysisFinished, look_at_themes_later)
    events.subscribe(ContactErased, forget)
    events.subscribe(CaseOpened, tell_opened)
    slots.fill("mention.actions", places.mention_actions)
    slots.fill(history.SLOT, places.contact_history)


def look_later(event: AnswersCounted) -> None:
    """A batch of identified answers was counted: see whether a rule fits any of them."""
    if alerts.active(*alerts.LOOKING):
        survey_id = event.survey_id
        jobs.add(LOOK, organisation_id=event.organisation_id, key=f"look:{survey_id}", survey=survey_id.hex)


def look_at_themes_later(event: AnalysisFinished) -> None:
    """A run knows what new answers are about."""
    if alerts.active(THEME):
        jobs.add(THEMES, organisation_id=event.organisation_id, key=f"themes:{event.organisation_id}")


def forget(event: ContactErased) -> None:
    cases.forget_contact(event.contact_id)


def tell_opened(event: CaseOpened) -> None:
    """Other systems hear which case it is."""
    tell(CASE_OPENED, {"case": str(event.case_id)})
