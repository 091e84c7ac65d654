"""Step 3 in the browser: the coverage plan, and the ways to reach each group."""

from feedback.outreach.views import plan

blueprints = (plan.blueprint,)
