"""Pages of step 2: what is known already, files taken in, notes."""

from __future__ import annotations

from feedback.evidence.views import imports, known, notes, uploads, workshops

blueprints = (known.blueprint, uploads.blueprint, imports.blueprint, notes.blueprint, workshops.blueprint)
