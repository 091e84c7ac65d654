"""The list with its filters, counts and ratings."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from feedback.errors import NotFound
from feedback.evidence.queries import items as queries
from feedback.evidence.queries.items import PAGE, Wanted
from feedback.evidence.reader import RatingColumn, RatingScale, SegmentColumn
from tests.factories.evidence import imported, known, note
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.statements import counted


@pytest.fixture(autouse=True)
def groups(acme: Member) -> None:
    three_groups(acme)


def test_each_filter_leaves_what_it_says(acme: Member) -> None:
    visit = journey(acme)[1].id
    note(acme, text="Long wait at the door", kind="complaint", stage_id=visit, source="Letters")
    employees = note(acme, "employees", text="100% of calls wait_long", kind="ticket")
    with acme.at_work():
        staff = queries.item(employees).group_id
    wanted = {
        "Long wait at the door": [
            Wanted(kind="complaint"), Wanted(stage_id=visit), Wanted(source="Letters"), Wanted(words="DOOR long"),
        ],
        "100% of calls wait_long": [
            Wanted(group_id=staff), Wanted(without_stage=True), Wanted(words="100%"), Wanted(words="wait_l"),
        ],
    }  # fmt: skip
    with acme.at_work():
        counts = queries.counts()
        for text, filters in wanted.items():
            for one in filters:
                found = queries.page(one, counts)
                assert ([row.text for row in found.rows], found.total) == ([text], 1), one
        assert queries.page(Wanted(words="door calls"), counts).total == 0
        assert queries.page(Wanted(kind="complaint", words="calls"), counts).rows == []
        assert queries.page(Wanted(), counts).total == 2
    assert [bool(Wanted()), bool(Wanted(without_stage=True))] == [False, True]


def test_pages_show_each_row_once_the_newest_first(acme: Member) -> None:
    count = PAGE * 2 + 3
    imported(acme, "text\n" + "".join(f"Row {number}\n" for number in range(count)))
    newest = note(acme, text="Newest")
    with acme.at_work():
        counts = queries.counts()
        pages = [queries.page(Wanted(), counts, number) for number in (1, 2, 3)]
        beyond = queries.page(Wanted(), counts, 99)
        assert queries.page(Wanted(), counts, -1).number == 1
    texts = [row.text for page in pages for row in page.rows]
    assert texts == ["Newest", *(f"Row {number}" for number in reversed(range(count)))]
    assert [(page.first, page.last, page.total, page.more) for page in pages] == [
        (1, PAGE, count + 1, True),
        (PAGE + 1, 2 * PAGE, count + 1, True),
        (2 * PAGE + 1, count + 1, count + 1, False),
    ]
    assert (beyond.number, pages[0].rows[0].id) == (3, newest)


def test_everything_is_counted(acme: Member) -> None:
    visit = journey(acme)[1].id
    note(acme, kind="complaint", stage_id=visit)
    note(acme, "employees", kind="complaint")
    imported(acme)
    with acme.at_work():
        found = queries.counts()
        assert (found.total, queries.notes_count()) == (4, 2)
        assert (found.by("kind"), found.by("stage_id")) == ({"complaint": 2, "review": 2}, {visit: 1, None: 3})
        assert (found.by("source"), sorted(found.by("group_id").values())) == ({"reviews": 2, "": 2}, [1, 3])
        assert list(found.by("stage_id")) == [None, visit]


def test_one_knows_the_file_it_came_with(acme: Member, globex: Member) -> None:
    import_id = imported(acme)
    row, noted = known(acme)[0], note(acme, dated=date(2024, 1, 1))
    with acme.at_work():
        came_with = queries.import_of(queries.item(row.id))
        assert came_with is not None and came_with.id == import_id
        assert queries.import_of(queries.item(noted)) is None
    with globex.at_work(), pytest.raises(NotFound):
        queries.item(row.id)


def test_nothing_of_another_organisation_is_counted(acme: Member, globex: Member) -> None:
    note(acme, rating=3)
    with globex.at_work():
        counts = queries.counts()
        assert (counts.total, queries.notes_count()) == (0, 0)
        assert queries.page(Wanted(words="they"), counts).rows == []


def test_a_page_takes_one_read_and_words_one_more(app: Flask, acme: Member) -> None:
    imported(acme)
    with acme.at_work():
        counts = queries.counts()
        with counted(app) as plain:
            queries.page(Wanted(kind="review"), counts)
        with counted(app) as worded:
            queries.page(Wanted(words="kind"), counts)
    assert (len(plain), len(worded)) == (1, 2)


SURVEY = "score,best,worst,room,city\n1,The food,The noise,5,Lima\n5,The pool,,5,Cali\n"


def survey(of: Member, group: str = "customers") -> None:
    one_to_five = RatingScale.parse("1..5")
    imported(
        of, SURVEY, group=group, text="best", more_texts=("worst",), rating="score", scale=one_to_five,
        ratings=(RatingColumn("room", one_to_five),), segments=(SegmentColumn("city"),),
    )  # fmt: skip


def test_ratings_without_words_are_counted_and_listed_by_themselves(acme: Member) -> None:
    survey(acme)
    with acme.at_work():
        counts = queries.counts()
        assert (counts.total, counts.said, counts.by("kind")) == (5, 3, {"review": 3, "rating": 2})
        said, rated = (queries.page(Wanted(kind=kind), counts) for kind in (None, "rating"))
    assert ({row.text for row in said.rows}, said.total) == ({"The food", "The noise", "The pool"}, 3)
    assert ([row.rated for row in rated.rows], rated.total) == (["room"] * 2, 2)


def test_a_segment_is_looked_for_among_those_whose_segments_may_be_said(acme: Member) -> None:
    survey(acme)
    survey(acme, "employees")
    with acme.at_work():
        counts = queries.counts()
        found = queries.page(Wanted(segment=("city", "Lima")), counts)
        assert queries.page(Wanted(segment=("city", "Quito")), counts).total == 0
        assert queries.page(Wanted(segment=("it's", "'x'")), counts).total == 0
    assert ({row.text for row in found.rows}, found.total, len({row.group_id for row in found.rows})) == (
        {"The food", "The noise"}, 2, 1,
    )  # fmt: skip


def test_a_segment_in_an_address() -> None:
    assert queries.segment_from(queries.joined("city", "Lima = Callao")) == ("city", "Lima = Callao")
    assert [queries.segment_from(said) for said in ("", "city", " = x", "a = ", 'a"b = c')] == [None] * 5


def test_what_else_the_same_person_said(acme: Member) -> None:
    survey(acme)
    alone = note(acme)
    with acme.at_work():
        [food] = queries.page(Wanted(words="food"), queries.counts()).rows
        assert [(one.text, one.rated) for one in queries.siblings(food)] == [("The noise", ""), ("", "room")]
        assert queries.siblings(queries.item(alone)) == []
