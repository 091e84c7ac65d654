from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import hypothesis.strategies as st
from flask import g
from hypothesis import given

from feedback.evidence.models import EvidenceBadRow, EvidenceImport
from feedback.evidence.queries.items import Cell, Counts
from feedback.evidence.showing import Names, cells_of, counted, excerpt, work
from feedback.jobs import Job
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member


@contextmanager
def on_a_page(of: Member) -> Iterator[None]:
    """In a request for a page of the organisation, as links need it."""
    with of.app.test_request_context():
        g.organisation_code = of.organisation
        yield


@given(st.text(alphabet="ab ,", max_size=40), st.integers(2, 20))
def test_an_excerpt_is_short_and_begins_like_the_text(words: str, most: int) -> None:
    shown = excerpt(words, most)
    if len(words) <= most:
        assert shown == words
    else:
        assert len(shown) <= most + 2
        assert words.startswith(shown.removesuffix(" …"))


def test_cells_of_a_bad_row_stand_in_the_order_of_the_header() -> None:
    bad = EvidenceBadRow(cells={"b": "2", "a": "1"}, extra=["3", "4"])
    assert cells_of(bad, ("a", "b")) == "1 | 2 | 3 | 4"


def test_work_ends_where_the_import_does(acme: Member) -> None:
    with on_a_page(acme):
        row = EvidenceImport(id=acme.organisation_id, file_name="a.csv", state="running")
        shown = work(row, Job(state="running", done=3, total=9))
        assert shown is not None
        assert (shown["state"], shown["done"], shown["total"], "cancel_url" in shown) == ("running", 3, 9, True)
        gone = work(row, None)
        assert gone is not None
        assert (gone["state"], "cancel_url" in gone) == ("failed", False)
        row.state = "done"
        assert work(row, Job(state="running", done=9, total=9)) is None


def test_counts_by_stage_stand_in_the_order_of_the_journey(acme: Member) -> None:
    three_groups(acme)
    booking, visit, _ = journey(acme)
    with acme.at_work(), on_a_page(acme):
        names = Names.of(stakeholders.groups(), journeys.all_stages())
        customers = next(iter(names.groups))
        stages_of = {visit.id: 5, None: 3, booking.id: 1}
        counts = Counts([Cell("review", customers, stage, "", n) for stage, n in stages_of.items()])
        stages = dict((heading, rows) for heading, _, rows in counted(counts, names))["h-stages"]
    assert [(name, n) for name, _, n in stages][:2] == [("Booking", 1), ("Visit", 5)]
    assert (stages[2][1].endswith("?stage=none"), stages[2][2]) == (True, 3)
