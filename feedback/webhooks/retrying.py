"""When to try again, and when to give up. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

TRIES = 12
FIRST = 30.0
"""Seconds that doubling starts from: the waits are 2, 4, 8 … minutes and a last one of 34 hours, 68 hours in all."""
SPREAD = 0.2
PATIENCE = timedelta(days=3)
"""How long a webhook may fail before it is switched off."""


def wait(tries: int, chance: float) -> timedelta | None:
    """How long after `tries` failed tries the next one comes: 30 s · 2^(tries + 1), 20 % more or less; None: never.

    `chance` is a random number in [0, 1): what failed together is not tried again together.
    """
    if tries >= TRIES:
        return None
    return timedelta(seconds=FIRST * 2 ** (tries + 1) * (1 - SPREAD + 2 * SPREAD * chance))


def is_hopeless(failing_since: datetime | None, moment: datetime) -> bool:
    """Whether nothing was delivered for so long that the webhook should be switched off."""
    return failing_since is not None and moment - failing_since >= PATIENCE
