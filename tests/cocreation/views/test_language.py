"""The language review, and the check that forms ask while somebody types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.analysis.tone import check
from feedback.cocreation.views.language import AROUND, pieces
from feedback.permissions import Role
from tests.factories import backlog, evidence, workshops
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[[Member], FlaskClient]
BLAME = {"es": "Los clientes se quejan de todo", "en": "Shorten the wait"}
ENGLISH = {"Accept-Language": "en"}


def review(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/o/acme/language{query}", headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_without_any_text_it_says_what_will_be_here(acme: Member, as_member: SignedIn) -> None:
    page = review(as_member(acme))
    assert "What you write about people will be looked at here." in page


def test_it_counts_by_place_and_by_month(acme: Member, as_member: SignedIn) -> None:
    backlog.improvement(acme, title=BLAME)
    backlog.ground(acme)
    page = review(as_member(acme))
    assert "texts has a wording to look at." in page
    assert 'href="/o/acme/language?place=improvements#h-texts"' in page
    assert "place=map" not in page
    assert "not known when" in page


def test_a_place_opens_into_its_texts(acme: Member, as_member: SignedIn) -> None:
    number = backlog.improvement(acme, title=BLAME)
    page = review(as_member(acme), "?place=improvements")
    assert "Los clientes se <mark>quejan de todo</mark>" in page
    assert "Behind every complaint something happened to somebody." in page
    assert f'href="/o/acme/backlog/{number}/edit"' in page


def test_it_names_nobody(acme: Member, as_member: SignedIn, app: Flask) -> None:
    """The audit log knows who wrote it."""
    analyst = member(app, "acme", Role.ANALYST)
    client = as_member(analyst)
    post(client, "/o/acme/backlog/new", {"title_es": BLAME["es"], "title_en": "", "direction": "reduce"})
    settings = as_member(acme).get("/o/acme/settings").get_data(as_text=True)
    assert "<b>Analyst of acme</b> · " in settings
    assert "Analyst of acme" not in review(as_member(acme), "?place=improvements")


def test_who_may_not_change_a_text_reads_it_without_a_way_there(acme: Member, as_member: SignedIn, app: Flask) -> None:
    backlog.improvement(acme, title=BLAME)
    page = review(as_member(member(app, "acme", Role.VIEWER)), "?place=improvements")
    assert ("<mark>quejan de todo</mark>" in page, "/edit" in page) == (True, False)


def test_questions_of_workshops_are_for_who_leads_them(acme: Member, as_member: SignedIn, app: Flask) -> None:
    workshops.workshop(acme, "Why are difficult customers late?")
    assert "place=workshops" in review(as_member(acme))
    assert "place=workshops" not in review(as_member(member(app, "acme", Role.ANALYST)))


@pytest.mark.parametrize("query", ["?place=nowhere", "?place=improvements&page=99", "?page=x", "?place=<b>"])
def test_a_place_or_page_that_is_not_there_is_the_nearest(acme: Member, as_member: SignedIn, query: str) -> None:
    backlog.improvement(acme, title=BLAME)
    assert "By place" in review(as_member(acme), query)


def test_many_texts_come_in_pages(acme: Member, as_member: SignedIn) -> None:
    backlog.ground(acme)
    for number in range(26):
        evidence.note(acme, text=f"Clientes difíciles, {number}")
    client = as_member(acme)
    assert review(client, "?place=notes").count("<mark>") == 25
    assert review(client, "?place=notes&page=2").count("<mark>") == 1


def test_the_page_costs_the_same_for_one_text_and_for_three(acme: Member, as_member: SignedIn, app: Flask) -> None:
    client, costs = as_member(acme), []
    for _ in range(3):
        backlog.improvement(acme, title=BLAME)
        with counted(app) as seen:
            review(client, "?place=improvements")
        costs.append(len(seen))
    assert costs[0] == costs[2]


def test_the_settings_lead_to_it(acme: Member, as_member: SignedIn) -> None:
    assert 'href="/o/acme/language"' in as_member(acme).get("/o/acme/settings").get_data(as_text=True)


def asked(client: FlaskClient, **data: str) -> tuple[int, str]:
    answer = post(client, "/o/acme/language/check", data)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_form_may_ask_while_somebody_types(acme: Member, as_member: SignedIn) -> None:
    client = as_member(acme)
    status, piece = asked(client, text=BLAME["es"], lang="es", kind="text")
    assert (status, "<u>quejan de todo</u>" in piece, "<html" in piece) == (200, True, False)
    assert asked(client, text="La espera es larga", lang="es")[1].strip() == ""
    assert "<u>always complain</u>" in asked(client, text="They always complain", lang="")[1]
    assert "rápido y amable" in asked(client, text="¿Fue rápido y amable?", lang="es", kind="question")[1]


def test_what_was_typed_is_shown_as_text(acme: Member, as_member: SignedIn) -> None:
    _, piece = asked(as_member(acme), text="clientes <b>x</b> clientes <i>difíciles", lang="es")
    assert "<i>" not in piece


def test_an_unknown_kind_is_refused(acme: Member, as_member: SignedIn) -> None:
    assert asked(as_member(acme), text="x", kind="poem")[0] == 422


def test_of_a_long_text_only_what_stands_around_the_marks_is_shown() -> None:
    text = "a " * 400 + "clientes difíciles " + "b " * 400 + "clientes difíciles" + " c" * 400
    cut = pieces(text, check(text, "es", "note"))
    assert [mark for _, mark in cut] == [False, True, False, True, False]
    assert max(len(piece) for piece, _ in cut) == 2 * AROUND + 3
    assert (cut[0][0][:4], cut[-1][0][-3:]) == (" … a", " … ")
    assert pieces("kurz", ()) == [("kurz", False)]
