from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from feedback.insights import findings
from feedback.insights.presenting import Names
from feedback.insights.queries import figures
from feedback.insights.queries.journey_map import journey_map
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import tallies
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import surveys
from tests.factories.heard import counted, heard
from tests.factories.journeys import change, current
from tests.factories.people import Member
from tests.factories.runs import ground


@contextmanager
def reading(of: Member) -> Iterator[Names]:
    """As a reader of English in the organisation."""
    with of.at_work(), of.app.test_request_context("/o/acme/themes?lang=en"):
        from flask import g

        g.organisation_code = "acme"
        from feedback.db import inside

        with inside(of.organisation_id):
            yield Names(stakeholders.groups(), journeys.all_stages())


def test_nothing_heard_is_nothing_said(acme: Member) -> None:
    ground(acme)
    with reading(acme) as names:
        assert findings.of_themes(figures.theme_table(), names) == ""
        assert findings.of_shared([], names) == ""
        assert findings.of_journey(journey_map()) == ""


def test_the_most_frequent_theme_and_the_one_most_complained_about(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "treatment", "pos", n=4)
    heard(acme, "customers", "waiting", "neg", n=3)
    counted(acme)
    with reading(acme) as names:
        assert findings.of_themes(figures.theme_table(), names) == (
            "4 people talk about “Treatment”, the most frequent theme. The one most complained about is “Waiting”: "
            "100% of its 3 mentions are unfavourable."
        )


def test_what_groups_share_and_what_divides_them(acme: Member) -> None:
    ground(acme)
    for group, feeling in (("customers", "neg"), ("employees", "pos")):
        heard(acme, group, "waiting", feeling, n=20)
    counted(acme)
    with reading(acme) as names:
        codes = {group.id: group.code for group in stakeholders.groups()}
        rows = figures.shared_points(codes)
        assert findings.of_shared(rows, names) == "“Waiting” divides them: Customers, Employees see it differently."


def answered(of: Member, **answers: Any) -> None:
    questions = [surveys.asked(f"c_{stage}", "csat", stage) for stage in ("booking", "visit")]
    opened = surveys.opened(of, surveys.published(of, *questions), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 3, **answers)
    of.do(lambda: tallies.retally(survey_queries.survey(opened.code)))


def test_the_worst_stage_where_nothing_was_assumed(acme: Member) -> None:
    ground(acme)
    answered(acme, c_booking=4, c_visit=2)
    with reading(acme):
        assert findings.of_journey(journey_map()) == "“Visit” is the worst stage for Customers: 2.0 of 5 (n 3)."


def test_the_largest_gap_where_something_was_assumed(acme: Member) -> None:
    ground(acme)
    answered(acme, c_booking=4, c_visit=2)
    for stage in current(acme):
        change(acme, stage, lambda row: setattr(row, "assumed_feeling", 4.5))
    with reading(acme):
        lived = journey_map()
        assert [(gap.stage.stage.code, gap.difference) for gap in findings.of_gaps(lived)] == [
            ("visit", -2.5),
            ("booking", -0.5),
        ]
        assert findings.of_journey(lived) == (
            "Where we are most wrong is “Visit”: we assumed 4.5, and Customers live 2.0."
        )
