"""What a workshop said, put on the map: a group of notes as a claim, a moment several people named as declared."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from feedback.db import db
from feedback.errors import Conflict, NotFound, message
from feedback.insights.actions import claims as links
from feedback.insights.actions import moments
from feedback.insights.models import JourneyMoment
from feedback.insights.queries import linking
from feedback.insights.queries import workshops as queries
from feedback.journeys.actions import claims
from feedback.journeys.models import Claim
from feedback.journeys.queries import claims as claim_queries
from feedback.permissions import Access
from feedback.workshops.actions import clusters
from feedback.workshops.queries import clusters as cluster_queries
from feedback.workshops.rules import stages as rules

CLUSTER = "claim"
AT_ONCE = timedelta(seconds=5)
"""A claim that is older than its link to the notes was there before them."""
WORKSHOP = "workshop"
"""Key in a moment's `params`: the workshop in which people named it."""


def claim_cluster(cluster_id: UUID, *, lang: str, by: Access | None = None) -> Claim:
    """State at its stage what a group of notes says, in the words of its heading; the notes speak for it.

    Raises:
        Conflict: something was made of it already, or its stage is not on the map.
    """
    cluster, _ = cluster_queries.with_id(cluster_id)
    if (stage := queries.stage_today(cluster.stage_code)) is None:
        raise Conflict(message("Its stage is not on the map. Choose another stage for the group first."))
    made = claims.claim(about=("stage", stage.id), text={lang: cluster.title}, by=by)
    links.link(made, kind="cluster", target=cluster.id, says="for", by=by)
    clusters.became(cluster.id, CLUSTER, made.id)
    return made


def unclaim_cluster(cluster_id: UUID, *, by: Access | None = None) -> None:
    """The notes no longer speak for the claim; one that was made of them, and nothing else stands behind, goes."""
    cluster, _ = cluster_queries.with_id(cluster_id)
    if cluster.became != CLUSTER or cluster.became_id is None:
        raise Conflict(message("No claim was made of this group of notes."))
    made = claim_queries.claim(cluster.became_id)
    support = linking.support(made.id, "cluster", cluster.id)
    of_these_notes = support is not None and support.linked_at - made.claimed_at < AT_ONCE
    if support is not None:
        links.unlink(made, support_id=support.id, by=by)
        db.session.flush()
    if of_these_notes and not made.reason and not queries.is_supported(made.id):
        claims.withdraw(made, by=by)
    clusters.released(CLUSTER, [made.id])


def declare_named(
    workshop_id: UUID, *, stage_code: str, kind: str, reason: str, by: Access | None = None
) -> JourneyMoment:
    """Declare a moment that several people of a workshop named, with that as its reason.

    Raises:
        Conflict: too few named it, its stage is not on the map, or somebody declared it already: their reason stays.
    """
    if queries.people_naming(workshop_id, stage_code, kind) < rules.SEVERAL:
        raise Conflict(message("At least two people have to name it first."))
    if (stage := queries.stage_today(stage_code)) is None:
        raise Conflict(message("Its stage is not on the map any more."))
    if queries.declared(stage.id, kind) is not None:
        raise Conflict(message("This moment is declared on the map already."))
    row = moments.declare(stage=stage, kind=kind, reason=reason, by=by)
    row.params = {WORKSHOP: str(workshop_id)}
    return row


def undeclare_named(workshop_id: UUID, *, moment_id: UUID, by: Access | None = None) -> None:
    """Take back a moment that was declared from this workshop; NotFound for any other."""
    if queries.declared_with_id(moment_id).params.get(WORKSHOP) != str(workshop_id):
        raise NotFound()
    moments.withdraw(moment_id=moment_id, by=by)
