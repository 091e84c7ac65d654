"""Which services are walked, as people write them down."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.errors import Invalid
from feedback.journeys.rules.chosen import MOST_AT_ONCE, Service, services_of

TODAY = date(2026, 3, 31)


def test_one_a_line_with_its_day_where_one_is_known() -> None:
    written = "A-1\n\n  A-2 2026-03-30 \nA-3\t30/03/2026\nA-4;30.3.2026\nOrder 4711\nA-1\n"
    assert services_of(written, TODAY) == [
        Service("A-1"),
        Service("A-2", date(2026, 3, 30)),
        Service("A-3", date(2026, 3, 30)),
        Service("A-4", date(2026, 3, 30)),
        Service("Order 4711"),
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (" \n", "Write at least one service, one a line."),
        ("A-1\nana@example.org", "Line 2: write your own number of the service, not whose it was."),
        ("A-1 31/02/2026", "Line 1: “31/02/2026” is no day."),
        ("A-1 2026-04-02", "Line 1: 2026-04-02 has not been yet."),
        ("x" * 121, "Line 1: at most 120 characters."),
        (" 2026-03-30", None),
        ("\n".join(map(str, range(MOST_AT_ONCE + 1))), "At most 200 services at once."),
    ],
)
def test_what_cannot_be_says_which_line(written: str, says: str | None) -> None:
    if says is None:
        assert services_of(written, TODAY) == [Service("2026-03-30")]
        return
    with pytest.raises(Invalid) as refused:
        services_of(written, TODAY)
    assert {name: str(text) for name, text in refused.value.fields.items()} == {"services": says}


def test_a_service_of_tomorrow_may_be_of_today_elsewhere() -> None:
    assert services_of("A-1 2026-04-01", TODAY) == [Service("A-1", date(2026, 4, 1))]
