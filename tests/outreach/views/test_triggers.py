"""The pages of what happens after a service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.outreach.queries import triggers as queries
from feedback.permissions import Role
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post
from tests.factories.surveys import Opened, closed, opened, published, standard
from tests.factories.triggers import kept, told, trigger
from tests.statements import counted as statements

SignedIn = Callable[..., FlaskClient]
PAGE = "/o/acme/outreach/services"
TYPED = {
    "channel": "email",
    "delay": "2",
    "delay_unit": "hours",
    "quiet_from": "21:00",
    "quiet_until": "09:00",
    "time_zone": "Europe/Madrid",
    "person_days": "30",
    "survey_days": "90",
    "sample_percent": "50",
    "daily_quota": "",
    "subject_es": "Tu visita",
    "body_es": "Hola {name}: {link}",
    "subject_en": "",
    "body_en": "",
}


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme)
    return acme


@pytest.fixture
def survey(ground: Member) -> Opened:
    return opened(ground, published(ground, *standard()), ["customers"])


def page(client: FlaskClient, path: str = PAGE, status: int = 200) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == status
    return str(answer.get_data(as_text=True))


def new(survey: Opened) -> str:
    return f"{PAGE}/new?asks={survey.code}/customers/visit"


def rows(of: Member) -> list[Any]:
    with of.at_work():
        return [line.trigger for line in queries.lines()]


def test_the_first_step_leads_to_the_next(ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    assert "For that a survey has to be open that asks about a stage." in page(browser)
    survey = opened(ground, published(ground, *standard()), ["customers"])
    assert "Add a rule" in page(browser)
    chosen = page(browser, f"{PAGE}/new")
    assert f'href="{PAGE}/new?asks={survey.code}/customers/visit"' in chosen
    assert chosen.count("When “Visit” ends") == 1
    assert "By e-mail: we send it" in page(browser, new(survey))


def test_a_rule_is_made_read_as_a_sentence_changed_paused_and_used_again(
    ground: Member, survey: Opened, as_member: SignedIn
) -> None:
    browser = as_member(ground)
    made = post(browser, new(survey), TYPED)
    assert (made.status_code, made.location) == (303, PAGE)
    shown = page(browser)
    assert "When “Visit” ends, Customers get “Your visit” by e-mail after 2 hours." in shown
    for sentence in (
        "Not between 21:00 and 09:00 (Europe/Madrid).",
        "Nobody is asked anything twice within 30 days.",
        "This questionnaire comes to nobody twice within 90 days.",
        "50 of every 100 services are asked about.",
    ):
        assert sentence in shown
    [row] = rows(ground)
    assert row.texts == {"es": {"subject": "Tu visita", "body": "Hola {name}: {link}"}}
    changed = post(browser, f"{PAGE}/{row.id}", {**TYPED, "channel": "link", "delay": "0", "daily_quota": "20"})
    assert changed.status_code == 303
    shown = page(browser)
    assert "“Your visit” for Customers is handed to your system as a link at once." in shown
    assert "At most 20 requests a day." in shown
    assert post(browser, f"{PAGE}/{row.id}/pause").status_code == 303
    assert "Paused" in page(browser)
    assert kept(ground, row.id).active is False
    assert post(browser, f"{PAGE}/{row.id}/resume").status_code == 303
    assert kept(ground, row.id).active is True
    with ground.at_work():
        acts = [entry.act for entry in accounts.audit()][:4]
    assert acts == ["trigger.resumed", "trigger.paused", "trigger.changed", "trigger.created"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"channel": ""}, "Choose how people are asked."),
        ({"channel": "pigeon"}, "Not a valid choice."),
        ({"delay": "soon"}, "Write a whole number."),
        ({"delay": "31", "delay_unit": "days"}, "Choose something between at once (0) and 30 days."),
        ({"delay_unit": "weeks"}, "Not a valid choice."),
        ({"quiet_from": ""}, "Write both hours, or neither."),
        ({"quiet_until": "21:00"}, "Quiet hours cannot end when they begin."),
        ({"time_zone": "Middle-earth"}, "Choose a time zone of the list"),
        ({"person_days": "-1"}, "Write a whole number from 0 to 730."),
        ({"sample_percent": "0"}, "Write a whole number from 1 to 100."),
        ({"sample_percent": "9" * 5000}, "Write a whole number"),
        ({"daily_quota": "0"}, "Write a whole number from 1 to 1,000,000."),
        ({"subject_es": ""}, "Write a subject."),
        ({"body_es": "Hola {name}"}, "Put {link} where"),
        ({"body_en": "{link} {nmae}", "subject_en": "Hi"}, "There is no {nmae}."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    ground: Member, survey: Opened, as_member: SignedIn, wrong: dict[str, str], said: str
) -> None:
    browser = as_member(ground)
    typed = {**TYPED, "survey_days": "77", **wrong}
    answer = post(browser, new(survey), typed, headers={"Accept-Language": "en"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in shown
    assert 'value="77"' in shown
    assert rows(ground) == []
    row = trigger(survey)
    answer = post(browser, f"{PAGE}/{row}", typed, headers={"Accept-Language": "en"})
    assert (answer.status_code, 'value="77"' in answer.get_data(as_text=True)) == (422, True)
    assert kept(ground, row).survey_days == 0


def test_a_second_rule_for_the_same_is_refused(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    browser = as_member(ground)
    trigger(survey)
    answer = post(browser, new(survey), TYPED, headers={"Accept-Language": "en"})
    assert answer.status_code == 409
    assert "There is a rule for this already." in answer.get_data(as_text=True)
    assert "There is nothing left to choose." in page(browser, f"{PAGE}/new")


def test_only_open_surveys_and_the_stages_they_ask_about_can_be_chosen(
    ground: Member, survey: Opened, as_member: SignedIn
) -> None:
    browser = as_member(ground)
    assert post(browser, f"{PAGE}/new?asks={survey.code}/customers/booking", TYPED).status_code == 422
    assert post(browser, f"{PAGE}/new?asks={survey.code}/suppliers/visit", TYPED).status_code == 422
    row = trigger(survey)
    closed(survey)
    assert post(browser, new(survey), TYPED).status_code == 422
    assert "Its survey is closed" in page(browser)
    post(browser, f"{PAGE}/{row}/pause")
    assert "Use again" not in page(browser)
    assert post(browser, f"{PAGE}/{row}/resume").status_code == 422


def test_what_became_of_services_is_counted_and_listed_by_outcome(
    ground: Member, survey: Opened, as_member: SignedIn
) -> None:
    browser = as_member(ground)
    trigger(survey, person_days=30)
    told(ground, "order-1", contact={"email": "ana@customers.example", "name": "Ana"})
    told(ground, "order-2")
    told(ground, "order-3", stage="booking", contact=None)
    shown = page(browser)
    assert ("Asked lately" in shown, "No rule for it" in shown) == (True, True)
    listed = page(browser, f"{PAGE}/told")
    assert [f"order-{number}" in listed for number in (1, 2, 3)] == [True] * 3
    assert ">Ana</a>" in listed
    chosen = page(browser, f"{PAGE}/told?outcome=cooling_down")
    assert [f"order-{number}" in chosen for number in (1, 2, 3)] == [False, True, False]
    sent = page(browser, f"{PAGE}/told?outcome=sent")
    assert [f"order-{number}" in sent for number in (1, 2, 3)] == [True, False, False]
    assert "No service fits this choice." in page(browser, f"{PAGE}/told?outcome=quota")
    page(browser, f"{PAGE}/told?outcome=lost", 404)


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_services_of_protected_surveys_are_counted_and_not_listed(
    ground: Member, as_member: SignedIn, mode: str
) -> None:
    protected = opened(ground, published(ground, *standard()), ["customers"], mode=mode)
    trigger(protected)
    told(ground, "order-1", contact={"email": "ana@customers.example", "name": "Ana"})
    browser = as_member(ground)
    assert "The person was asked." in page(browser)
    for outcome in ("", "sent"):
        listed = page(browser, f"{PAGE}/told?outcome={outcome}")
        assert ("order-1" in listed, "Ana" in listed) == (False, False)


def test_the_list_goes_on_where_the_page_ended(
    ground: Member, survey: Opened, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.outreach.views.triggers.A_PAGE", 2)
    for number in range(3):
        told(ground, f"order-{number}", contact=None)
    browser = as_member(ground)
    first = page(browser, f"{PAGE}/told")
    assert [f"order-{number}" in first for number in range(3)] == [False, True, True]
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(browser, address)
    assert [f"order-{number}" in second for number in range(3)] == [True, False, False]
    for odd in ("nonsense", "2026-01-01 x", "9999-12-31T23:59:59-14:00 " + str(uuid4())):
        page(browser, f"{PAGE}/told?after={odd}")


def test_the_example_of_a_call_has_codes_that_exist_here(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    trigger(survey)
    shown = page(as_member(ground))
    assert "http://localhost/api/v1/service-events" in shown
    assert "&#34;group&#34;: &#34;customers&#34;" in shown
    assert "&#34;stage&#34;: &#34;visit&#34;" in shown


def test_what_would_happen_is_said_and_nothing_happens(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    browser = as_member(ground)
    row = trigger(survey, person_days=30)
    later = trigger(
        opened(ground, published(ground, *standard("booking")), ["customers"]), stage="booking", delay_minutes=60
    )
    ask = f"{PAGE}/attempt?rule={row}&who=ana@customers.example"
    assert "Look</button>" in page(browser, f"{PAGE}/attempt")
    assert "The person would be asked at once." in page(browser, ask)
    assert "it would be somebody new" in page(browser, ask)
    assert "it would be somebody new" in page(browser, ask), "asking twice changes nothing"
    told(ground, "order-1")
    shown = page(browser, ask)
    assert "The person was asked something else not long ago." in shown
    assert "it would be somebody new" not in shown
    waits = page(browser, f"{PAGE}/attempt?rule={later}&who=C-77&service=1")
    assert "The person would be asked on" in waits
    assert "Write an e-mail address" in page(browser, f"{PAGE}/attempt?rule={row}&who=", 422)
    page(browser, f"{PAGE}/attempt?rule={uuid4()}&who=x", 422)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.VIEWER])
def test_who_may_not_launch_sees_rules_and_counts_and_nobody(
    app: Flask, ground: Member, survey: Opened, as_member: SignedIn, role: Role
) -> None:
    row = trigger(survey)
    told(ground, "order-1", contact={"email": "ana@customers.example", "name": "Ana"})
    browser = as_member(member(app, "acme", role))
    shown = page(browser)
    assert "When “Visit” ends" in shown
    assert ("Pause" in shown, "order-1" in shown, "Ana<" in shown) == (False, False, False)
    for path in ("new", "told", "attempt", str(row)):
        assert browser.get(f"{PAGE}/{path}").status_code == 403, path
    for path in (str(row), f"{row}/pause", f"{row}/resume", "new"):
        assert post(browser, f"{PAGE}/{path}", TYPED).status_code == 403, path


def test_the_pages_cost_the_same_for_one_and_for_three(app: Flask, ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    costs: dict[str, list[int]] = {"": [], "/told": [], "/new": []}
    for number in range(3):
        survey = opened(ground, published(ground, *standard(), title=f"Visit {number}"), ["customers"])
        opened(ground, published(ground, *standard(), title=f"Free {number}"), ["customers"])
        trigger(survey)
        told(ground, f"order-{number}", contact={"reference": f"C{number}"}, happened_at=now() - timedelta(hours=1))
        for path, seen in costs.items():
            with statements(app) as issued:
                page(browser, PAGE + path)
            seen.append(len(issued))
    assert all(one[0] == one[2] for one in costs.values()), costs


def test_in_spanish_everything_is_spanish(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    trigger(survey, channel="email", delay_minutes=60, person_days=30, survey_days=1, sample_percent=10, daily_quota=5)
    told(ground, "order-1", contact=None)
    browser = as_member(ground)
    shown = browser.get(PAGE, headers={"Accept-Language": "es"}).get_data(as_text=True)
    assert "Cuando termina «Visit», Clientes reciben «Your visit (es)» por correo al cabo de una hora." in shown
    for english in ("Nobody", "After a service", "At most", "In use", "the person"):
        assert english not in shown
