"""What another system may tell of a service."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.outreach.rules.services import MOST_ATTRIBUTES, attributes_of, told_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def refused(**wrong: object) -> str:
    usual: dict[str, object] = {"service": "1", "happened_at": NOW, "attributes": {}, "now": NOW}
    with pytest.raises(Invalid) as error:
        told_of(**{**usual, **wrong})  # type: ignore[arg-type]
    return next(iter(error.value.fields))


def test_a_service_is_kept_on_one_line() -> None:
    told = told_of(service=" order \n 1 ", happened_at=NOW, attributes={"branch": " north "}, now=NOW)
    assert (told.service, told.attributes) == ("order 1", {"branch": "north"})


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(0), -timedelta(days=9000)])
def test_when_it_may_have_ended(ahead: timedelta) -> None:
    assert told_of(service="1", happened_at=NOW + ahead, attributes={}, now=NOW).happened_at == NOW + ahead


def test_what_cannot_be() -> None:
    far = timezone(timedelta(hours=14))
    for wrong in (NOW + timedelta(minutes=5, seconds=1), datetime(2026, 1, 1), datetime(1, 1, 1, tzinfo=far)):
        assert refused(happened_at=wrong) == "happened_at"
    assert refused(happened_at=datetime.max.replace(tzinfo=timezone(-timedelta(hours=14)))) == "happened_at"
    for service in ("", " \n ", "x" * 201):
        assert refused(service=service) == "service"
    for attributes in ({"x" * 41: "y"}, {"x": "y" * 201}, {f"a{n}": "x" for n in range(MOST_ATTRIBUTES + 1)}):
        assert refused(attributes=attributes) == "attributes"


@given(st.dictionaries(st.text(max_size=50), st.text(max_size=210), max_size=25))
def test_attributes_are_few_short_and_never_empty(given: dict[str, str]) -> None:
    try:
        kept = attributes_of(given)
    except Invalid:
        return
    assert len(kept) <= MOST_ATTRIBUTES
    assert all(0 < len(name) <= 40 and 0 < len(value) <= 200 for name, value in kept.items())
    assert attributes_of(kept) == kept
