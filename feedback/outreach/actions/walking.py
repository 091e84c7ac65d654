"""Taking services that were told of to be walked through the map."""

from __future__ import annotations

from datetime import datetime

from feedback.journeys.actions import walks
from feedback.journeys.models import Walk
from feedback.journeys.rules.chosen import FROM_EVENT
from feedback.outreach.queries import walking as queries
from feedback.outreach.queries.walking import Offer
from feedback.permissions import Access


def draw(offer: Offer, *, since: datetime, n: int, by: Access | None = None) -> list[Walk]:
    """So many services of a stage and group by chance, which nobody can choose among."""
    services = queries.at_random(offer, since, n)
    return walks.choose(services, source=FROM_EVENT, group_id=offer.group.id, by=by)
