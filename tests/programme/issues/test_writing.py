"""The text that is proposed, from what the product knows."""

from __future__ import annotations

from feedback.programme.issues.writing import proposed
from tests.factories import effects
from tests.factories.backlog import found
from tests.factories.people import Member
from tests.factories.programme import agreed


def test_the_effect_check_that_will_judge_it_stands_in_the_text(acme: Member) -> None:
    effects.survey(acme)
    number = agreed(acme, "visit", title={"es": "Avisar\nantes", "en": "Tell before"})
    effects.check(acme, number)
    with acme.at_work():
        title, body = proposed(found(number), "en")
        spanish, _ = proposed(found(number), "es")
    assert (title, spanish) == ("Tell before", "Avisar antes")
    assert body == (
        "How we will know that it helped:\n"
        "- Question: csat_visit?\n"
        "- Asked of: Customers, at the stage Visit\n"
        "- It should move by at least +0.5 points of 1 to 5; the verdict is on June 1, 2026.\n\n"
        f"Why it is being done, and what comes of it: http://localhost/o/acme/backlog/{number}"
    )
