"""Pages of the backlog: the list, one improvement, strategies, weights."""

from __future__ import annotations

from feedback.backlog.views import improvements, listing, strategies, weights

blueprints = (listing.blueprint, improvements.blueprint, strategies.blueprint, weights.blueprint)
