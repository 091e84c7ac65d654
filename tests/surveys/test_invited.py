"""When a personal link opens no form any more."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.surveys.invited import invitations, over

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("used", "revoked", "last", "why"),
    [
        (False, False, None, None),
        (False, False, TODAY, None),
        (False, False, date(2026, 11, 21), "expired"),
        (True, False, None, "used"),
        (True, False, date(2026, 11, 21), "used"),
        (True, True, None, "revoked"),
    ],
)
def test_over(used: bool, revoked: bool, last: date | None, why: str | None) -> None:
    assert over(used=used, revoked=revoked, expires_on=last, today=TODAY) == why


def test_the_slice_that_keeps_invitations_fills_the_slot(app: object) -> None:
    keeper = invitations()
    assert keeper is not None and callable(keeper.opened) and callable(keeper.spend)
