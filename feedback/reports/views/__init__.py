"""Pages of reports: the management report, one page per area, what goes out by e-mail."""

from __future__ import annotations

from feedback.reports.views import areas, mails, management

blueprints = (management.blueprint, areas.blueprint, mails.blueprint)
