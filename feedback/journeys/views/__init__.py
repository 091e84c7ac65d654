"""The journey's editor, by what is drawn: the whole, its stages, their touchpoints."""

from __future__ import annotations

from feedback.journeys.views import (
    areas,
    blueprint,
    editor,
    flows,
    functions,
    lenses,
    needs,
    passing,
    prompts,
    ready_journeys,
    reviews,
    stages,
    starting,
    tool_links,
    touchpoints,
    variants,
    versions,
    walks,
    workshops,
)

blueprints = (
    areas.blueprint,
    functions.blueprint,
    prompts.blueprint,
    starting.blueprint,
    ready_journeys.blueprint,
    blueprint.blueprint,
    flows.blueprint,
    needs.blueprint,
    tool_links.blueprint,
    editor.blueprint,
    lenses.blueprint,
    stages.blueprint,
    touchpoints.blueprint,
    passing.blueprint,
    variants.blueprint,
    versions.blueprint,
    walks.blueprint,
    workshops.blueprint,
    reviews.blueprint,
)
