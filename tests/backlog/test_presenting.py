"""Lines and sentences as components show them."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import g

from feedback.backlog.models import Improvement
from feedback.backlog.presenting import due_note, is_late, line_record, varied
from feedback.insights.queries.mentions import Sentence
from tests.factories.backlog import listed, said_and_proposed
from tests.factories.people import Member

CUSTOMERS, EMPLOYEES = UUID(int=1), UUID(int=2)
TODAY = date(2026, 11, 22)


def sentence(group: UUID, words: str = "They made us wait for two hours.") -> Sentence:
    return Sentence(uuid4(), words, 0, len(words), "en", "neg", -0.5, group, None, False, (), "Reviews")


def test_three_sentences_come_from_as_many_groups_as_there_are() -> None:
    found = [sentence(CUSTOMERS), sentence(CUSTOMERS), sentence(CUSTOMERS), sentence(EMPLOYEES)]
    assert [one.group_id for one in varied(found, 3)] == [CUSTOMERS, EMPLOYEES, CUSTOMERS]


def test_nothing_stands_twice_while_others_say_something_else() -> None:
    same, again, other = sentence(CUSTOMERS), sentence(CUSTOMERS), sentence(CUSTOMERS, "Nobody told us the hour.")
    assert varied([same, again, other], 2) == [same, other]
    assert varied([same, again, other], 3) == [same, other, again]


def test_what_reads_well_comes_before_what_is_too_short_or_long() -> None:
    short, long, good = sentence(CUSTOMERS, "Bad."), sentence(CUSTOMERS, "x" * 900), sentence(CUSTOMERS)
    assert varied([short, long, good], 2) == [good, short]
    assert varied([], 3) == []


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("open", date(2026, 11, 21), True),
        ("in_progress", TODAY, False),
        ("done", date(2026, 11, 21), False),
        ("later", date(2026, 11, 21), False),
        ("open", None, False),
    ],
)
def test_late_is_after_the_date_while_something_is_to_be_done(status: str, due: date | None, late: bool) -> None:
    assert is_late(Improvement(status=status, due_on=due), TODAY) is late


def test_what_is_over_has_no_date_beside_it() -> None:
    assert due_note(Improvement(status="done", due_on=TODAY)) == ""


def test_a_line_is_told_in_the_readers_language(acme: Member) -> None:
    said_and_proposed(acme)
    held = listed(acme)
    line = next(one for one in held.lines if one.improvement.direction == "reduce")
    told = {}
    for language in ("es", "en"):
        with acme.app.test_request_context(headers={"Accept-Language": language}):
            g.organisation_code = "acme"
            told[language] = line_record(held, line)
    assert (told["es"]["title"], told["en"]["title"]) == ("Reducir la espera: Visit", "Reduce waiting: Visit")
    assert told["es"]["why"].startswith("Mencionado por 6 de 6 en Clientes y 4 de 4 en Empleados")
    assert told["en"]["effort_known"] is False
