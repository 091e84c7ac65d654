"""Every write about the addresses of members' calendars."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.db import db
from feedback.errors import NotFound
from feedback.programme.models import CalendarFeed
from feedback.programme.queries.calendars import feed_of
from feedback.programme.rules.calendars import check_reach


def make_address(user_id: UUID, *, reach: str) -> CalendarFeed:
    """A new address for a member; one they had ends. Invalid, NotFound for who is no member."""
    checked = check_reach(reach)
    end_address(user_id)
    feed = CalendarFeed(user_id=user_id, reach=checked)
    db.session.add(feed)
    db.session.flush()
    return feed


def choose_reach(user_id: UUID, *, reach: str) -> CalendarFeed:
    """Let the calendar hold only what is theirs, or everything; the address stays. Invalid, NotFound without one."""
    feed = feed_of(user_id)
    if feed is None:
        raise NotFound()
    feed.reach = check_reach(reach)
    return feed


def end_address(user_id: UUID) -> None:
    """The address opens nothing any more; NotFound for who is no member. Twice changes nothing."""
    if user_id not in accounts.people():
        raise NotFound()
    feed = feed_of(user_id)
    if feed is not None:
        db.session.delete(feed)
        db.session.flush()
