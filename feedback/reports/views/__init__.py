"""Pages of reports: the management report, slides, one page per area, what goes out by e-mail."""

from __future__ import annotations

from feedback.reports.views import areas, mails, management, slides

blueprints = (management.blueprint, slides.blueprint, areas.blueprint, mails.blueprint)
