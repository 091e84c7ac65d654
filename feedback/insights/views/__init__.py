"""Pages of steps 4 and 5: themes, sentences, runs, the living map."""

from __future__ import annotations

from feedback.insights.views import journey, runs, sentences, themes

blueprints = (themes.blueprint, sentences.blueprint, runs.blueprint, journey.blueprint)
