"""What the people a persona is made of live: scores by stage, and what they talk about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, distinct, func, select

from feedback.analysis.disclosure import Shown
from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme, Theme
from feedback.insights.queries import figures
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.journey_map import LOUDEST
from feedback.insights.rules import EVERYWHERE
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.stakeholders.models import Persona
from feedback.stakeholders.queries import groups as stakeholders
from feedback.stakeholders.queries import personas
from feedback.stakeholders.rules.personas import pairs_of, wanted
from feedback.surveys.models import Response, Survey
from feedback.surveys.queries import results, segment_cuts, segments
from feedback.surveys.queries.segment_cuts import OwnWords
from feedback.surveys.queries.segments import Lived
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Loud:
    """A theme of these people: how many raised it of those who wrote, and the mentions by feeling."""

    theme: Theme
    people: Shown[int]
    negative: int
    positive: int


@dataclass(frozen=True, slots=True)
class PersonaLife:
    """What a persona's people live, stage by stage in order. `segments` false: the figures are those of its group.

    `contacts`: how many are in its segments. A stage without `Lived` was not asked about.
    """

    segments: bool
    contacts: int
    stages: Sequence[tuple[Stage, Lived | None]]
    wrote: int
    themes: Sequence[Loud]
    own_words: Sequence[OwnWords] = ()


def life_of(persona: Persona) -> PersonaLife:
    """What is known of the lives behind a portrait; the reads do not grow with people, stages or themes."""
    attributes = wanted(pairs_of(persona.segments))
    group_ids = {persona.group_id, *(one.id for one in stakeholders.sub_groups(persona.group_id))}
    return _of_segments(attributes, group_ids) if attributes else _of_group(persona.group_id)


def _of_segments(attributes: Mapping[str, Collection[str]], group_ids: Collection[UUID]) -> PersonaLife:
    people = personas.people_of(group_ids, attributes)
    lived, (wrote, themes) = segments.stage_scores(people, group_ids), _themes_of(people)
    own_words: Sequence[OwnWords] = ()
    if len(attributes) == 1:
        # A cut knows one attribute; crossing two would need its own approval at the launch.
        ((attribute, values),) = attributes.items()
        own_words = segment_cuts.of_segment(attribute, values, group_ids)
    stages = [(stage, lived.get(stage.id)) for stage in journeys.stages()]
    return PersonaLife(True, personas.how_many(group_ids, attributes), stages, wrote, themes, own_words)


def _of_group(group_id: UUID) -> PersonaLife:
    scores = results.stage_scores()
    lived = {stage_id: Lived(one.result, one.newest) for (stage_id, whose), one in scores.items() if whose == group_id}
    stages = [(stage, lived.get(stage.id)) for stage in journeys.stages()]
    said = figures.voices()
    rows = theme_queries.counting()
    found = []
    for theme_id in {cell[0] for cell in said.cells if cell[0] in rows and cell[2] == group_id}:
        one = said.said(theme_id, EVERYWHERE, group_id)
        if theme_id and isinstance(one.people, Shown) and one.people.value and isinstance(one.negative, Shown):
            found.append(Loud(rows[theme_id], one.people, one.raised.negative, one.raised.positive))
    everybody = said.said(None, EVERYWHERE, group_id).people
    return PersonaLife(False, 0, stages, everybody.n if isinstance(everybody, Shown) else 0, _loudest(found))


def _loudest(found: Sequence[Loud]) -> list[Loud]:
    """The themes most of them raise, without those that only say that it was good or bad."""
    book = theme_queries.codebook().by_id
    told = [one for one in found if one.theme.code not in book or book[one.theme.code].actionable]
    return sorted(told, key=lambda one: (-one.people.value, one.theme.code))[: 2 * LOUDEST]


def _themes_of(people: Select[UUID]) -> tuple[int, list[Loud]]:
    """How many of these contacts wrote in identified surveys, and what about."""
    wrote = int(db.session.scalar(_theirs(select(func.count(distinct(Response.contact_id))), people)) or 0)
    negative, positive = (func.sum(case((Mention.sentiment == one, 1), else_=0)) for one in ("neg", "pos"))
    counts = select(MentionTheme.theme_id, func.count(distinct(Response.contact_id)), negative, positive)
    mentions = _theirs(counts, people).join(Mention, Mention.comment_id == Comment.id)
    mentions = mentions.join(MentionTheme, MentionTheme.mention_id == Mention.id).group_by(MentionTheme.theme_id)
    rows = theme_queries.counting()
    found = [
        Loud(rows[theme_id], Shown(raised, wrote), int(bad), int(good))
        for theme_id, raised, bad, good in db.session.execute(mentions)
        if theme_id in rows
    ]
    return wrote, _loudest(found)


def _theirs(wanted: Any, people: Select[UUID]) -> Any:
    """Over their comments; what was said in protected surveys leads to nobody and is never told apart."""
    return (
        wanted.select_from(Comment)
        .join(Response, Response.id == Comment.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.mode == IDENTIFIED, Response.contact_id.in_(people))
    )
