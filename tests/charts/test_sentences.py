"""The text alternatives say the same figures as the pictures."""

from __future__ import annotations

from feedback.charts import Bar, Series, describe_distribution, describe_feeling, describe_trend
from tests.charts.drawing import CUSTOMERS, STAGES, SUPPLIERS, TOO_FEW, shown


def comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def said(messages: list) -> list[str]:  # type: ignore[type-arg]
    return [str(message) for message in messages]


def test_feeling() -> None:
    assert said(describe_feeling(STAGES, [CUSTOMERS, SUPPLIERS], comma)) == [
        "Customers: best at Visit (4,5), worst at Wait (2,5).",
        "Suppliers: 2,0 at Wait.",
        "Suppliers: no figure at 2 of 3 stages.",
    ]


def test_feeling_of_nobody() -> None:
    silent = Series("other", "Others", [TOO_FEW] * 3)
    assert said(describe_feeling(STAGES, [silent], comma)) == ["Others: no figure at any stage."]


def test_trend() -> None:
    waves = ["May", "Jun", "Jul"]
    silent = Series("other", "Others", [TOO_FEW] * 3)
    assert said(describe_trend(waves, [CUSTOMERS, SUPPLIERS, silent], comma)) == [
        "Customers: from 4,0 in May to 4,5 in Jul.",
        "Suppliers: 2,0 in Jun.",
        "Others: no figure in any wave.",
    ]


def test_distribution_has_the_most_chosen_first_and_hidden_ones_last() -> None:
    bars = [Bar("Few", TOO_FEW, "too few"), Bar("Some", shown(0.2), "20%"), Bar("Most", shown(0.6), "60%")]
    assert said(describe_distribution(bars)) == ["Most: 60%.", "Some: 20%.", "Few: too few."]
