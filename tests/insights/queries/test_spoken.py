"""Which typed examples are words of somebody who answered."""

from __future__ import annotations

from feedback.insights.queries.spoken import unspoken
from tests.factories import evidence, groups
from tests.factories.people import Member


def test_what_stands_in_evidence_word_for_word_is_somebodys(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        groups.group(of, "customer", code="guests")
    evidence.note(acme, "guests", text="Esperé 100% del tiempo. Muy mal")
    evidence.note(globex, "guests", text="No había toallas")
    with acme.at_work():
        typed = ["Esperé 100% del tiempo", "esperé 100", "MUY MAL", "No había toallas", "1_0"]
        assert unspoken(typed) == ["No había toallas", "1_0"]
