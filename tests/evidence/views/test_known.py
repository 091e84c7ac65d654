"""The list of what is known already, and one thing of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.evidence.reader import RatingColumn, RatingScale, SegmentColumn
from feedback.permissions import Role
from tests.factories.evidence import imported, known, note, stars
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, member
from tests.statements import counted

from .pages import EVIDENCE, page

SignedIn = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def groups(acme: Member) -> None:
    three_groups(acme)


def test_an_empty_list_says_what_to_do_next(app: Flask, acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme), EVIDENCE)
    assert "What you already know will stand here." in shown
    assert [f"{EVIDENCE}/{path}" in shown for path in ("import", "notes/new")] == [True, True]
    looker = page(as_member(member(app, "acme", Role.VIEWER)), EVIDENCE)
    assert f"{EVIDENCE}/import" not in looker
    assert "An analyst, a manager or an owner can add it." in looker


def test_words_stand_with_group_stage_month_kind_and_source(acme: Member, as_member: SignedIn) -> None:
    visit = journey(acme)[1].id
    note(acme, text="They <b>wait</b>", stage_id=visit, dated=date(2024, 3, 9), kind="complaint", source="Letters")
    shown = page(as_member(acme), EVIDENCE)
    assert "They &lt;b&gt;wait&lt;/b&gt;" in shown
    assert [word in shown for word in ("Customers", "Visit", "March 2024", "Complaint, Letters")] == [True] * 4


def test_the_list_is_filtered_and_keeps_the_filter_from_page_to_page(acme: Member, as_member: SignedIn) -> None:
    imported(acme, "text\n" + "".join(f"Waited {number}\n" for number in range(30)))
    note(acme, text="Another thing")
    browser = as_member(acme)
    shown = page(browser, f"{EVIDENCE}?words=waited&kind=review")
    assert ("Another thing" in shown, "1 to 25 of 30" in shown) == (False, True)
    assert "kind=review&amp;words=waited&amp;page=2" in shown
    second = page(browser, f"{EVIDENCE}?kind=review&words=waited&page=2")
    assert "26 to 30 of 30" in second
    assert "Waited 0" in second
    assert "Nothing fits this choice." in page(browser, f"{EVIDENCE}?words=unheard")
    assert "1 to 25 of 31" in page(browser, f"{EVIDENCE}?group=not-a-group&stage=&page=word")


def test_counts_lead_to_what_they_count(acme: Member, as_member: SignedIn) -> None:
    imported(acme)
    note(acme, "employees", text="From inside")
    browser = as_member(acme)
    shown = page(browser, EVIDENCE)
    assert "3 in all" in shown
    for path in (f"{EVIDENCE}?kind=observation", f"{EVIDENCE}?stage=none"):
        assert f'href="{path}"' in shown
        assert "From inside" in page(browser, path)
    assert "Waited two hours" not in page(browser, f"{EVIDENCE}?kind=observation")


def test_a_long_text_is_cut_in_the_list_and_whole_on_its_page(acme: Member, as_member: SignedIn) -> None:
    text = "Every morning " * 60 + "the end"
    made = note(acme, text=text)
    browser = as_member(acme)
    assert ("the end" in page(browser, EVIDENCE), text in page(browser, f"{EVIDENCE}/{made}")) == (False, True)


def test_one_thing_shows_where_it_comes_from(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, "text,stars\nWaited,2\n", rating="stars", scale=stars()["scale"].parse("6..1"))
    [row] = known(acme)
    shown = page(as_member(acme), f"{EVIDENCE}/{row.id}")
    assert [part in shown for part in ("Waited", "4.2 of 5", "(in the file: 6..1)", "reviews.csv", str(import_id))] == [
        True
    ] * 5
    assert "Delete this note" not in shown


def test_one_thing_of_another_organisation_is_not_found(acme: Member, globex: Member, as_member: SignedIn) -> None:
    made = note(acme)
    browser = as_member(globex)
    assert browser.get(f"/o/globex/evidence/{made}").status_code == 404
    assert browser.get(f"{EVIDENCE}/{made}").status_code == 404


def test_a_long_list_costs_no_more_reads_than_a_short_one(app: Flask, acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    journey(acme)
    note(acme)
    imported(acme, "text\nOne\n")
    page(browser, EVIDENCE)
    with counted(app) as few:
        page(browser, EVIDENCE)
    note(acme, "employees", kind="ticket", source="Letters")
    note(acme, "suppliers")
    imported(acme, "text\nTwo\nThree\n", name="more.csv")
    with counted(app) as more:
        page(browser, EVIDENCE)
    assert len(more) == len(few)


SURVEY = 'best,room,"How <b>old</b>?"\n<i>The food</i>,5,30-44\n'


def answered(of: Member, group: str) -> str:
    """An answered questionnaire, and the address of its text."""
    imported(
        of, SURVEY, group=group, text="best", ratings=(RatingColumn("room", RatingScale.parse("1..5")),),
        segments=(SegmentColumn("How <b>old</b>?"),),
    )  # fmt: skip
    [row] = known(of, words="food")
    return f"{EVIDENCE}/{row.id}"


def test_a_quote_says_which_question_it_answers_and_what_else_its_author_said(
    acme: Member, as_member: SignedIn
) -> None:
    browser = as_member(acme)
    shown = page(browser, answered(acme, "customers"))
    for part in ("&lt;i&gt;The food&lt;/i&gt;", "Review, reviews: “best”", "5.0 of 5", "“room”", "How &lt;b&gt;old"):
        assert part in shown, part
    assert "<b>old" not in shown
    listed = page(browser, f"{EVIDENCE}?segment=How+%3Cb%3Eold%3C/b%3E?+%3D+30-44")
    assert ("1 to 1 of 1" in listed, "30-44" in listed) == (True, True)


@pytest.mark.parametrize("group", ["employees", "suppliers"])
def test_nothing_says_of_which_segment_an_insider_is_or_what_else_they_said(
    acme: Member, as_member: SignedIn, group: str
) -> None:
    browser = as_member(acme)
    shown = page(browser, answered(acme, group))
    assert ("The food" in shown, "30-44" in shown, "“room”" in shown) == (True, False, False)
    listed = page(browser, f"{EVIDENCE}?segment=How+%3Cb%3Eold%3C/b%3E?+%3D+30-44")
    assert "Nothing fits this choice." in listed


def test_ratings_without_words_are_shown_as_numbers_where_they_are_asked_for(acme: Member, as_member: SignedIn) -> None:
    answered(acme, "customers")
    browser = as_member(acme)
    assert "5.0 of 5" not in page(browser, EVIDENCE)
    assert "5.0 of 5" in page(browser, f"{EVIDENCE}?kind=rating")
