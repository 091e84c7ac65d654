"""Work on decided improvements, and what people are told of it."""

from __future__ import annotations

from feedback.programme.models.calendars import CalendarFeed
from feedback.programme.models.digests import WorkDigest
from feedback.programme.models.effects import EffectCheck, EffectControl
from feedback.programme.models.issues import TrackedIssue
from feedback.programme.models.notices import Notice, NoticeGroup, SaidOpened
from feedback.programme.models.work import CheckItem, Implementation, Milestone

__all__ = [
    "CalendarFeed",
    "CheckItem",
    "EffectCheck",
    "EffectControl",
    "Implementation",
    "Milestone",
    "Notice",
    "NoticeGroup",
    "SaidOpened",
    "TrackedIssue",
    "WorkDigest",
]
