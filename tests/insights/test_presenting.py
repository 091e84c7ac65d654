from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.models import Run
from feedback.insights.presenting import AROUND, Names, hidden_records, marks, quote_record, run_record
from feedback.insights.queries.mentions import Sentence, Sentences
from feedback.insights.queries.runs import Progress
from feedback.insights.rules import EVERYWHERE
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup

CUSTOMERS = StakeholderGroup(id=uuid4(), code="customers", kind="customer", name={"en": "Customers"})
STAFF = StakeholderGroup(id=uuid4(), code="staff", kind="employee", name={"en": "Staff"})
VISIT = Stage(id=uuid4(), code="visit", name={"en": "The visit"})
NAMES = Names([CUSTOMERS, STAFF], [VISIT])


def sentence(text: str = "We waited. It was long.", start: int = 0, end: int = 10, **values: Any) -> Sentence:
    given: dict[str, Any] = {
        "id": uuid4(),
        "text": text,
        "start": start,
        "end": end,
        "lang": "en",
        "sentiment": "neg",
        "score": -0.5,
        "group_id": CUSTOMERS.id,
        "stage_id": VISIT.id,
        "suggested": False,
        "themes": (),
        "source": "Reviews",
    }
    return Sentence(**{**given, **values})


def record(app: Flask, one: Sentence) -> dict[str, Any]:
    with app.test_request_context("/?lang=en"):
        return quote_record(one, NAMES)


def test_a_sentence_is_marked_in_its_surroundings(app: Flask) -> None:
    shown = record(app, sentence(month=date(2026, 3, 1)))
    assert shown["text"][shown["start"] : shown["end"]] == "We waited."
    assert (shown["text"], shown["stage"], shown["when"], shown["source"]) == (
        "We waited. It was long.",
        "The visit",
        "March 2026",
        "Reviews",
    )
    assert shown["group"] == {"kind": "customer", "name": "Customers"}


def test_long_surroundings_are_cut_at_words(app: Flask) -> None:
    text = "before " * 60 + "THE POINT" + " after" * 60
    start = text.index("THE POINT")
    shown = record(app, sentence(text, start, start + 9))
    assert shown["text"][shown["start"] : shown["end"]] == "THE POINT"
    assert shown["text"].startswith("… before ") and shown["text"].endswith(" after …")
    assert len(shown["text"]) <= 2 * AROUND + 9 + 4


def test_a_suggested_stage_a_wave_and_a_question_are_said(app: Flask) -> None:
    one = sentence(
        suggested=True, wave={"en": "Autumn"}, source={"en": "Your visit"}, question={"en": "What hurt?"}, version=2
    )
    shown = record(app, one)
    assert (shown["stage"], shown["when"]) == ("The visit, suggested", "Autumn")
    assert shown["source"] == "Your visit, version 2: What hurt?"


def test_places_have_names_and_codes(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert [NAMES.place(place) for place in (VISIT.id, None, EVERYWHERE, uuid4())] == [
            "The visit",
            "Stage unknown",
            "All stages",
            "Stage unknown",
        ]
        assert [NAMES.code(place) for place in (VISIT.id, None, EVERYWHERE)] == ["visit", "none", ""]


def test_groups_with_people_the_largest_first(app: Flask) -> None:
    people: dict[UUID, Shown[int] | Hidden] = {CUSTOMERS.id: Shown(2, 9), STAFF.id: Shown(5, 6)}
    with app.test_request_context("/?lang=en"):
        assert marks(people, NAMES) == [
            {"kind": "employee", "name": "Staff", "people": 5, "wrote": 6},
            {"kind": "customer", "name": "Customers", "people": 2, "wrote": 9},
        ]
        assert marks({STAFF.id: Hidden("too_few", 5), CUSTOMERS.id: Shown(0, 9)}, NAMES) == []


def test_words_kept_back_say_of_whom(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert hidden_records(Sentences((), 0, {STAFF.id: Hidden("too_few", 10)}), NAMES) == [
            {"hidden": "too_few", "k": 10, "group": {"kind": "employee", "name": "Staff"}}
        ]


def test_reading_and_writing_are_each_half_of_the_way(app: Flask) -> None:
    with app.test_request_context("/o/acme/themes?lang=en"):
        from flask import g

        g.organisation_code = "acme"
        shown = run_record(Progress(Run(id=uuid4()), "running", 150, 200))
        assert (shown["done"], shown["total"], shown["state"]) == (75, 100, "running")
        assert run_record(Progress(Run(id=uuid4()), "waiting", 0, 0))["state"] == "queued"


def test_how_long_a_run_still_takes(app: Flask) -> None:
    def note(remaining: float | None, state: str = "running") -> object:
        return run_record(Progress(Run(id=uuid4()), state, 150, 200, remaining))["note"]

    with app.test_request_context("/o/acme/themes?lang=en"):
        from flask import g

        g.organisation_code = "acme"
        told = [note(seconds) for seconds in (None, 20.0, 70.0, 600.0, 3_700.0, 9_000.0)]
        assert note(None, "waiting") == ""
    assert told == [
        "how long it takes cannot be told yet",
        "less than a minute left",
        "about one minute left",
        "about 10 minutes left",
        "about one hour left",
        "about 2 hours left",
    ]
