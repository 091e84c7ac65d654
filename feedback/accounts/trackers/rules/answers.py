"""What an answer of a tracker means: done, not now, or never; and how long to wait. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from feedback.errors import Message, message
from feedback.webhooks.sending import OUTCOMES

LONGEST_WAIT = timedelta(hours=24)
BUSY, REFUSED, SIGNED_OUT, FORBIDDEN, MISSING, AWAY = "busy", "refused", "signed_out", "forbidden", "missing", "away"
LASTING = frozenset(
    {
        *(REFUSED, SIGNED_OUT, FORBIDDEN, MISSING, "redirect", "secret", "removed"),
        *("address", "scheme", "userinfo", "port", "private_address"),
    }
)
"""What stays so until somebody mends it: trying again by itself would change nothing."""
OF_OPENING = frozenset({"archived", "no_issues", "no_type"})
"""What keeps issues from being opened, and not from being read."""


def reason(status: int | None, headers: Mapping[str, str]) -> str:
    """Why an answer with this status opened nothing; '' for 2xx. `headers`: names in lower case."""
    if status is None:
        return AWAY
    if 200 <= status < 300:
        return ""
    if status == 429 or (status == 403 and _is_spent(headers)):
        return BUSY
    if status in (408, 425) or status >= 500:
        return AWAY
    return {401: SIGNED_OUT, 403: FORBIDDEN, 404: MISSING, 410: MISSING}.get(status, REFUSED)


def _is_spent(headers: Mapping[str, str]) -> bool:
    """GitHub says 403 too where the requests of an hour are used up."""
    return "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"


def asked_to_wait(headers: Mapping[str, str], moment: datetime) -> timedelta | None:
    """How long a tracker wants to be left alone, at most a day; None where it says nothing."""
    wanted = _after(headers.get("retry-after", ""), moment) or _reset(headers, moment)
    return min(max(wanted, timedelta()), LONGEST_WAIT) if wanted is not None else None


def _after(value: str, moment: datetime) -> timedelta | None:
    """Retry-After: seconds, or the date of the time to come."""
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), 10**6))
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (then if then.tzinfo else then.replace(tzinfo=UTC)) - moment


def _reset(headers: Mapping[str, str], moment: datetime) -> timedelta | None:
    value = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") != "0" or not (value.isascii() and value.isdigit() and len(value) < 12):
        return None
    return datetime.fromtimestamp(int(value), UTC) - moment


def reason_label(reason: str) -> Message:
    """What is wrong and what to do, in plain words."""
    return _LABELS.get(reason) or OUTCOMES[reason]


_LABELS = {
    BUSY: message("It asks to be left alone for a while: too much was asked of it."),
    AWAY: message("It has trouble of its own, or did not answer."),
    REFUSED: message("It did not take the issue as it is: it may want fields that are not sent, or another type."),
    SIGNED_OUT: message("It does not know the token: it was mistyped, has ended or was revoked. Make a new one there."),
    FORBIDDEN: message("The token may not do this there. It needs the right to read the project and to open issues."),
    MISSING: message("There is no such project, or the token may not see it. Check the address and the project."),
    "redirect": message("It sends us elsewhere, which is not followed: the project moved, or the address is another."),
    "too_long": message("It answered more than we read."),
    "secret": message("The token can no longer be read. Paste it again."),
    "removed": message("The connection was removed."),
    "not_this": message("What answers there is not this tracker. Check the address."),
    "archived": message("The project is archived: nothing can be opened in it."),
    "no_issues": message("Issues are switched off in this project."),
    "no_type": message("The project has no such type of issue. Write it exactly as your Jira shows it."),
    "userinfo": message("Leave out the name and the password before the @: the token says who asks."),
    "unknown_name": message("No server was found under this name. Check the address."),
    "private_address": message(
        "This address leads into a private network. Whoever runs this installation can allow that."
    ),
}
