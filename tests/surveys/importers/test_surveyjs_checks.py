"""Validators as settings."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.importers.source import Item, Source
from feedback.surveys.importers.surveyjs_checks import apply_validators
from feedback.surveys.importers.surveyjs_texts import Tongues


@pytest.mark.parametrize(
    ("kind", "validator", "settings", "told"),
    [
        ("number", {"type": "numeric", "minValue": 1, "maxValue": 100}, {"min": 1, "max": 100}, []),
        ("multi", {"type": "answercount", "minCount": 2}, {"min": 2}, []),
        ("multi", {"type": "answercountvalidator", "maxCount": 2}, {"max": 2}, []),
        ("text", {"type": "regex", "regex": "x"}, {}, ["validators: regex"]),
        ("text", {"type": "text", "maxLength": 5}, {}, ["validators: text"]),
        ("text", {"type": "expression", "expression": "{a} > 1"}, {}, ["validators: expression"]),
    ],
)
def test_limits_are_kept_and_other_checks_told(
    kind: str, validator: dict[str, Any], settings: Any, told: list[str]
) -> None:
    source, item = Source("surveyjs"), Item("q", "q", kind, "text")
    apply_validators(item, {"validators": [validator, "stray"]}, Tongues({}), source)
    assert (item.settings, [entry.construct for entry in source.report]) == (settings, told)


def test_a_checked_address_is_an_address_and_own_words_are_kept() -> None:
    source, item = Source("surveyjs"), Item("q", "q", "text", "text")
    apply_validators(item, {"validators": [{"type": "email", "text": "Wrong"}]}, Tongues({}), source)
    assert (item.our_kind, item.invalid_text) == ("email", {"": "Wrong"})
