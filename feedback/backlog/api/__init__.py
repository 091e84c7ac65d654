"""What to do first over the API: improvements in order, and what people put first in votes."""

from feedback.backlog.api import improvements, votes

blueprints = (improvements.blueprint, votes.blueprint)
"""One chapter each."""
