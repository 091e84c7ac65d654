"""Drafting an improvement from what a stage lacks."""

from __future__ import annotations

from feedback.accounts import queries as accounts
from feedback.backlog.actions import improvements
from feedback.backlog.models import Improvement, ImprovementNeed
from feedback.backlog.queries import needs as queries
from feedback.backlog.rules import needs as rules
from feedback.db import db
from feedback.journeys import queries as journeys
from feedback.journeys.queries import blueprint
from feedback.journeys.rules.needs import Need
from feedback.permissions import Access


def draft(need: Need, *, by: Access | None = None) -> Improvement:
    """The improvement drafted from the need, with a title and a hypothesis to go on from; once is enough."""
    blueprint.locked(need.items[0].id)
    if (there := queries.of_need(need)) is not None:
        return there
    languages, lacking = accounts.organisation().languages, _lacking(need)
    made = improvements.add_improvement(
        direction="reduce",
        title=rules.title(lacking, languages),
        hypothesis=rules.hypothesis(lacking, languages),
        stage_id=need.stage,
        by=by,
    )
    db.session.add_all(_links(need, made))
    db.session.flush()
    return made


def _lacking(need: Need) -> rules.Lacking:
    return rules.Lacking(
        kind=need.kind,
        stage=journeys.stage(need.stage).name,
        what=need.text,
        state=need.state,
        minutes=need.minutes,
        source=need.link.source.text if need.link else None,
        target=need.link.target.text if need.link else None,
    )


def _links(need: Need, made: Improvement) -> list[ImprovementNeed]:
    if need.link:
        return [ImprovementNeed(improvement_id=made.id, link_id=need.link.id)]
    return [ImprovementNeed(improvement_id=made.id, item_id=item.id) for item in need.items]
