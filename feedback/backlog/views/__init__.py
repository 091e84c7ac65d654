"""Pages of the backlog: the list, one improvement, strategies, weights."""

from __future__ import annotations

from feedback.backlog.views import (
    cases,
    compare,
    decisions,
    formula_files,
    formulas,
    foundation,
    further_formulas,
    improvements,
    listing,
    merging,
    needs,
    objectives,
    origins,
    own_formulas,
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
    further_formulas.blueprint,
    own_formulas.blueprint,
    formula_files.blueprint,
    decisions.blueprint,
    votes.blueprint,
    objectives.blueprint,
    foundation.blueprint,
    merging.blueprint,
    remarks.blueprint,
    origins.blueprint,
)
