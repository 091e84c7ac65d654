"""Pages of step 6: the work, the notices, and what everyone may read."""

from __future__ import annotations

from feedback.programme.views import (
    board,
    calendars,
    digests,
    effects,
    issues,
    loop,
    mine,
    notices,
    parts,
    publishing,
    said,
    sheets,
    telling,
    timeline,
    work,
)

assert said.blueprint is work.blueprint, "public pages stand on the blueprint of the work"
blueprints = (
    work.blueprint,
    parts.blueprint,
    board.blueprint,
    timeline.blueprint,
    mine.blueprint,
    sheets.blueprint,
    digests.blueprint,
    calendars.blueprint,
    effects.blueprint,
    issues.blueprint,
    notices.blueprint,
    loop.blueprint,
    publishing.blueprint,
    telling.blueprint,
)
