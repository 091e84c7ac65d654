"""The home page, and the cycle it speaks of."""

from __future__ import annotations

from feedback.cocreation.views import cycle, home

blueprints = (home.blueprint, cycle.blueprint)
