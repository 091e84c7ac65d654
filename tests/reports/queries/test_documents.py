"""A report drawn up from what the slices say."""

from __future__ import annotations

from datetime import timedelta

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db, now
from feedback.journeys.queries import functions
from feedback.reports.keeping import kept, restored
from feedback.reports.queries import documents
from tests.factories.backlog import decided, found, improvement, said_and_proposed
from tests.factories.functions import area, fill
from tests.factories.people import Member
from tests.factories.programme import started
from tests.factories.surveys import answered, counted, opened, published, standard
from tests.statements import counted as statements


def lived(of: Member) -> None:
    survey = opened(of, published(of, *standard("visit")), ["customers"])
    for score in (3, 4, 5):
        answered(survey, "customers", 1, csat=score)
    counted(survey)


def test_it_holds_figures_places_and_names_without_a_language(acme: Member) -> None:
    said_and_proposed(acme)
    lived(acme)
    area(acme, "field", "Field staff")
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"})
    number = started(acme, "visit", title={"en": "Tell the hour"})

    def own() -> None:
        found(number).function_id = functions.function("field").id
        db.session.flush()

    acme.do(own)
    with acme.at_work():
        held = documents.document()
        assert restored(kept(held)) == held
    assert held.source.run != ""
    assert [(one.code, list(one.stages)) for one in held.areas] == [("field", ["visit"])]
    score = held.score("visit", "customers")
    assert score is not None
    assert (score.result.n, score.source, score.newest) == (3, "survey", now().date())  # type: ignore[union-attr]
    assert isinstance(score.result, Shown)
    [shared] = held.shared
    assert (shared.stage, isinstance(shared.shares["suppliers"], Hidden)) == ("visit", True)
    [line] = [one for one in held.lines if one.number == number]
    assert (line.area, line.stage, line.status) == ("field", "visit", "in_progress")
    assert [(one.number, one.area) for one in held.work] == [(number, "field")]
    assert [(one.number, one.verdict) for one in held.decisions] == [(number, "yes")]


def test_decisions_are_those_since_the_day(acme: Member) -> None:
    number = improvement(acme)
    decided(acme, number, "no", "Too dear.")
    with acme.at_work():
        assert len(documents.document(since=now().date()).decisions) == 1
        assert documents.document(since=now().date() + timedelta(days=1)).decisions == []


def test_it_takes_the_same_reads_for_one_line_and_for_three(acme: Member) -> None:
    said_and_proposed(acme)
    area(acme)
    costs = []
    for _ in range(3):
        decided(acme, improvement(acme, "visit"))
        with statements(acme.app) as seen, acme.at_work():
            documents.document()
        costs.append(len(seen))
    assert costs[0] == costs[2]
