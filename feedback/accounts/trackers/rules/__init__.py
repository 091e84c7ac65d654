"""What a connection to a tracker needs, and how each of the three is talked to. Pure.

`github`, `gitlab` and `jira` each build the same three requests and read what comes back:
`tried` (a harmless read that needs the token), `opening` (one issue) and `sought` (an issue that may be there already).
"""

from __future__ import annotations

from feedback.accounts.trackers.rules.kinds import (
    GITHUB,
    GITLAB,
    JIRA,
    KINDS,
    LONGEST_BODY,
    LONGEST_TITLE,
    LONGEST_TOKEN,
    Project,
    check_account,
    check_issue_type,
    check_kind,
    check_project,
    check_token,
    check_url,
    kind_label,
    label,
    usual_url,
)
from feedback.accounts.trackers.rules.requests import Found, Request

__all__ = [
    "GITHUB",
    "GITLAB",
    "JIRA",
    "KINDS",
    "LONGEST_BODY",
    "LONGEST_TITLE",
    "LONGEST_TOKEN",
    "Found",
    "Project",
    "Request",
    "check_account",
    "check_issue_type",
    "check_kind",
    "check_project",
    "check_token",
    "check_url",
    "kind_label",
    "label",
    "usual_url",
]
