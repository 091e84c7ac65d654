"""Notes typed or pasted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.evidence import imported, known, note
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post

from .pages import EVIDENCE, page

SignedIn = Callable[..., FlaskClient]
NEW = f"{EVIDENCE}/notes/new"


@pytest.fixture
def typed(acme: Member) -> dict[str, str]:
    return {
        "text": "They wait too long", "apart": "one", "kind": "interview",
        "group": str(three_groups(acme)["employees"].id),
        "stage": str(journey(acme)[1].id), "date": "2024-03-09", "rating": "2", "source": "Interviews",
    }  # fmt: skip


def test_a_note_is_added(acme: Member, as_member: SignedIn, typed: dict[str, str]) -> None:
    browser = as_member(acme)
    answer = post(browser, NEW, typed, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.location) == (303, EVIDENCE)
    [row] = known(acme)
    assert (row.text, row.kind, str(row.group_id), str(row.stage_id), row.dated, row.rating, row.source) == (
        "They wait too long", "interview", typed["group"], typed["stage"], date(2024, 3, 9), 2, "Interviews",
    )  # fmt: skip
    assert "The note is added." in page(browser, EVIDENCE)


@pytest.mark.parametrize(("apart", "count"), [("one", 1), ("lines", 4), ("paragraphs", 2)])
def test_one_text_is_one_note_or_many(
    acme: Member, as_member: SignedIn, typed: dict[str, str], apart: str, count: int
) -> None:
    pasted = "One\r\nTwo\r\n\r\nThree\r\nFour\r\n"
    assert post(as_member(acme), NEW, {**typed, "text": pasted, "apart": apart}).status_code == 303
    assert (len(known(acme)), {row.source for row in known(acme)}) == (count, {"Interviews"})


@pytest.mark.parametrize(
    "wrong",
    [{"text": " "}, {"group": ""}, {"group": "00000000-0000-4000-8000-000000000000"}, {"kind": "gossip"},
     {"date": "yesterday"}, {"rating": "9"}, {"stage": "nowhere"}, {"text": "x" * 10_001}, {"apart": "words"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_everything_typed_still_there(
    acme: Member, as_member: SignedIn, typed: dict[str, str], wrong: dict[str, str]
) -> None:
    answer = post(as_member(acme), NEW, {**typed, "source": "Typed with care", **wrong})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Typed with care" in shown
    assert ("They wait too long" in shown) == ("text" not in wrong)
    assert known(acme) == []


def test_a_note_is_deleted_and_a_row_of_a_file_is_not(acme: Member, as_member: SignedIn, typed: dict[str, str]) -> None:
    three = note(acme, "employees")
    imported(acme, "text\nFrom a file\n")
    browser = as_member(acme)
    assert "Delete this note" in page(browser, f"{EVIDENCE}/{three}")
    assert post(browser, f"{EVIDENCE}/{three}/remove").status_code == 303
    assert post(browser, f"{EVIDENCE}/{three}/remove").status_code == 404
    [left] = known(acme)
    assert post(browser, f"{EVIDENCE}/{left.id}/remove").status_code == 409


def test_without_a_group_the_page_says_what_is_missing(acme: Member, as_member: SignedIn) -> None:
    assert "There is no stakeholder group yet." in page(as_member(acme), NEW)


def test_writing_takes_the_right_role(app: Flask, acme: Member, as_member: SignedIn, typed: dict[str, str]) -> None:
    browser = as_member(member(app, "acme", Role.VIEWER))
    assert (browser.get(NEW).status_code, post(browser, NEW, typed).status_code, known(acme)) == (403, 403, [])
