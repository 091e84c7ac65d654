"""Readings in words: of the CX check and of the starting check, from what may be shown and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from feedback.surveys.actions.library import take
from feedback.surveys.actions.questionnaires import publish
from feedback.surveys.actions.surveys import make_wave
from feedback.surveys.library import entry
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.queries.surveys import wave_with_code
from feedback.surveys.readings.starting_check import CONSTRUCTS
from tests.factories import groups
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

SignedIn = Callable[[Member], FlaskClient]
TWELVE = [construct.removeprefix("start_") for construct in CONSTRUCTS]


@pytest.fixture
def taken(acme: Member) -> Callable[[str], str]:
    """Takes a ready questionnaire and publishes it; gives its code."""
    groups.three_groups(acme)

    def act(code: str) -> str:
        (row,) = take(entries=[entry(code)], stages={})
        publish(questionnaire=queries.questionnaire(row.code))
        return row.code

    return lambda code: str(acme.do(act, code))


def page(client: FlaskClient, survey: Opened) -> str:
    answer = client.get(f"/o/acme/surveys/{survey.code}/reading")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    return unescape(text[text.index("<main") :])


def cx(winning: int, keeping: int, problem: int) -> dict[str, int]:
    before = dict.fromkeys(("benefits", "delivery_times", "contracting", "politeness_new"), winning)
    return {**before, "care": keeping, "trust": keeping, "politeness_problem": problem}


def test_weak_spots_that_point_to_keeping(as_member: SignedIn, acme: Member, taken: Callable[[str], str]) -> None:
    survey = opened(acme, taken("cx-check"), ["customers"])
    answered(survey, "customers", 12, **cx(5, 2, 1))
    answered(survey, "customers", 12, **cx(4, 1, 2))
    counted(survey)
    text = page(as_member(acme), survey)
    assert "<mark>Los puntos débiles apuntan a conservar clientes" in text
    assert "Se trata a las personas con menos amabilidad cuando tienen un problema" in text
    pair = text[text.index('id="p-customers"') :]
    assert re.findall(r"<b>([^<]+)</b> <small>", pair)[:3] == ["4,5", "1,5", "+3,0"]


def test_with_one_answer_nothing_can_be_told(as_member: SignedIn, acme: Member, taken: Callable[[str], str]) -> None:
    survey = opened(acme, taken("cx-check"), ["customers"])
    answered(survey, "customers", 1, **cx(5, 2, 2))
    counted(survey)
    assert "Todavía no se puede decir: ganar y conservar clientes" in page(as_member(acme), survey)


def test_groups_are_read_apart(as_member: SignedIn, acme: Member, taken: Callable[[str], str]) -> None:
    survey = opened(acme, taken("cx-check"), ["customers", "suppliers"], mode="identified")
    for low, high in ((1, 5), (2, 4)):
        answered(survey, "customers", 20, **cx(low, high, high))
        answered(survey, "suppliers", 20, **cx(high, low, low))
    counted(survey)
    first, second = page(as_member(acme), survey).split('id="h-suppliers"')
    assert "apuntan a ganar clientes" in first and "apuntan a conservar clientes" in second


def test_nothing_of_a_protected_survey_before_it_closes(
    as_member: SignedIn, acme: Member, taken: Callable[[str], str]
) -> None:
    survey = opened(acme, taken("starting-check"), ["employees"])
    answered(survey, "employees", 37, **dict.fromkeys(TWELVE, 2))
    text = page(as_member(acme), survey)
    assert "Los resultados aparecen con la primera publicación, a más tardar cuando se cierre la encuesta." in text
    assert "pasiva" not in text.split('id="h-how"')[0]


def test_too_few_employees_are_not_read(as_member: SignedIn, acme: Member, taken: Callable[[str], str]) -> None:
    survey = opened(acme, taken("starting-check"), ["employees"])
    answered(survey, "employees", 4, area="sales", **dict.fromkeys(TWELVE, 2))
    closed(survey)
    text = page(as_member(acme), survey)
    assert "Todavía no se puede decir: se pueden mostrar muy pocas respuestas." in text
    assert 'id="a-employees"' not in text and "<svg width" not in text


def test_the_starting_check_names_three_actions(as_member: SignedIn, acme: Member, taken: Callable[[str], str]) -> None:
    survey = opened(acme, taken("starting-check"), ["employees"])
    weak: dict[str, Any] = {"effect": 1, "owners": 2, "journey": 2}
    for extra in (0, 1):
        rest = {name: weak.get(name, 3) + extra for name in TWELVE}
        answered(survey, "employees", 20, **rest)
    closed(survey)
    text = page(as_member(acme), survey)
    actions = text[text.index('id="a-employees"') :]
    assert re.findall(r"<li[^>]*><b>([^<]+)</b>", actions)[0].startswith("Hacer otra vez la misma pregunta")
    assert len(re.findall(r"<li[^>]*><b>", actions.split("</ol>")[0])) == 3
    assert "No hay una ronda anterior" in text


def test_asked_again_it_is_compared_with_the_last_round(
    as_member: SignedIn, acme: Member, taken: Callable[[str], str]
) -> None:
    code = taken("starting-check")
    found = []
    for wave, answer in (("2026-01", 2), ("2026-02", 4)):
        acme.do(lambda wave=wave: make_wave(code=wave, name={"en": wave}, starts_on=date.fromisoformat(f"{wave}-01")))
        with acme.at_work():
            row = wave_with_code(wave)
        survey = opened(acme, code, ["employees"], wave=row)
        for one in (answer, answer + 1):
            answered(survey, "employees", 12, **dict.fromkeys(TWELVE, one))
        closed(survey)
        found.append(page(as_member(acme), survey))
    assert "Más activa que en la ronda anterior." in found[1]
    assert "+2,0" in found[1]
    assert "ronda anterior." not in found[0].split('id="h-how"')[0].replace("No hay una ronda anterior", "")


def test_other_questionnaires_have_no_reading(as_member: SignedIn, acme: Member) -> None:
    groups.three_groups(acme)
    survey = opened(acme, published(acme, asked("nps", "nps")), ["customers"])
    assert as_member(acme).get(f"/o/acme/surveys/{survey.code}/reading").status_code == 404


def test_links_lead_back_and_forth(as_member: SignedIn, acme: Member, taken: Callable[[str], str]) -> None:
    survey = opened(acme, taken("cx-check"), ["customers"])
    text = page(as_member(acme), survey)
    base = f"/o/acme/surveys/{survey.code}"
    tabs = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', text[text.index('class="tabs"') :])[:3]
    assert tabs == [(base, ""), (f"{base}/results", ""), (f"{base}/reading", ' aria-current="page"')]
