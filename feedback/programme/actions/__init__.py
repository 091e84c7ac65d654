"""Every write of the programme: the work (`work`, `parts`) and what people are told (`notices`)."""

from __future__ import annotations

from feedback.programme.actions.notices import (
    change_notice,
    discard,
    draft_notice,
    place_notice,
    publish,
    take_back,
)
from feedback.programme.actions.parts import (
    add_checks,
    add_milestone,
    change_milestone,
    reach_milestone,
    remove_check,
    remove_milestone,
    tick,
)
from feedback.programme.actions.work import finish, move, plan, put_back, report, start

__all__ = [
    "add_checks",
    "add_milestone",
    "change_milestone",
    "change_notice",
    "discard",
    "draft_notice",
    "finish",
    "move",
    "place_notice",
    "plan",
    "publish",
    "put_back",
    "reach_milestone",
    "remove_check",
    "remove_milestone",
    "report",
    "start",
    "take_back",
    "tick",
]
