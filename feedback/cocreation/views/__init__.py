"""The home page, the cycle it speaks of, and how the organisation writes about people."""

from __future__ import annotations

from feedback.cocreation.views import cycle, cycles, home, kits, language, wordings

blueprints = (home.blueprint, cycle.blueprint, cycles.blueprint, language.blueprint, wordings.blueprint, kits.blueprint)
