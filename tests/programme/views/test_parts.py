"""Milestones and check-lists on the page of a piece of work, and its plan."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.backlog import ground, reread
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, started

SignedIn = Callable[..., FlaskClient]


@pytest.fixture
def path(acme: Member) -> str:
    """The address of a piece of work that has not started."""
    ground(acme)
    return f"/o/acme/programme/{agreed(acme)}"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def of_part(shown: str, kind: str) -> str:
    """The id of the only milestone, or line of the check-list, of the page."""
    [found] = set(re.findall(rf"/{kind}/([0-9a-f-]{{36}})", shown))
    return str(found)


def test_a_milestone_is_added_changed_reached_and_removed(acme: Member, as_member: SignedIn, path: str) -> None:
    browser = as_member(acme)
    assert post(browser, f"{path}/milestones", {"title": "Trial", "due_on": "2030-01-31"}).status_code == 303
    one = f"{path}/milestones/{of_part(page(browser, path), 'milestones')}"
    assert 'value="Trial"' in page(browser, f"{one}/edit")
    assert post(browser, f"{one}/edit", {"title": "", "due_on": ""}).status_code == 422
    assert post(browser, f"{one}/edit", {"title": "Two trials", "due_on": ""}).status_code == 303
    assert post(browser, one, {"done": "yes"}).status_code == 303
    assert "Not done after all: Two trials" in page(browser, path)
    assert post(browser, f"{one}/remove").status_code == 303
    assert "Two trials" not in page(browser, path)


def test_a_check_list_is_written_ticked_and_shortened(acme: Member, as_member: SignedIn, path: str) -> None:
    browser = as_member(acme)
    assert post(browser, f"{path}/checks", {"lines": "Call the printer\n\n"}).status_code == 303
    one = f"{path}/checks/{of_part(page(browser, path), 'checks')}"
    assert "0 of 1 done" in page(browser, path)
    assert post(browser, one, {"done": "yes"}).status_code == 303
    assert "1 of 1 done" in page(browser, path)
    assert post(browser, f"{one}/remove").status_code == 303
    assert "Nothing on it yet." in page(browser, path)
    assert post(browser, f"{path}/checks", {"lines": "x" * 301}).status_code == 422


def test_a_plan_is_kept_and_a_wrong_one_stays_as_it_was_typed(acme: Member, as_member: SignedIn, path: str) -> None:
    browser, number = as_member(acme), int(path.rpartition("/")[2])
    wrong = {"owner": str(acme.user_id), "planned_on": "2030-02-01", "due_on": "2030-01-01"}
    refused = post(browser, f"{path}/plan", wrong)
    assert (refused.status_code, 'value="2030-02-01"' in refused.get_data(as_text=True)) == (422, True)
    assert post(browser, f"{path}/plan", {**wrong, "due_on": "2030-03-01"}).status_code == 303
    assert reread(acme, number).owner_id == acme.user_id
    assert "not yet, planned for February 1, 2030" in page(browser, path)


def test_who_it_is_assigned_to_plans_days_and_hands_it_to_nobody(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    me = member(acme.app, "acme", Role.CONTRIBUTOR)
    number, other = agreed(acme, owner_id=me.user_id), agreed(acme)
    browser, path = as_member(me), f"/o/acme/programme/{number}"
    assert "disabled" in re.search(r'<select[^>]*id="owner"[^>]*>', page(browser, path)).group()  # type: ignore[union-attr]
    assert post(browser, f"{path}/plan", {"due_on": "2030-03-01"}).status_code == 303
    assert reread(acme, number).owner_id == me.user_id
    assert post(browser, f"/o/acme/programme/{other}/checks", {"lines": "Mine now"}).status_code == 403


def test_every_field_of_the_page_has_a_name_of_its_own(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    shown = page(as_member(acme), f"/o/acme/programme/{started(acme)}")
    ids = [one for one in re.findall(r' id="([^"]+)"', shown) if one != "csrf_token"]
    assert len(ids) == len(set(ids))
