"""Making a kit of an organisation: what it drew and wrote itself, nothing that anybody answered."""

from __future__ import annotations

from feedback.analysis.codebook import built_in_codebook
from feedback.cocreation.kits.format import Kit, OwnTheme, Renamed
from feedback.cocreation.queries import wordings
from feedback.db import Texts
from feedback.insights.queries import themes
from feedback.insights.queries.spoken import unspoken
from feedback.insights.rules.acts import ACTIVE
from feedback.journeys import queries as journeys
from feedback.journeys import reader
from feedback.journeys.queries import drawing
from feedback.surveys.document import Questionnaire
from feedback.surveys.queries import questionnaires

NAMELESS: Texts = {"es": "Kit", "en": "Kit", "pt": "Kit"}


def packed() -> Kit:
    """The current journey with everything drawn on it, every questionnaire as drafted now, own themes, tone rules.

    Examples of themes that stand word for word in an answer or in evidence stay here.
    """
    journey = journeys.journey()
    drawn = drawing.document(journey) if journey and journeys.stages() else None
    return Kit(
        name=dict(journey.name) if journey else dict(NAMELESS),
        journey=drawn,
        drawing=reader.read(drawing.written(journey)) if journey and drawn else None,
        questionnaires=tuple(_questionnaires()),
        themes=tuple(_own_themes()),
        renamed=tuple(_renamed()),
        tone=tuple(wordings.avoided()),
    )


def _questionnaires() -> list[Questionnaire]:
    return [questionnaires.draft_of(row) for row in questionnaires.questionnaires()]


def _own_themes() -> list[OwnTheme]:
    own = (row for row in themes.themes() if row.source == "human" and row.state == ACTIVE)
    return [OwnTheme(row.code, dict(row.names), tuple(unspoken(row.examples))) for row in own]


def _renamed() -> list[Renamed]:
    book = built_in_codebook().by_id
    renamed = (row for row in themes.themes() if row.renamed and row.state == ACTIVE and row.code in book)
    return [Renamed(row.code, dict(row.names)) for row in renamed]
