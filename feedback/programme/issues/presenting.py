"""Issues of an improvement as its pages show them."""

from __future__ import annotations

from typing import Any

from feedback.accounts.trackers import queries as trackers
from feedback.accounts.trackers.rules import label
from feedback.accounts.trackers.rules.answers import reason_label
from feedback.backlog.models import Improvement
from feedback.programme import rules
from feedback.programme.issues import queries
from feedback.programme.issues.rules import state_label


def issues_about(row: Improvement) -> dict[str, Any]:
    """What `programme/issues_panel.html` wants besides the improvement: two reads."""
    return {
        "issues": queries.issues_of(row.id),
        "connected": trackers.trackers(),
        "open": row.status in rules.AGREED,
        "state_label": state_label,
        "reason_label": reason_label,
        "tracker_label": label,
    }
