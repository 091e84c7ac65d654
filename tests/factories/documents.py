"""A small report, made by hand: pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import message
from feedback.reports import document as parts
from feedback.reports.document import Document

DAY = date(2026, 9, 14)
WHO = message("%(raised)s of %(heard)s in %(group)s", raised=3, heard=4, group={"en": "Customers", "es": "Clientes"})


def small(**values: Any) -> Document:
    """Two stages, two groups, one area at the second stage; waiting is raised by three people, prices by forty."""
    made = Document(
        source=parts.Source("Acme", datetime(2026, 9, 15, 8, tzinfo=UTC), "run-1", comments=50),
        groups=[
            parts.Group("customers", "customer", {"en": "Customers"}),
            parts.Group("staff", "employee", {"en": "Staff"}),
        ],
        stages=[parts.Stage("booking", 1, {"en": "Booking"}), parts.Stage("visit", 2, {"en": "Visit"})],
        areas=[parts.Area("field", {"en": "Field staff"}, ["visit"])],
        coverage=[
            parts.Asked("booking", "customers", "asked", 4, DAY),
            parts.Asked("visit", "customers", "asked", 40, DAY),
        ],
        scores=[
            parts.Score("booking", "customers", Shown(4.5, 4, 4.0, 5.0), "survey", DAY),
            parts.Score("visit", "customers", Shown(3.0, 40, 2.8, 3.2), "survey", DAY),
            parts.Score("visit", "staff", Hidden("too_few", 5), "survey"),
        ],
        shared=[
            parts.Shared(
                {"en": "Waiting"},
                "visit",
                "shared",
                {"customers": Shown(0.5, 40, 0.4, 0.6), "staff": Shown(0.75, 4, 0.3, 0.9)},
            )
        ],
        moments=[parts.Moment("visit", "truth", "Here they stay or go.")],
        lines=[line(1, "Tell the hour", "visit", raised=40), line(2, "Clear prices", "booking", raised=3, why=WHO)],
        work=[parts.Work(1, {"en": "Tell the hour"}, "in_progress", due=DAY, stage="visit")],
        decisions=[parts.Decided(1, {"en": "Tell the hour"}, "yes", "It is time.", "Carmen", DAY)],
        effects=[parts.Effect(1, {"en": "Tell the hour"}, "improved", "visit", "customers", Shown(0.5, 40, 0.2, 0.8))],
    )
    return replace(made, **values)


def line(number: int, title: str, stage: str, *, raised: int, **values: Any) -> parts.Line:
    """An improvement of rank `number` that so many customers raised."""
    places = {"rank": number, "rank_low": 1, "rank_high": 2, "people": raised, "raised": {"customers": raised}}
    return parts.Line(number, {"en": title}, "reduce", "open", stage, ["customers"], **places, **values)
