"""The map as sheets: the rows of its page and no others, figures as numbers, gaps with their intervals."""

from __future__ import annotations

from feedback.insights.map_page import map_page
from feedback.reports.map_sheets import sheets
from feedback.reports.tables import Table
from feedback.surveys.actions import tallies
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import backlog, surveys
from tests.factories.journeys import change, current
from tests.factories.mapped import behind, without_contact
from tests.factories.people import Member


def made(of: Member, *rows: str) -> dict[str, Table]:
    with of.app.test_request_context("/?lang=en"), of.at_work():
        return {table.name: table for table in sheets(map_page(rows))}


def furnished(of: Member) -> None:
    backlog.ground(of)
    behind(of)
    opened = surveys.opened(of, surveys.published(of), ["customers"], mode="identified")
    for score in (3, 4, 5):
        surveys.answered(opened, "customers", 4, csat=score)
    of.do(lambda: tallies.retally(survey_queries.survey(opened.code)))
    change(of, current(of)[1], lambda stage: setattr(stage, "assumed_feeling", 2.0))


def test_the_map_is_a_sheet_of_rows_and_stages(acme: Member) -> None:
    furnished(acme)
    table = made(acme, "roles", "wait", "tool", "area")["Map"]
    assert list(table.columns) == ["Row", "1. Booking", "2. Visit", "3. Billing"]
    assert [row[0] for row in table.rows] == [
        "Who does what",
        "What the person waits for",
        "Tools",
        "Area that answers",
    ]
    assert [row[2] for row in table.rows] == [
        "Care: Decides (Calls back)",
        "For the van (90 minutes)",
        "A shared diary (One plan, Missing)",
        "Care",
    ]
    assert table.rows[1][1] is None


def test_what_is_hidden_on_the_page_is_hidden_here(acme: Member) -> None:
    furnished(acme)
    assert list(made(acme, "goal", "moments")) == ["Map"]
    assert list(made(acme, "goal", "lived")) == ["Map", "Figures"]
    everything = made(acme, "curve", "lived")
    assert list(everything) == ["Map", "Figures", "Assumed and lived"]
    assert not [row for row in made(acme, "lived")["Figures"].rows if row[1] == "Drawn by the team"]


def test_figures_are_numbers_with_their_interval_or_the_reason(acme: Member) -> None:
    furnished(acme)
    found = made(acme, "curve", "lived")
    rows = {tuple(row[:3]): row[3:] for row in found["Figures"].rows}
    value, low, high, n, why = rows[("Visit", "Lived", "Customers")]
    assert (value, n, why) == (4.0, 12, None) and low < 4.0 < high  # type: ignore[operator]
    assert rows[("Visit", "Drawn by the team", None)][0] == 2.0
    assert rows[("Visit", "Lived", "Employees")][4] == "Not asked: we know nothing here, good or bad."
    gap = found["Assumed and lived"].rows[0]
    assert gap[:5] == ("Visit", "the drawing", 2.0, "Customers", 2.0)
    assert gap[5] == round(low - 2.0, 2)  # type: ignore[operator]


def test_improvements_and_moments_stand_in_their_cells(acme: Member) -> None:
    furnished(acme)
    backlog.improvement(acme, "visit", title={"es": "Avisar", "en": "Tell the time"})
    without_contact(acme)
    table = made(acme, "improvements", "touchpoints", "lived", "themes", "trigger", "goal", "claims", "walked")["Map"]
    cells = {row[0]: row[2] for row in table.rows}
    assert cells["Improvements"] == "Tell the time (To decide)"
    assert cells["Touchpoints"] == "no contact"
    assert str(cells["What they live"]).splitlines()[0].startswith("Customers: 4.0 (")
    assert "Went as drawn" not in cells
