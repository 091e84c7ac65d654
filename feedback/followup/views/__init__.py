"""Pages of following up."""

from feedback.followup.views.alerts import blueprint as alerts
from feedback.followup.views.cases import blueprint as followup

blueprints = (followup, alerts)
