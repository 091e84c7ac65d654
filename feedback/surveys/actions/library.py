"""Taking ready questionnaires into the organisation: each becomes a draft of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback.errors import Invalid, Message, message
from feedback.surveys.actions.questionnaires import create_from
from feedback.surveys.library import LEFT_OUT, NO_STAGE, Entry, adopt
from feedback.surveys.models import Questionnaire
from feedback.surveys.queries import questionnaires as queries

STAGE = "stage_"
"""Beginning of the name of the field that asks what a stage of the library is here."""


def take(*, entries: Sequence[Entry], stages: Mapping[str, str]) -> list[Questionnaire]:
    """A draft of each. `stages` says what every stage they ask about is here: a stage's code, NO_STAGE, or LEFT_OUT.

    Raises:
        Invalid: nothing is chosen, a stage is not answered or is none of ours, or nothing would be left to ask.
    """
    if not entries:
        raise _refusal("entries", message("Choose at least one questionnaire."))
    _must_be_answered(entries, stages)
    languages = queries.languages()
    drafts = [adopt(one, stages, languages) for one in entries]
    if not all(draft.sections for draft in drafts):
        raise Invalid(message("Nothing would be left to ask: every stage is left out."))
    return [create_from(document=draft) for draft in drafts]


def _must_be_answered(entries: Sequence[Entry], stages: Mapping[str, str]) -> None:
    ours = {*queries.stage_ids(), NO_STAGE, LEFT_OUT}
    for code in dict.fromkeys(stage.code for one in entries for stage in one.stages):
        if stages.get(code, "") not in ours:
            raise _refusal(f"{STAGE}{code}", message("Say which of your stages this is."))


def _refusal(field: str, reason: Message) -> Invalid:
    return Invalid(reason, {field: reason})
