"""Cycles."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from feedback.cocreation import actions
from tests.factories.people import Member

NAME = {"es": "Otoño", "en": "Autumn"}


def cycle(of: Member, **values: Any) -> UUID:
    """A cycle that is under way, by its id; `values` are those of `save_cycle`."""
    given = {"name": NAME, "goal": {}, "sponsor": "", "starts_on": date(2026, 9, 14), **values}
    made: UUID = of.do(lambda: actions.save_cycle(**given).id)
    return made
