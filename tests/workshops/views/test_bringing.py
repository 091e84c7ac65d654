"""Bringing notes: choose, look, take over."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.workshops import queries
from feedback.workshops.models import Workshop
from tests.factories.people import Member, member, post
from tests.factories.workshops import map_workshop
from tests.workshops.test_sheets import CSV

SignedIn = Callable[..., FlaskClient]
ENGLISH = {"Accept-Language": "en"}
BOARD = "Text,Frame,Author\nToo dear,Reserva,Ana Perez\nNobody answers,Frame 9,Luis\nToo far,Frame 9,Luis\n"


def at(made: Workshop, rest: str = "") -> str:
    return f"/o/acme/workshops/{made.id}/bring{rest}"


def sent(browser: FlaskClient, made: Workshop, content: str | bytes, name: str = "board.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return post(browser, at(made), {"file": (io.BytesIO(data), name)}, headers=ENGLISH)


def carried(page: str) -> str:
    found = re.search(r"<textarea name=\"table\"[^>]*>\n(.*?)</textarea>", page, re.S)
    assert found
    return html.unescape(found.group(1))


def notes(of: Member, made: Workshop) -> list[tuple[str, str]]:
    with of.at_work():
        return sorted((note.text, note.stage_code) for note in queries.notes(made.id))


def test_a_board_is_looked_at_its_places_named_and_taken_over(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    first = sent(browser, made, BOARD)
    page = first.get_data(as_text=True)
    assert (first.status_code, notes(acme, made)) == (200, [])
    assert "3 notes would be taken over." in page
    assert 'value="board"' in page
    assert [*re.findall(r'name="value" value="([^"]+)"', page)] == ["Reserva", "Frame 9"]
    wish: dict[str, Any] = {"table": carried(page), "text": "0", "place": "1", "person": "2", "source": "board"}
    wish["values_of"] = "1"
    wish |= {"value": ["Reserva", "Frame 9"], "stage-0": "booking", "stage-1": "visit"}
    looked = post(browser, at(made, "/look"), {**wish, "do": "look"}, headers=ENGLISH).get_data(as_text=True)
    assert looked.count('<option value="visit" selected>') == 1
    assert notes(acme, made) == []
    taken = post(browser, at(made, "/look"), {**wish, "do": "take"})
    assert (taken.status_code, taken.location) == (303, f"/o/acme/workshops/{made.id}")
    assert notes(acme, made) == [("Nobody answers", "visit"), ("Too dear", "booking"), ("Too far", "visit")]
    again = post(browser, at(made, "/look"), {**wish, "do": "take"})
    assert (again.status_code, len(notes(acme, made))) == (303, 3)
    board = browser.get(f"/o/acme/workshops/{made.id}", headers=ENGLISH).get_data(as_text=True)
    assert "from board" in board
    assert "Ana Perez" not in board


def test_another_column_is_looked_at_before_its_values_mean_anything(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    page = sent(browser, made, BOARD).get_data(as_text=True)
    wish = {"table": carried(page), "text": "0", "place": "2", "source": "b", "values_of": "1", "do": "look"}
    looked = post(browser, at(made, "/look"), {**wish, "value": ["Luis"], "stage-0": "visit"}, headers=ENGLISH)
    shown = looked.get_data(as_text=True)
    assert re.findall(r'name="value" value="([^"]+)"', shown) == ["Ana Perez", "Luis"]
    assert '<option value="visit" selected>' not in shown


def test_pasted_lines_go_the_same_way(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    pasted = {"pasted": "Visit: nobody answers\nToo dear\n", "source": "Paper of Tuesday"}
    page = post(browser, at(made), pasted, headers=ENGLISH).get_data(as_text=True)
    assert '<option value="visit" selected>' in page
    wish = {"table": carried(page), "text": "0", "place": "1", "source": "Paper of Tuesday", "do": "take"}
    assert post(browser, at(made, "/look"), wish).status_code == 303
    assert notes(acme, made) == [("Too dear", ""), ("nobody answers", "visit")]
    chosen = browser.get(at(made), headers=ENGLISH).get_data(as_text=True)
    assert "Paper of Tuesday" in chosen
    assert post(browser, at(made, "/away"), {"source": "Paper of Tuesday"}).status_code == 303
    assert notes(acme, made) == []


def test_a_bad_row_is_named_and_nothing_is_taken(acme: Member, as_member: SignedIn) -> None:
    made, browser = map_workshop(acme), as_member(acme)
    page = sent(browser, made, f"Text\nFine\n{'x' * 1001}\n").get_data(as_text=True)
    assert "Row 3" in page
    wish = {"table": carried(page), "text": "0", "source": "b", "do": "take"}
    answer = post(browser, at(made, "/look"), wish, headers=ENGLISH)
    assert (answer.status_code, "Mend these rows first: 3." in answer.get_data(as_text=True)) == (422, True)
    assert notes(acme, made) == []


@pytest.mark.parametrize(
    ("content", "name", "status", "says"),
    [
        (b"", "", 422, "Paste notes or choose a file."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "board.csv", 422, "is not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "board.xls", 415, "old Excel file"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(
    acme: Member, as_member: SignedIn, content: bytes, name: str, status: int, says: str
) -> None:
    answer = sent(as_member(acme), map_workshop(acme), content, name)
    assert (answer.status_code, says in answer.get_data(as_text=True)) == (status, True)


def test_a_file_in_another_encoding_is_read(acme: Member, as_member: SignedIn) -> None:
    page = sent(as_member(acme), map_workshop(acme), CSV.encode("utf-16")).get_data(as_text=True)
    assert "2 notes would be taken over." in page


def test_a_table_that_was_lost_leads_back(acme: Member, as_member: SignedIn) -> None:
    made = map_workshop(acme)
    answer = post(as_member(acme), at(made, "/look"), {"do": "take"})
    assert (answer.status_code, answer.location) == (303, at(made))


def test_only_who_may_lead_workshops_brings_notes(app: Flask, acme: Member, as_member: SignedIn) -> None:
    made = map_workshop(acme)
    browser = as_member(member(app, "acme", Role.ANALYST))
    assert browser.get(at(made)).status_code == 403
    for rest in ("", "/look", "/away"):
        assert post(browser, at(made, rest)).status_code == 403
