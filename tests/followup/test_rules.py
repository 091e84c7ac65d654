"""From which answers a case may be opened, and how it ends."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.errors import Conflict, Invalid
from feedback.followup import rules

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("mode", ["anonymous", "confidential", ""])
def test_only_an_identified_answer_is_followed_up(mode: str) -> None:
    with pytest.raises(Conflict):
        rules.check_mode(mode)
    rules.check_mode("identified")


def test_a_case_ends_with_how_it_ended() -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_state("closed", "")
    assert list(refused.value.fields) == ["outcome"]
    assert [rules.check_state(state, "Well") for state in rules.STATES] == ["open", "waiting", "closed"]
    with pytest.raises(Invalid):
        rules.check_state("lost", "Well")


def test_a_closed_case_is_never_late() -> None:
    yesterday = date(2026, 11, 21)
    assert [rules.is_late(state, yesterday, TODAY) for state in rules.STATES] == [True, True, False]
    assert not rules.is_late("open", TODAY, TODAY)
    assert not rules.is_late("open", None, TODAY)


def test_every_state_has_its_word() -> None:
    assert len({str(rules.state_label(state)) for state in rules.STATES}) == 3
