"""Charts of themes: what they draw, and the same as table and text."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask
from flask_babel import force_locale

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights import pictures
from feedback.insights.presenting import Names
from feedback.insights.queries.periods import Period, Trend
from feedback.stakeholders.models import StakeholderGroup
from tests.charts.drawing import texts
from tests.insights.rows import GROUP, row


def names() -> Names:
    return Names([StakeholderGroup(id=GROUP, code="c", kind="customer", name={"en": "Customers"})], [])


def month(number: int, share: Shown[float] | Hidden) -> Period:
    return Period(date(2026, number, 1), 1, None, share)


def record(app: Flask, *periods: Period) -> Any:
    with app.test_request_context(), force_locale("en"):
        return pictures.trend_record({GROUP: Trend(GROUP, periods, None)}, names(), "/trend.svg")


def test_a_trend_has_its_table_and_its_text(app: Flask) -> None:
    found = record(app, month(1, Shown(0.1, 40, 0.05, 0.18)), month(2, Hidden("too_few", 5)), month(3, Shown(0.3, 50)))
    assert found["columns"] == ["When", "Customers"]
    assert found["rows"] == [["January 2026", "10% of 40"], ["February 2026", "too few"], ["March 2026", "30% of 50"]]
    assert "Customers: from 10% in January 2026 to 30% in March 2026." in found["alt"]
    assert found["caption"].endswith("the scale ends at 40%.")


def test_one_period_makes_no_line(app: Flask) -> None:
    assert record(app, month(1, Shown(0.1, 40))) is None
    assert record(app, month(1, Hidden("nobody")), month(2, Hidden("nobody"))) is None


def test_the_axis_is_short_and_the_scale_is_not_that_of_two_people(app: Flask) -> None:
    wave = Period(date(2026, 2, 9), 0, {"en": "Spring"}, Shown(0.5, 2, 0.1, 0.9))
    quarter = Period(date(2026, 4, 1), 3, None, Shown(0.1, 40, 0.05, 0.2))
    with app.test_request_context(), force_locale("en"):
        drawn = pictures.trend({GROUP: Trend(GROUP, (wave, quarter), None)}, names(), "light", "wide")
    assert {"Spring", "Q2 26", "60%"} <= set(texts(drawn))


def test_themes_by_how_they_feel(app: Flask) -> None:
    rows = [row("waiting", negative=6, positive=1, neutral=3), row("hushed")]
    with app.test_request_context(), force_locale("en"):
        found, drawn = pictures.feelings_record(rows, "/feelings.svg"), pictures.feelings(rows, "dark", "narrow")
        assert pictures.feelings_record(rows[1:], "/feelings.svg") is None
    assert found is not None
    assert found["alt"].endswith("Waiting: 6 unfavourable, 1 favourable.")
    assert "60% and 10% of 10" in " ".join(texts(drawn))
    assert "Hushed" not in texts(drawn)
