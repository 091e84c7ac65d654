"""Pages of the backlog: the list, one improvement, strategies, weights."""

from __future__ import annotations

from feedback.backlog.views import (
    cases,
    compare,
    decisions,
    formulas,
    foundation,
    improvements,
    listing,
    merging,
    needs,
    objectives,
    origins,
    remarks,
    strategies,
    votes,
    weights,
)

blueprints = (
    listing.blueprint,
    improvements.blueprint,
    cases.blueprint,
    needs.blueprint,
    strategies.blueprint,
    weights.blueprint,
    compare.blueprint,
    formulas.blueprint,
    decisions.blueprint,
    votes.blueprint,
    objectives.blueprint,
    foundation.blueprint,
    merging.blueprint,
    remarks.blueprint,
    origins.blueprint,
)
