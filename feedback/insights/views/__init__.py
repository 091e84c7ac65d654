"""Pages of steps 4 and 5: themes, sentences, runs, the living map."""

from __future__ import annotations

from feedback.insights.views import (
    correcting,
    drivers,
    editing,
    heat,
    history,
    journey,
    reader,
    runs,
    sentences,
    stages,
    theme,
)

blueprints = (
    theme.blueprint,
    drivers.blueprint,
    heat.blueprint,
    reader.blueprint,
    sentences.blueprint,
    runs.blueprint,
    journey.blueprint,
    editing.blueprint,
    correcting.blueprint,
    history.blueprint,
    stages.blueprint,
)
