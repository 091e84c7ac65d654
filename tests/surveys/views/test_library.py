"""The library's pages, and the whole path from a ready questionnaire to an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.db import db
from feedback.permissions import Role
from feedback.surveys.library import entries, entry
from feedback.surveys.models import Response
from feedback.surveys.queries import questionnaires as queries
from tests.factories import groups, journeys
from tests.factories.people import Member, member, post

SignedIn = Callable[[Member], FlaskClient]
LIBRARY = "/o/acme/surveys/questionnaires/library"
USE = f"{LIBRARY}/repair-customers/use"
STAGES = {"stage_booking": "booking", "stage_wait": "-", "stage_visit": "visit", "stage_billing": "billing"}


def page(client: FlaskClient, path: str, **query: str) -> str:
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    return unescape(text[text.index("<main") :])


def drafts(of: Member) -> list[str]:
    with of.at_work():
        return sorted(queries.draft_of(row).library for row in queries.questionnaires())


def test_every_questionnaire_is_on_the_page(as_member: SignedIn, acme: Member) -> None:
    text = page(as_member(acme), LIBRARY)
    assert re.findall(rf'<h3[^>]*><a href="{LIBRARY}/([^"]+)"', text) == [one.code for one in entries()]
    assert text.count("Usar los tres") == 6


def test_by_group(as_member: SignedIn, acme: Member) -> None:
    text = page(as_member(acme), LIBRARY, group="supplier")
    assert re.findall(rf'<h3[^>]*><a href="{LIBRARY}/([^"]+)"', text) == [
        one.code for one in entries() if one.group == "supplier"
    ]
    assert "Usar los tres" not in text


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_questions_can_be_looked_at_in_any_language(as_member: SignedIn, acme: Member, language: str) -> None:
    one = entry("giving-up-check")
    text = page(as_member(acme), f"{LIBRARY}/giving-up-check", **{"in": language})
    for question in one.document.questions():
        assert f'lang="{language}">{question.text.by_language[language]}</b>' in text
    assert text.count("solo tras ciertas respuestas a la pregunta 1") == 2


def test_reading_is_for_everybody_and_taking_for_who_edits(app: Flask, as_member: SignedIn, acme: Member) -> None:
    client = as_member(member(app, "acme", Role.VIEWER))
    assert "Usar este" not in page(client, f"{LIBRARY}/persona")
    assert client.get(USE).status_code == 403
    assert client.get(f"{LIBRARY}/no-such").status_code == 404


def test_one_without_stages_is_taken_at_once(as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    assert f'action="{LIBRARY}/cx-check/use"' in page(client, f"{LIBRARY}/cx-check")
    answer = post(client, f"{LIBRARY}/cx-check/use", {"entries": "cx-check"})
    assert answer.status_code == 303
    assert drafts(acme) == ["cx-check"]
    assert "Siete preguntas sobre nosotros" in page(client, answer.location)


def test_stages_are_suggested_by_code_and_by_name(as_member: SignedIn, acme: Member) -> None:
    journeys.journey(acme, ("booking", "espera", "visit"))
    text = page(as_member(acme), USE)
    chosen = dict(re.findall(r'<select[^>]*name="stage_(\w+)".*?<option selected value="([^"]*)"', text, re.S))
    assert chosen == {"booking": "booking", "wait": "espera", "visit": "visit"}


def test_no_draft_without_an_answer_for_every_stage(as_member: SignedIn, acme: Member) -> None:
    journeys.journey(acme)
    client = as_member(acme)
    typed = {**STAGES, "stage_wait": "", "entries": ["repair-customers", "repair-suppliers"]}
    answer = post(client, USE, typed)
    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Di cuál de tus etapas es." in text
    assert re.findall(r'<input checked[^>]*value="([^"]+)"', text) == ["repair-customers", "repair-suppliers"]
    assert '<option selected value="billing">' in text
    assert drafts(acme) == []


def test_a_stage_of_nobody_is_refused(as_member: SignedIn, acme: Member) -> None:
    journeys.journey(acme)
    answer = post(as_member(acme), USE, {**STAGES, "stage_wait": "elsewhere", "entries": "repair-customers"})
    assert answer.status_code == 422
    assert drafts(acme) == []


def test_all_three_can_be_taken_at_once(as_member: SignedIn, acme: Member) -> None:
    journeys.journey(acme)
    client = as_member(acme)
    link = re.search(rf'href="({LIBRARY}/repair-customers/use\?[^"]+)"', page(client, LIBRARY))
    assert link
    ticked = re.findall(r'<input checked[^>]*value="([^"]+)"', page(client, link[1]))
    assert ticked == ["repair-customers", "repair-employees", "repair-suppliers"]
    answer = post(client, USE, {**STAGES, "entries": ticked})
    assert (answer.status_code, answer.location) == (303, "/o/acme/surveys#h-questionnaires")
    assert drafts(acme) == ticked


def test_none_chosen_is_refused(as_member: SignedIn, acme: Member) -> None:
    journeys.journey(acme)
    answer = post(as_member(acme), USE, STAGES)
    assert answer.status_code == 422
    assert "Elige al menos un cuestionario." in answer.get_data(as_text=True)


def test_from_the_library_to_an_answer(as_member: SignedIn, acme: Member, client: FlaskClient) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    manager, base = as_member(acme), "/o/acme/surveys"
    draft = post(manager, USE, {**STAGES, "entries": "repair-customers"}).location
    code = draft.rsplit("/", 1)[1].partition("?")[0]
    assert post(manager, f"{base}/questionnaires/{code}/publish").status_code == 303
    opened = post(manager, f"{base}/new", {"questionnaire": code, "groups": ["customers"], "stage": "", "mode": ""})
    survey = opened.location.rsplit("/", 1)[1]
    asked = walked(client, f"/s/{survey}/customers?stage=visit", {"wait_experience": "2", "visit_experience": "4"})
    assert asked == ["wait_experience", "wait_change", "wait_gave_up", "visit_experience", "recommend"]
    asked = walked(client, f"/s/{survey}/customers?stage=visit", {"wait_experience": "4", "visit_experience": "5"})
    assert asked == ["wait_experience", "wait_gave_up", "visit_experience", "visit_reason", "recommend"]
    with acme.at_work():
        assert db.session.scalar(db.select(db.func.count()).select_from(Response)) == 2


def walked(client: FlaskClient, link: str, answers: Mapping[str, str]) -> list[str]:
    """Answers every page up to the thanks; gives the fields that were asked, in order."""
    form, asked = client.get(link).get_data(as_text=True), []
    for _ in range(10):
        fields = list(dict.fromkeys(re.findall(r'<(?:input class="sel"|textarea)[^>]* name="(\w+)"', form)))
        asked += fields
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        move = "finish" if 'value="finish"' in form else "next"
        answer = client.post(link, data={**hidden, **{f: answers[f] for f in fields if f in answers}, "move": move})
        if answer.status_code == 303:
            return asked
        assert answer.status_code == 200
        form = answer.get_data(as_text=True)
    raise AssertionError("it never ends")
