"""The journey's editor, by what is drawn: the whole, its stages, their touchpoints."""

from __future__ import annotations

from feedback.journeys.views import editor, stages, touchpoints

blueprints = (editor.blueprint, stages.blueprint, touchpoints.blueprint)
