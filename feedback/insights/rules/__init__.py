"""Rules of steps 4 and 5: how far a run is, whose life the journey is, what a declared moment needs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar
from uuid import UUID

from feedback.errors import Message, message

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
UNDER_WAY = frozenset({WAITING, RUNNING})

EVERYWHERE: Literal["all"] = "all"
Place = UUID | Literal["all"] | None
"""A stage; `EVERYWHERE` for all stages and none together; None for what was said at no known stage."""

MOMENTS: Mapping[str, Message] = {
    "truth": message("Of truth"),
    "pain": message("Of pain"),
    "silent": message("Silent"),
}
COMPUTED, DECLARED = "computed", "declared"
LONGEST_REASON = 300
UNSTABLE_BELOW = 0.6
"""Stability under which nothing is proposed from a theme; a theme whose stability is unknown is not barred."""

Key = TypeVar("Key")


def state_of(run_state: str, job_state: str | None) -> str:
    """How far a run is: what its job says while it is under way, since a job that gave up cannot tell its run."""
    if run_state not in UNDER_WAY:
        return run_state
    return job_state if job_state in {WAITING, RUNNING, FAILED, CANCELLED} else FAILED


def is_stable(stability: float | None) -> bool:
    """Whether an improvement may be proposed from a theme with this stability, 0 to 1."""
    return stability is None or stability >= UNSTABLE_BELOW


def lived_by(kinds: Mapping[Key, str]) -> frozenset[Key]:
    """The groups whose life the journey is: customers; where there are none, everybody. Never a mixture of the two."""
    customers = frozenset(key for key, kind in kinds.items() if kind == "customer")
    return customers or frozenset(kinds)


def reason_refusal(kind: str, reason: str) -> tuple[str, Message] | None:
    """The field and why a moment cannot be declared so; None where it can."""
    if kind not in MOMENTS:
        return "kind", message("Choose what kind of moment it is.")
    if not reason:
        return "reason", message("Write why it is one: a moment without a reason helps nobody.")
    if len(reason) > LONGEST_REASON:
        return "reason", message("At most %(most)s characters.", most=LONGEST_REASON)
    return None
