"""When a table grew so much that PostgreSQL should look at it again."""

from __future__ import annotations

from feedback.growth import FIRST, Growth


def test_a_table_is_due_once_it_has_rows_enough_and_again_when_they_doubled() -> None:
    growth = Growth()
    growth.add("acme", "comment", FIRST - 1)
    assert growth.take_due() == []
    growth.add("acme", "comment", 1)
    assert growth.take_due() == ["comment"]
    assert growth.take_due() == []
    growth.add("acme", "comment", FIRST - 1)
    assert growth.take_due() == []
    growth.add("acme", "comment", 1)
    assert growth.take_due() == ["comment"]


def test_each_organisation_and_table_counts_for_itself() -> None:
    growth = Growth()
    for organisation in ("acme", "globex"):
        growth.add(organisation, "comment", FIRST - 1)
    growth.add("acme", "mention", FIRST)
    assert growth.take_due() == ["mention"]
    for organisation in ("acme", "globex"):
        growth.add(organisation, "comment", 1)
    assert growth.take_due() == ["comment"]
