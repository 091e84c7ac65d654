"""Settings: the languages of texts, the name beside an invitation, the log in lines."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.accounts import queries
from tests.factories.groups import group
from tests.factories.people import Member, post

SignedIn = Callable[[Member], FlaskClient]


def test_an_organisation_takes_up_another_language_and_keeps_what_was_written_in_one_it_leaves(
    acme: Member, as_member: SignedIn
) -> None:
    client = as_member(acme)
    chosen = {"own_language": "pt", "others": ["es", "pt"]}
    assert post(client, "/o/acme/settings/languages", chosen).status_code == 303
    page = client.get("/o/acme/settings").get_data(as_text=True)
    assert '<option selected value="pt">Português</option>' in page
    assert "pt, es" in page
    assert 'name="name_pt"' in client.get("/o/acme/groups/new").get_data(as_text=True)
    with acme.at_work():
        assert queries.organisation().languages == ["pt", "es"]


def test_a_language_that_is_none_is_refused(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), "/o/acme/settings/languages", {"own_language": "<b>", "others": ["es"]})
    assert answer.status_code == 422
    with acme.at_work():
        assert queries.organisation().languages == ["es", "en"]


def test_inviting_leaves_the_name_of_the_organisation_in_its_field(acme: Member, as_member: SignedIn) -> None:
    refused = post(as_member(acme), "/o/acme/settings/members", {"email": "", "name": "", "role": "viewer"})
    assert (refused.status_code, 'value="Acme"' in refused.get_data(as_text=True)) == (422, True)


def test_what_came_again_and_again_is_one_line(acme: Member, as_member: SignedIn) -> None:
    client = as_member(acme)
    for language in ("pt", "en", "pt", "en"):
        post(client, "/o/acme/settings/languages", {"own_language": "es", "others": [language]})
    group(acme, code="mine")
    page = client.get("/o/acme/settings").get_data(as_text=True)
    assert page.count("es, pt") == 2
    for _ in range(3):
        post(client, "/o/acme/settings/languages", {"own_language": "es", "others": ["pt"]})
    page = client.get("/o/acme/settings").get_data(as_text=True)
    assert page.count("es, pt") == 3
    assert "× 3" in page
