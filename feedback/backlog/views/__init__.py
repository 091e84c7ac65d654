"""Pages of the backlog: the list, one improvement, strategies, weights."""

from __future__ import annotations

from feedback.backlog.views import cases, improvements, listing, strategies, weights

blueprints = (
    listing.blueprint,
    improvements.blueprint,
    cases.blueprint,
    strategies.blueprint,
    weights.blueprint,
)
