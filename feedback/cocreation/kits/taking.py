"""Bringing a kit into an organisation: all of it or nothing, through the actions the pages use."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from feedback.accounts.actions import record
from feedback.cocreation.actions import wordings
from feedback.cocreation.kits.format import Kit
from feedback.insights.actions import adopting
from feedback.journeys.importing import import_journey
from feedback.permissions import Access
from feedback.surveys.actions import importing
from feedback.surveys.canonical import canonical
from feedback.surveys.document import Questionnaire
from feedback.surveys.identities import with_new_identities
from feedback.surveys.models import Questionnaire as Row


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a kit. `stages`: added ones; `questionnaires`: codes here, the same ones when taken again."""

    stages: int
    questionnaires: tuple[str, ...]
    themes: int
    wordings: int


def take(kit: Kit, *, by: Access | None = None) -> Taken:
    """What has the same code is the same thing and is brought up to date; taking a kit twice changes nothing more."""
    stages = len(import_journey(kit.drawing, by=by).added) if kit.drawing else 0
    asked = [_asked(one) for one in kit.questionnaires]
    for own in kit.themes:
        adopting.adopt(code=own.code, names=own.names, examples=own.examples, by=by)
    for renamed in kit.renamed:
        adopting.call(code=renamed.theme, names=renamed.names, by=by)
    for one in kit.tone:
        wordings.avoid(lang=one.lang, words=one.words, instead=one.instead, by=by)
    record(by, "kit.taken", next(iter(kit.name.values()), ""))
    return Taken(stages, tuple(row.code for row in asked), len(kit.themes) + len(kit.renamed), len(kit.tone))


def _asked(document: Questionnaire) -> Row:
    """Its questions are other questions here: their answers never stand in one series with those elsewhere."""
    known = importing.source_hash(canonical(document))
    return importing.take_in(document=with_new_identities(document, uuid4), report=(), source_hash=known)
