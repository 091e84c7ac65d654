"""News goes to those who said yes, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from feedback.outreach.rules.telling import why_not_told


@dataclass
class Somebody:
    email: str | None = "ana@example.org"
    phone: str | None = None
    consent: bool | None = True
    opted_out_at: datetime | None = None
    bounce: str = ""


@pytest.mark.parametrize(
    ("person", "told", "why"),
    [
        (Somebody(), False, None),
        (Somebody(), True, "told"),
        (Somebody(consent=None), False, "unasked"),
        (Somebody(consent=False), False, "no_consent"),
        (Somebody(consent=None, opted_out_at=datetime.min), True, "opted_out"),
        (Somebody(email=None), False, "no_address"),
        (Somebody(bounce="hard"), False, "bounced"),
        (Somebody(bounce="soft"), False, None),
    ],
)
def test_why_not(person: Somebody, told: bool, why: str | None) -> None:
    assert why_not_told(person, told=told) == why
