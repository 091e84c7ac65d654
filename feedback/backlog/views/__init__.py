"""Pages of the backlog: the list, one improvement, strategies, weights."""

from __future__ import annotations

from feedback.backlog.views import cases, improvements, listing, needs, strategies, weights

blueprints = (
    listing.blueprint,
    improvements.blueprint,
    cases.blueprint,
    needs.blueprint,
    strategies.blueprint,
    weights.blueprint,
)
