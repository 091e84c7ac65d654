"""Pages of step 6: the work, the notices, and what everyone may read."""

from __future__ import annotations

from feedback.programme.views import notices, telling, work

blueprints = (work.blueprint, notices.blueprint, telling.blueprint)
