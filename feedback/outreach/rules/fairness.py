"""How people's patience is shared out between surveys, so that a frequent one never starves a rare one. Pure.

A person is left in peace for some days after any request. Whoever comes first would take them all: where customers call
the hotline every third day and get a repair once a year, nobody would ever be free to be asked about the repair.

1. Of requests that wait for the same person, the one of the rarest survey goes first; the others wait for it, or give
   up (`reserved`) where it comes too late for them.
2. A survey whose services in the last 90 days are more than four times those of the rarest one in use for the same
   group leaves a fifth of the people to rarer ones (`reserved`). Who they are is drawn with a key, by person and
   period, so that it is the same at every replay, cannot be foreseen, and everybody's turn comes. A period is four
   times the longest cool-down of the group, and each person's begins on another day. A request whose rest would reach
   into a kept period is held back as well: else people would still be resting when their period begins, and the
   fifth would be worth far less.

A survey without services in 90 days keeps nobody from anything, and groups do not compete: a contact is in one.
So the frequent survey gives up about a quarter of its requests, and the rare one reaches a fifth of those it would
reach alone, and whoever happens to be free besides; tests/outreach/rules/test_fairness.py shows the figures.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

FREQUENT = 4
"""A survey is frequent where it has more than so many times the services of the rarest."""
KEPT = 0.2
"""Share of people that frequent surveys leave to rarer ones."""
COOL_DOWNS = 4
"""Cool-downs in a period for which a person is kept."""
COUNTED_DAYS = 90
"""Days of services that say how frequent a survey is."""
_DAY = 86_400


def draw(key: bytes, purpose: str, *parts: str) -> float:
    """A number in [0, 1): always the same for the same words, evenly spread, and nobody without the key foresees it."""
    digest = hmac.digest(key, "\x1f".join((purpose, *parts)).encode(), "sha256")
    return (int.from_bytes(digest[:8], "big") >> 11) / float(1 << 53)


def is_sampled(key: bytes, trigger_id: UUID, service: str, percent: int) -> bool:
    """Whether this service is among those people are asked about; decided once by the service's own id."""
    return draw(key, "sample", trigger_id.hex, service) * 100 < percent


def is_kept(key: bytes, contact_id: UUID, moment: datetime, longest: int) -> bool:
    """Whether frequent surveys leave this person to rarer ones, now or when they would have rested from a request.

    `longest`: the longest cool-down in the group, in days; without one nobody is kept from anything.
    """
    if longest <= 0:
        return False
    rested = moment + timedelta(longest)
    return any(_kept_period(key, contact_id, at, longest) for at in (moment, rested))


def _kept_period(key: bytes, contact_id: UUID, moment: datetime, longest: int) -> bool:
    length = longest * COOL_DOWNS * _DAY
    shift = draw(key, "shift", contact_id.hex) * length
    period = int((moment.timestamp() + shift) // length)
    return draw(key, "kept", contact_id.hex, str(period)) < KEPT


def is_frequent(survey_id: UUID, services: Mapping[UUID, int]) -> bool:
    """Whether a survey has so many services (survey -> services in 90 days) that it has to leave people to others."""
    counts = [count for count in services.values() if count > 0]
    return bool(counts) and services.get(survey_id, 0) > FREQUENT * min(counts)


def is_rarer(one: UUID, than: UUID, services: Mapping[UUID, int]) -> bool:
    """Whether one survey goes before another; of two alike neither does."""
    return services.get(one, 0) < services.get(than, 0)
