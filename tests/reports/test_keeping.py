"""A report survives being kept as JSON."""

from __future__ import annotations

import json

import pytest

from feedback.reports.keeping import kept, restored
from tests.factories.documents import small


def test_what_comes_back_is_what_was_kept() -> None:
    assert restored(json.loads(json.dumps(kept(small())))) == small()


def test_a_field_of_later_or_earlier_times_does_no_harm() -> None:
    plain = json.loads(json.dumps(kept(small())))
    plain["lines"][0]["colour"] = "blue"
    del plain["effects"]
    found = restored(plain)
    assert (found.lines, found.effects) == (small().lines, ())


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="not a report"):
        restored({"lines": []})
