"""Pages of steps 4 and 5: themes, sentences, runs, the living map."""

from __future__ import annotations

from feedback.insights.views import (
    claims,
    correcting,
    drivers,
    editing,
    flows,
    heat,
    history,
    journey,
    journey_paper,
    lenses,
    reader,
    revision,
    runs,
    sentences,
    stages,
    theme,
    validation,
    workshops,
)

blueprints = (
    theme.blueprint,
    drivers.blueprint,
    heat.blueprint,
    reader.blueprint,
    sentences.blueprint,
    runs.blueprint,
    journey.blueprint,
    journey_paper.blueprint,
    lenses.blueprint,
    editing.blueprint,
    correcting.blueprint,
    flows.blueprint,
    history.blueprint,
    stages.blueprint,
    claims.blueprint,
    revision.blueprint,
    validation.blueprint,
    workshops.blueprint,
)
