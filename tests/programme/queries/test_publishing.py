"""A notice is compared with what its author may read, and with nothing that is kept back."""

from __future__ import annotations

from feedback.programme.queries import publishing
from tests.factories import heard, surveys
from tests.factories.backlog import ground
from tests.factories.people import Member
from tests.factories.programme import agreed, notice

WORDS = "Nobody ever answers the telephone before nine in the morning."


def test_words_that_are_kept_back_are_not_told_by_the_check(acme: Member) -> None:
    """Four people of an anonymous survey said it: too few to be read, so that typing it finds nothing out."""
    ground(acme)
    theme = heard.theme(acme)
    survey = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["employees"], mode="anonymous")
    heard.answered_about(survey, "employees", 4, text=WORDS)
    number = agreed(acme, "visit", theme_ids=[theme])
    made = notice(acme, number, published=False, heard={"es": WORDS, "en": WORDS})
    assert not stops(acme, made)
    heard.heard(acme, "customers", text=WORDS, n=1)
    assert stops(acme, made)


def stops(of: Member, made: object) -> bool:
    with of.at_work():
        return publishing.checked(made).stops  # type: ignore[arg-type]


def test_a_seal_is_broken_by_any_change_of_what_people_read(acme: Member) -> None:
    ground(acme)
    number = agreed(acme)
    first, second = (notice(acme, number, published=False, answer={"es": text}) for text in ("Uno.", "Otro."))
    with acme.at_work():
        assert publishing.checked(first).seal != publishing.checked(second).seal
        assert publishing.checked(first).seal == publishing.checked(first).seal
