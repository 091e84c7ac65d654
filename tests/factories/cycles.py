"""Cycles."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from feedback.cocreation import actions
from feedback.cocreation.queries import cycles as queries
from feedback.reports.document import Document
from feedback.reports.queries import documents
from tests.factories.people import Member

NAME = {"es": "Otoño", "en": "Autumn"}


def cycle(of: Member, **values: Any) -> UUID:
    """A cycle that is under way, by its id; `values` are those of `save_cycle`."""
    given = {"name": NAME, "goal": {}, "sponsor": "", "starts_on": date(2026, 9, 14), **values}
    made: UUID = of.do(lambda: actions.save_cycle(**given).id)
    return made


def closed(of: Member, report: Document | None = None, **values: Any) -> UUID:
    """A cycle that is closed with this report (default: that of today), its files made; `values` as in `cycle`."""
    made = cycle(of, **values)

    def close() -> None:
        current = queries.current()
        assert current is not None
        given = {"report": report or documents.document(), "areas": [{"name": {"en": "Care"}, "ways": {"role": 2}}]}
        actions.close_cycle(current, **given, learned="Ask earlier.")

    of.do(close)
    return made
