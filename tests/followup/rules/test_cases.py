"""From which answers a case may be opened, and how it ends."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.errors import Conflict, Invalid
from feedback.followup.rules import cases as rules

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)


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


def test_a_case_has_a_reason() -> None:
    assert rules.check_reason("Angry") == "Angry"
    with pytest.raises(Invalid):
        rules.check_reason("")


def test_a_note_has_words_and_not_too_many() -> None:
    assert rules.note_of(" Rang \n twice ") == "Rang\ntwice"
    for text in (" \n ", "x" * (rules.LONGEST_TEXT + 1)):
        with pytest.raises(Invalid) as refused:
            rules.note_of(text)
        assert list(refused.value.fields) == ["text"]
    assert len(rules.note_of("x" * rules.LONGEST_REPLY, most=rules.LONGEST_REPLY)) == rules.LONGEST_REPLY


def test_days_are_counted_until_the_date_and_after_it() -> None:
    assert [rules.days_left("open", day, TODAY) for day in (YESTERDAY, TODAY, date(2026, 11, 24), None)] == [
        -1,
        0,
        2,
        None,
    ]
    assert rules.days_left("closed", YESTERDAY, TODAY) is None


def test_everything_has_its_word() -> None:
    assert len({str(rules.state_label(state)) for state in rules.STATES}) == 3
    assert len({str(rules.show_label(show)) for show in rules.SHOWS}) == len(rules.SHOWS)
