"""The page of a workshop for everybody in the room."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.errors import message
from feedback.web import limits
from feedback.workshops import queries
from feedback.workshops.models import Workshop
from feedback.workshops.views.joining import NOTES_A_MINUTE
from tests.factories.people import Member
from tests.factories.workshops import closed, map_workshop, note, sticky, workshop

ENGLISH = {"Accept-Language": "en"}


def state(page: str) -> str:
    found = re.search(r'<main data-state="(\w+)"', page)
    assert found
    return found.group(1)


def participant(page: str) -> UUID:
    found = re.search(r'name="participant" value="([^"]+)"', page)
    assert found
    return UUID(found.group(1))


def texts(of: Member, made: Workshop) -> list[str]:
    with of.at_work():
        return [one.text for one in queries.notes(made.id)]


def test_the_page_asks_its_question_without_a_cookie(acme: Member, client: FlaskClient) -> None:
    made = workshop(acme)
    answer = client.get(f"/w/{made.code.lower()}", headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, state(page)) == (200, "form")
    assert "What would have made the wait shorter?" in page
    assert "Set-Cookie" not in answer.headers
    assert participant(page) != participant(client.get(f"/w/{made.code}").get_data(as_text=True))


def test_a_note_is_kept_and_the_address_leads_back_to_it(acme: Member, client: FlaskClient) -> None:
    made, who = workshop(acme), uuid4()
    sent = {"participant": str(who), "kind": "customer", "text": "Tell the hour"}
    answer = client.post(f"/w/{made.code}", data=sent, headers=ENGLISH)
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query) == {
        "participant": [str(who)],
        "kind": ["customer"],
        "lang": ["en"],
    }
    page = client.get(answer.location).get_data(as_text=True)
    assert (participant(page), "Tell the hour" in page) == (who, True)
    assert 'value="customer" checked' in page
    assert texts(acme, made) == ["Tell the hour"]


def test_one_sees_only_ones_own_notes(acme: Member, client: FlaskClient) -> None:
    made = workshop(acme)
    mine = note(acme, made, "Mine")
    note(acme, made, "Somebody else's")
    page = client.get(f"/w/{made.code}?participant={mine}", headers=ENGLISH).get_data(as_text=True)
    assert ("Mine" in page, "Somebody else" in page) == (True, False)


def test_an_empty_note_is_refused_in_words(acme: Member, client: FlaskClient) -> None:
    made, who = workshop(acme), uuid4()
    answer = client.post(f"/w/{made.code}", data={"participant": str(who), "text": " "}, headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, state(page), participant(page)) == (422, "form", who)
    assert "Write your thought first." in page
    assert texts(acme, made) == []


def test_changing_the_language_keeps_what_was_typed_and_stores_nothing(acme: Member, client: FlaskClient) -> None:
    made = workshop(acme)
    answer = client.post(f"/w/{made.code}", data={"lang": "es", "text": "Half a thought"}, headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, '<html lang="es">' in page, "Half a thought" in page) == (200, True, True)
    assert texts(acme, made) == []


def test_after_the_end_nothing_is_taken_and_nothing_typed_is_lost(acme: Member, client: FlaskClient) -> None:
    made = workshop(acme)
    mine = note(acme, made, "In time")
    closed(acme, made)
    page = client.get(f"/w/{made.code}?participant={mine}")
    assert (page.status_code, state(page.get_data(as_text=True))) == (410, "closed")
    assert "In time" in page.get_data(as_text=True)
    late = client.post(f"/w/{made.code}", data={"participant": str(mine), "text": "Too late"})
    assert (late.status_code, "Too late" in late.get_data(as_text=True)) == (410, True)
    assert texts(acme, made) == ["In time"]


def test_a_code_of_nothing_is_told_as_such(client: FlaskClient) -> None:
    for code in ("ABCD2345", "nothing-like-this"):
        answer = client.get(f"/w/{code}")
        assert (answer.status_code, state(answer.get_data(as_text=True))) == (404, "unknown")
        assert client.post(f"/w/{code}", data={"text": "x"}).status_code == 404


def test_a_flood_of_notes_is_stopped_and_the_last_one_stays_on_the_page(acme: Member, client: FlaskClient) -> None:
    made = workshop(acme)
    with acme.app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(NOTES_A_MINUTE):
            limits.hit("note", NOTES_A_MINUTE, 60, limits.visitor(), made.code, refuse=message("Enough."))
    over = client.post(f"/w/{made.code}", data={"participant": str(uuid4()), "text": "One too many"})
    assert (over.status_code, "Retry-After" in over.headers) == (429, True)
    assert "One too many" in over.get_data(as_text=True)
    assert texts(acme, made) == []


def test_a_map_asks_for_a_stage_and_a_moment_and_keeps_both(acme: Member, client: FlaskClient) -> None:
    made, who = map_workshop(acme), uuid4()
    page = client.get(f"/w/{made.code}", headers=ENGLISH).get_data(as_text=True)
    assert re.findall(r'<option value="(\w*)"', page) == ["", "booking", "visit"]
    assert re.findall(r'name="moment" value="(\w*)"', page) == ["", "truth", "pain", "silent"]
    assert "put your words, as you wrote them, on the map" in page
    sent = {"participant": str(who), "kind": "customer", "stage": "visit", "moment": "pain", "text": "Nobody answers"}
    answer = client.post(f"/w/{made.code}", data=sent, headers=ENGLISH)
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query)["stage"] == ["visit"]
    with acme.at_work():
        [kept] = queries.notes(made.id)
        assert (kept.text, kept.stage_code, kept.moment, kept.kind) == ("Nobody answers", "visit", "pain", "customer")
    again = client.get(answer.location).get_data(as_text=True)
    assert '<option value="visit" selected>' in again
    assert "Here something hurts" in again[again.index("Your note") :]


def test_a_note_without_a_stage_is_refused_and_stays_as_typed(acme: Member, client: FlaskClient) -> None:
    made = map_workshop(acme)
    sent = {"participant": str(uuid4()), "kind": "employee", "moment": "truth", "text": "Half a thought"}
    for stage in ("", "elsewhere"):
        answer = client.post(f"/w/{made.code}", data={**sent, "stage": stage}, headers=ENGLISH)
        page = answer.get_data(as_text=True)
        assert (answer.status_code, state(page)) == (422, "form")
        assert "Choose first where in the journey it happens." in page
        assert "Half a thought</textarea>" in page
        assert 'value="employee" checked' in page
        assert 'value="truth" checked' in page
    assert texts(acme, made) == []


def test_a_long_note_keeps_its_stage_and_so_does_another_language(acme: Member, client: FlaskClient) -> None:
    made = map_workshop(acme)
    sent = {"stage": "visit", "moment": "silent", "text": "x" * 1001}
    for more, status in (({}, 422), ({"lang": "es"}, 200)):
        answer = client.post(f"/w/{made.code}", data={**sent, **more}, headers=ENGLISH)
        page = answer.get_data(as_text=True)
        assert (answer.status_code, '<option value="visit" selected>' in page) == (status, True)
        assert 'value="silent" checked' in page
        assert "x" * 1001 in page
    assert texts(acme, made) == []


def test_ones_own_notes_stand_in_the_order_of_the_journey(acme: Member, client: FlaskClient) -> None:
    made, who = map_workshop(acme), uuid4()
    sticky(acme, made, "Later", "visit", participant=who)
    sticky(acme, made, "Sooner", "booking", participant=who)
    sticky(acme, made, "Not mine", "booking")
    page = client.get(f"/w/{made.code}?participant={who}", headers=ENGLISH).get_data(as_text=True)
    own = page[page.index("Your 2 notes") :]
    assert own.index("Booking") < own.index("Sooner") < own.index("Visit") < own.index("Later")
    assert "Not mine" not in own


def test_fifty_telephones_behind_one_address_are_all_heard(acme: Member, client: FlaskClient) -> None:
    made = map_workshop(acme)
    for number in range(50):
        sent = {"participant": str(uuid4()), "stage": "visit", "text": f"Note {number}"}
        assert client.post(f"/w/{made.code}", data=sent).status_code == 303
    assert len(texts(acme, made)) == 50


def test_a_brazilian_reads_the_page_in_portuguese(acme: Member, client: FlaskClient) -> None:
    made = map_workshop(acme)
    acme.do(lambda: setattr(accounts.organisation(), "languages", ["es", "pt"]))
    page = client.get(f"/w/{made.code}", headers={"Accept-Language": "pt-BR"}).get_data(as_text=True)
    assert '<html lang="pt">' in page
    assert "Aqui algo dói" in page
    refused = client.post(
        f"/w/{made.code}", data={"text": "Um pensamento", "stage": ""}, headers={"Accept-Language": "pt"}
    )
    assert "Escolha primeiro em que parte da jornada" in refused.get_data(as_text=True)
