"""Who may be invited, what a link brings along, whom one reminds."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from feedback.errors import Conflict
from feedback.outreach.rules import invitations as rules

TODAY = date(2026, 11, 22)


def test_only_people_of_the_groups_that_an_open_survey_asks() -> None:
    group = uuid4()
    rules.may_invite(group, {group, uuid4()}, is_open=True)
    with pytest.raises(Conflict):
        rules.may_invite(group, {uuid4()}, is_open=True)
    with pytest.raises(Conflict):
        rules.may_invite(group, {group}, is_open=False)


def test_a_link_to_an_anonymous_survey_brings_nothing_along() -> None:
    values = {"branch": "north"}
    assert [rules.brings(mode, values) for mode in ("identified", "confidential", "anonymous")] == [values, values, {}]


@pytest.mark.parametrize(
    ("used", "revoked", "last", "reminded"),
    [
        (False, False, None, True),
        (False, False, TODAY, True),
        (False, False, date(2026, 11, 21), False),
        (True, False, None, False),
        (False, True, None, False),
    ],
)
def test_whoever_can_still_answer_is_reminded(used: bool, revoked: bool, last: date | None, reminded: bool) -> None:
    assert rules.may_be_reminded(used=used, revoked=revoked, expires_on=last, today=TODAY) is reminded
