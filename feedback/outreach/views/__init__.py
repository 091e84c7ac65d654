"""Step 3 in the browser: the coverage plan, and the ways to reach each group."""

from feedback.outreach.views import channels, mailings, plan, triggers, unsubscribe, walking

blueprints = (
    plan.blueprint,
    channels.blueprint,
    mailings.blueprint,
    unsubscribe.blueprint,
    triggers.blueprint,
    walking.blueprint,
)
