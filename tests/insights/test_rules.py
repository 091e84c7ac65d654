from __future__ import annotations

import pytest

from feedback.errors import Message
from feedback.insights.rules import LONGEST_REASON, is_stable, lived_by, reason_refusal, state_of


@pytest.mark.parametrize(
    ("run", "job", "state"),
    [
        ("waiting", "waiting", "waiting"),
        ("waiting", "running", "running"),
        ("running", "running", "running"),
        ("running", "failed", "failed"),
        ("running", "cancelled", "cancelled"),
        ("running", None, "failed"),
        ("running", "done", "failed"),
        ("done", None, "done"),
        ("done", "failed", "done"),
        ("cancelled", "cancelled", "cancelled"),
    ],
)
def test_a_run_is_as_far_as_its_job_says(run: str, job: str | None, state: str) -> None:
    assert state_of(run, job) == state


def test_only_a_measured_instability_bars_a_theme() -> None:
    assert [is_stable(value) for value in (None, 0.6, 0.59)] == [True, True, False]


def test_the_journey_is_the_customers_and_everybodys_where_there_are_none() -> None:
    assert lived_by({"a": "customer", "b": "employee", "c": "customer"}) == {"a", "c"}
    assert lived_by({"b": "employee", "d": "supplier"}) == {"b", "d"}


def test_a_moment_is_declared_with_a_kind_and_a_reason() -> None:
    assert reason_refusal("truth", "They decide here.") is None
    assert reason_refusal("joy", "Because.") == ("kind", Message("Choose what kind of moment it is."))
    assert reason_refusal("pain", "") == (
        "reason",
        Message("Write why it is one: a moment without a reason helps nobody."),
    )
    field, refused = reason_refusal("pain", "x" * (LONGEST_REASON + 1)) or ("", Message(""))
    assert (field, str(refused)) == ("reason", "At most 300 characters.")
