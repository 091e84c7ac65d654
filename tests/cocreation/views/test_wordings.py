"""The page of words to avoid, and that they are marked where somebody writes them."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.cocreation.queries import wordings
from tests.factories import backlog
from tests.factories.people import Member, post

SignedIn = Callable[[Member], FlaskClient]
ADDRESS = "/o/acme/language/avoided"
ENGLISH = {"Accept-Language": "en"}


def test_words_are_avoided_marked_and_allowed_again(acme: Member, as_member: SignedIn) -> None:
    client = as_member(acme)
    assert "No words of your own yet." in client.get(ADDRESS, headers=ENGLISH).get_data(as_text=True)
    given = {"lang": "es", "words": "caso difícil", "instead": "persona con una duda"}
    assert post(client, ADDRESS, given).status_code == 303
    backlog.improvement(acme, title={"es": "Otro caso difícil", "en": "Another question"})
    marked = client.get("/o/acme/language?place=improvements", headers=ENGLISH).get_data(as_text=True)
    assert "Otro <mark>caso difícil</mark>" in marked
    assert "persona con una duda" in marked
    checked = post(client, "/o/acme/language/check", {"text": "Un caso difícil", "lang": "es", "kind": "text"})
    assert "persona con una duda" in checked.get_data(as_text=True)
    with acme.at_work():
        [row] = wordings.wordings()
    assert post(client, f"{ADDRESS}/{row.id}/allow", {}).status_code == 303
    assert "<mark>" not in client.get("/o/acme/language?place=improvements").get_data(as_text=True)


def test_what_was_typed_stays_typed(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), ADDRESS, {"lang": "es", "words": "", "instead": "algo mejor"})
    assert answer.status_code == 422
    assert 'value="algo mejor"' in answer.get_data(as_text=True)


def test_one_organisations_words_are_not_marked_in_another(acme: Member, globex: Member, as_member: SignedIn) -> None:
    post(as_member(acme), ADDRESS, {"lang": "es", "words": "caso", "instead": ""})
    checked = post(as_member(globex), "/o/globex/language/check", {"text": "Un caso", "lang": "es", "kind": "text"})
    assert "caso</mark>" not in checked.get_data(as_text=True)
    assert "Your organisation" not in checked.get_data(as_text=True)
