"""Taking ready questionnaires: nothing is drafted before somebody has said what their stages are here."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.surveys.actions.library import take
from feedback.surveys.library import LEFT_OUT, NO_STAGE, companions, entry
from feedback.surveys.queries import questionnaires as queries
from tests.factories import journeys
from tests.factories.people import Member

HOTEL = companions(entry("hotel-customers"))
ANSWERS = {"booking": "booking", "arrival": "visit", "stay": NO_STAGE, "departure": LEFT_OUT}


def drafts(of: Member) -> list[tuple[str, int]]:
    with of.at_work():
        found = (queries.draft_of(row) for row in queries.questionnaires())
        return sorted((one.library, len(list(one.questions()))) for one in found)


def test_each_becomes_a_draft_of_ones_own(acme: Member) -> None:
    journeys.journey(acme)
    made = acme.do(lambda: [one.code for one in take(entries=HOTEL, stages=ANSWERS)])
    assert drafts(acme) == [("hotel-customers", 8), ("hotel-employees", 6), ("hotel-suppliers", 6)]
    with acme.at_work():
        draft = queries.draft_of(queries.questionnaire(made[0]))
        assert draft.stages() == ("booking", "visit")
        assert list(draft.languages) == queries.languages()
        ids = {question.id for question in draft.questions()}
        assert "booking_ease" not in ids and len(ids) == 8


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"stay": ""}, "stage_stay"), ({"stay": "no-such"}, "stage_stay"), ({"arrival": None}, "stage_arrival")],
)
def test_an_unanswered_stage_makes_no_draft(acme: Member, changed: dict[str, str | None], field: str) -> None:
    journeys.journey(acme)
    answers = {code: place for code, place in {**ANSWERS, **changed}.items() if place is not None}
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: take(entries=HOTEL, stages=answers))
    assert list(refused.value.fields) == [field]
    assert drafts(acme) == []


def test_something_must_be_left_to_ask(acme: Member) -> None:
    nothing = dict.fromkeys(ANSWERS, LEFT_OUT)
    with pytest.raises(Invalid, match="every stage is left out"):
        acme.do(lambda: take(entries=HOTEL, stages=nothing))
    acme.do(lambda: [one.code for one in take(entries=HOTEL[:1], stages=nothing)])
    assert drafts(acme) == [("hotel-customers", 1)]


def test_something_must_be_chosen(acme: Member) -> None:
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: take(entries=[], stages={}))
    assert list(refused.value.fields) == ["entries"]
