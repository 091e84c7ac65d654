"""Which improvement may carry on another: one that is still open may go, one that is not over may take it."""

from __future__ import annotations

from feedback.backlog.rules.status import DECIDED, IN_PROGRESS, LATER, OPEN, PROPOSED

MAY_GO = frozenset({PROPOSED, OPEN, LATER})
"""Nobody promised or refused anything yet: a decided one has its work, a declined one its answer to who asked."""
MAY_TAKE = frozenset({PROPOSED, OPEN, LATER, DECIDED, IN_PROGRESS})


def may_merge(gone: str, taking: str) -> bool:
    """Whether one of the first status may go into one of the second."""
    return gone in MAY_GO and taking in MAY_TAKE
