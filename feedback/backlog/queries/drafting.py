"""What an improvement that is drafted from a moment, a gap or a group of notes would say, with today's names."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.backlog.rules import origins as rules
from feedback.backlog.rules.origins import Draft
from feedback.backlog.rules.titles import cut
from feedback.errors import Conflict, NotFound, message
from feedback.insights.queries import gaps
from feedback.insights.queries import workshops as placing
from feedback.insights.queries.gaps import StageGap
from feedback.journeys import queries as journeys
from feedback.names import texts_of
from feedback.stakeholders.queries import groups as stakeholders
from feedback.workshops.queries import clusters


def from_moment(stage_id: UUID, kind: str) -> Draft:
    """From a moment of a stage; NotFound."""
    if kind not in rules.MOMENTS:
        raise NotFound()
    stage = journeys.stage(stage_id)
    return rules.moment(kind, stage.id, stage.name, _languages())


def from_gap(stage_id: UUID, guessing_id: UUID, living_id: UUID) -> Draft:
    """From what insiders believe of a stage and what is lived there. NotFound; Conflict where it cannot be told."""
    guessing, living = stakeholders.group(guessing_id), stakeholders.group(living_id)
    stage, found = journeys.stage(stage_id), _gap(stage_id, guessing_id, living_id)
    if found.gap is None or not found.gap.sign:
        raise Conflict(message("What they believe cannot be told from what is lived there."))
    side = rules.ABOVE if found.gap.value > 0 else rules.BELOW
    words = {"stage": stage.name, "guessing": guessing.name, "living": living.name}
    return rules.gap(side, (stage.id, guessing.id, living.id), words, _languages())


def _gap(stage_id: UUID, guessing_id: UUID, living_id: UUID) -> StageGap:
    asked = (stage_id, guessing_id, living_id)
    for one in gaps.of_stages(stakeholders.groups()):
        if (one.stage_id, one.group_id, one.lived_by) == asked:
            return one
    raise NotFound()


def from_cluster(cluster_id: UUID, *, direction: str, lang: str) -> Draft:
    """From a group of notes of a workshop, in the words of its heading; NotFound, Invalid."""
    cluster, workshop = clusters.with_id(cluster_id)
    stage = placing.stage_today(cluster.stage_code)
    words = {"workshop": workshop.title, "notes": rules.notes(len(clusters.notes_of(cluster.id)))}
    return Draft(
        rules.CLUSTER,
        rules.key_of(rules.CLUSTER, cluster.id),
        texts_of("title", {lang: cut(cluster.title)}),
        rules.hypothesis("cluster", words, _languages()),
        direction=direction,
        stage=stage.id if stage else None,
    )


def _languages() -> list[str]:
    return list(accounts.organisation().languages)
