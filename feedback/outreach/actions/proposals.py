"""Taking up what the coverage plan proposes."""

from __future__ import annotations

from feedback.accounts.actions import record
from feedback.errors import Conflict, NotFound, message
from feedback.outreach.queries import coverage
from feedback.outreach.queries.proposals import what_to_send
from feedback.outreach.rules.material import Ready
from feedback.permissions import Access
from feedback.surveys.actions import library
from feedback.surveys.models import Questionnaire
from feedback.surveys.queries import questionnaires


def prepare(*, stage: str, group: str, by: Access | None = None) -> tuple[Questionnaire, bool]:
    """The questionnaire to open to a group (by code) at a stage (by code), and whether it was made just now.

    Nothing is opened or sent. NotFound where the plan has no such cell; Conflict where it does not apply.
    """
    grid = coverage.coverage()
    here = next((one for one in grid.stages if one.code == stage), None)
    them = next((one for one in grid.groups if one.code == group), None)
    if here is None or them is None:
        raise NotFound()
    if grid.cells[(here.id, them.id)].state == "not_applicable":
        raise Conflict(message("This stage is marked as one that the group does not live. Take the mark back first."))
    chosen = what_to_send(here, them, grid.stages)
    if not isinstance(chosen, Ready):
        return questionnaires.questionnaire(chosen.code), False
    [made] = library.take(entries=[chosen.entry], stages=chosen.stages)
    record(by, "questionnaire.proposed", f"{stage}/{group}")
    return made, True
