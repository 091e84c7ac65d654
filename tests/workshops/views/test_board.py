"""The facilitator's wall of a workshop of a map."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.workshops.models import Workshop
from feedback.workshops.queries import clusters
from tests.factories.people import Member, member, post
from tests.factories.workshops import closed, grouped, map_workshop, sticky
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
ENGLISH = {"Accept-Language": "en"}


def at(made: Workshop, rest: str = "") -> str:
    return f"/o/acme/workshops/{made.id}{rest}"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def headings(of: Member, made: Workshop) -> list[str]:
    with of.at_work():
        return [one.title for one in clusters.clusters(made.id)]


def test_an_empty_wall_says_what_to_do_and_shows_the_code(acme: Member, as_member: SignedIn) -> None:
    made = map_workshop(acme)
    shown = page(as_member(acme), at(made))
    assert "No note has come in yet." in shown
    assert re.search(r'<svg[^>]*class="qr"', shown)
    assert f"http://localhost/w/{made.code}" in shown


def test_notes_stand_at_their_stage_with_the_moments_people_name(acme: Member, as_member: SignedIn) -> None:
    made = map_workshop(acme)
    sticky(acme, made, "Nobody answers", "visit", moment="pain", kind="customer")
    shown = page(as_member(acme), at(made))
    assert "Nobody answers" in shown
    assert "1 person says so" in shown
    assert shown.index('id="place-2"') < shown.index("Nobody answers")


def test_what_is_new_is_sent_once_and_then_nothing(acme: Member, as_member: SignedIn, app: Flask) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    first = browser.get(at(made, "/live"), headers=ENGLISH)
    tag = first.headers["ETag"]
    assert f'data-live-tag="{tag.strip(chr(34))}"' in page(browser, at(made))
    with counted(app) as statements:
        again = browser.get(at(made, "/live"), headers={**ENGLISH, "If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert sum("workshop_note" in statement for statement in statements) == 1
    sticky(acme, made, "Fresh", "visit")
    news = browser.get(at(made, "/live"), headers={**ENGLISH, "If-None-Match": tag})
    assert (news.status_code, "Fresh" in news.get_data(as_text=True)) == (200, True)


def test_a_workshop_that_is_over_asks_for_nothing_again(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    assert "data-live-url" in page(browser, at(made))
    closed(acme, made)
    assert "data-live-url" not in page(browser, at(made))


def test_ticked_notes_are_grouped_moved_and_taken_out(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    notes = [str(sticky(acme, made, text, "visit").id) for text in ("A", "B")]
    answer = post(browser, at(made, "/group"), {"note": notes, "into": "new", "title": "They wait", "do": "group"})
    assert answer.status_code == 303
    assert "They wait" in page(browser, at(made))
    with acme.at_work():
        [cluster] = clusters.clusters(made.id)
    assert answer.location == at(made, f"#cluster-{cluster.id}")
    post(browser, at(made, "/group"), {"note": notes[0], "into": "new", "title": "Alone", "do": "group"})
    post(browser, at(made, "/group"), {"note": notes[0], "into": str(cluster.id), "do": "group"})
    assert headings(acme, made) == ["They wait"]
    assert post(browser, at(made, "/group"), {"note": notes, "do": "out"}).status_code == 303
    assert headings(acme, made) == []


@pytest.mark.parametrize(("picked", "title", "says"), [(True, "", "Write something here."), (False, "X", "Tick the")])
def test_a_refused_grouping_keeps_ticks_and_heading(
    acme: Member, as_member: SignedIn, picked: bool, title: str, says: str
) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    note = sticky(acme, made, "A", "visit")
    sent = {"note": [str(note.id)] if picked else ["nonsense"], "into": "new", "title": title, "do": "group"}
    answer = post(browser, at(made, "/group"), sent, headers=ENGLISH)
    shown = answer.get_data(as_text=True)
    assert (answer.status_code, says in shown) == (422, True)
    assert ('form="grouping" checked' in shown) == picked
    assert f'value="{title}"' in shown


def test_a_group_has_a_page_where_it_is_named_and_moved(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    cluster = grouped(acme, made, ["Nobody answers", "No sign of life"], "Silence")
    path = at(made, f"/groups/{cluster.id}")
    shown = page(browser, path)
    assert "Nobody answers" in shown
    assert "2 notes, 2 people" in shown
    assert post(browser, path, {"title": "Nobody calls", "stage": "booking"}).status_code == 303
    assert "Nobody calls" in page(browser, path)
    refused = post(browser, path, {"title": " ", "stage": "booking"})
    assert refused.status_code == 422
    assert post(browser, f"{path}/dissolve").status_code == 303
    assert browser.get(path).status_code == 404


def test_the_page_for_the_wall_is_code_and_question(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    shown = page(browser, at(made, "/wall"))
    assert "What do they live?" in shown
    assert f"localhost/w/{made.code}" in shown
    assert "<svg" in shown
    closed(acme, made)
    over = page(browser, at(made, "/wall"))
    assert ("<svg" in over, "This workshop is over." in over) == (False, True)


def test_only_who_may_lead_workshops_reaches_the_wall(app: Flask, acme: Member, as_member: SignedIn) -> None:
    made = map_workshop(acme)
    browser = as_member(member(app, "acme", Role.ANALYST))
    for rest in ("", "/live", "/wall", f"/groups/{uuid4()}"):
        assert browser.get(at(made, rest)).status_code == 403
    assert post(browser, at(made, "/group")).status_code == 403
