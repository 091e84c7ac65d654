"""What other systems can be told, and how a delivery stands. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from feedback.errors import Message, message
from feedback.names import refusal

RESULTS_RELEASED, CASE_OPENED, DECISION_MADE = "results.released", "case.opened", "decision.made"
EVENTS = (RESULTS_RELEASED, CASE_OPENED, DECISION_MADE)
TEST = "test"
WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
GONE, FAILING, BY_HAND = "gone", "failing", "by_hand"
ROTATION = timedelta(hours=24)
"""How long the former secret signs too."""
KEPT = timedelta(days=30)
"""How long the log remembers what was delivered or given up."""


def check_events(chosen: Iterable[str]) -> list[str]:
    """The chosen events in their order; Invalid for none, or for one we do not tell."""
    wanted = set(chosen)
    if not wanted or not wanted <= set(EVENTS):
        raise refusal("events", message("Choose at least one event."))
    return [event for event in EVENTS if event in wanted]


def body_of(event: str, moment: datetime, data: Mapping[str, object]) -> str:
    """What is sent: the event, when it happened, and ids and codes to ask the API with; never a figure or an answer."""
    whole = {"type": event, "timestamp": moment.isoformat(timespec="seconds"), "data": dict(data)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def message_name(identity: object) -> str:
    """The `webhook-id`: the same for every try, so that the receiver can tell a second delivery from a second event."""
    return f"msg_{str(identity).replace('-', '')}"


def event_label(event: str) -> Message:
    return {
        RESULTS_RELEASED: message("Results of a survey are released"),
        CASE_OPENED: message("A case is opened"),
        DECISION_MADE: message("An improvement is decided"),
        TEST: message("Test"),
    }[event]


def state_label(state: str) -> Message:
    return {
        WAITING: message("Waiting to be sent"),
        DELIVERED: message("Delivered"),
        FAILED: message("Given up"),
    }[state]


def off_label(reason: str) -> Message:
    """Why a webhook is switched off."""
    return {
        GONE: message("The other system answered that this address is no longer there."),
        FAILING: message("Nothing could be delivered for three days."),
        BY_HAND: message("Somebody switched it off."),
    }[reason]
