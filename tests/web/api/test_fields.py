"""Fields accept what the OpenAPI document says of them, and convert nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from marshmallow import ValidationError, fields

from feedback.web.api.fields import Day, Figure, Identity, OneOf, QueryWhole, Strict, Text, Texts, Truth, When, Whole

IDENTITY = "5f0c2f6e-8f1b-4c7e-9d57-0d4f3f6a2b11"


def loaded(field: fields.Field[Any], value: object) -> object:
    return Strict.from_dict({"it": field})().load({"it": value})["it"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (Whole(), 5, 5),
        (QueryWhole(), "5", 5),
        (Figure(), 4, 4.0),
        (Figure(), 4.5, 4.5),
        (Truth(), False, False),
        (Text(most=3), "año", "año"),
        (OneOf(("a", "b")), "a", "a"),
        (Day(), "2026-03-31", date(2026, 3, 31)),
        (When(), "2026-03-31T09:30:00Z", datetime(2026, 3, 31, 9, 30, tzinfo=UTC)),
        (Identity(), IDENTITY, UUID(IDENTITY)),
        (Texts(), {"es": "Hola", "pt-BR": "Olá"}, {"es": "Hola", "pt-BR": "Olá"}),
    ],
)
def test_what_is_accepted(field: fields.Field[Any], value: object, expected: object) -> None:
    assert loaded(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((Whole(), value) for value in ("5", 5.0, True, None, -1, 2**31, 2**63, [5])),
        *((QueryWhole(), value) for value in ("5.0", "-1", "+5", "05", "", "٥", "9" * 12)),
        *((Figure(least=1, most=5), value) for value in ("4", True, None, 0.9, 5.1)),
        *((Truth(), value) for value in ("true", 1, 0, "no", None)),
        *((Text(least=1, most=3), value) for value in ("", "abcd", 5, ["a"], None)),
        *((OneOf(("a",)), value) for value in ("b", "A", 5, None, ["a"])),
        *((Day(), value) for value in ("20260331", "2026-W14-2", "2026-02-30", "31/03/2026", 5, "2026-3-31")),
        *((When(), value) for value in ("2026-03-31T09:30:00", "2026-03-31", 5, "2026-03-31 09:30:00Z", "now")),
        *((Identity(), value) for value in (IDENTITY.replace("-", ""), f"{{{IDENTITY}}}", f"urn:uuid:{IDENTITY}", 5)),
        *((Texts(), value) for value in ({}, {"es": ""}, {"es": 5}, {"spanish": "x"}, {"es\n": "x"}, "x", ["x"])),
    ],
)
def test_what_is_refused(field: fields.Field[Any], value: object) -> None:
    with pytest.raises(ValidationError):
        loaded(field, value)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Strict.from_dict({"it": Whole()})().load({"it": 1, "id": 2})
    assert refused.value.messages == {"id": ["Unknown field."]}
