"""Service events over the API: one request per service, every outcome with its reason, nothing that breaks it."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import func, select

from feedback.accounts.models import IdempotentCall
from feedback.db import db, now
from feedback.outreach.models import Invitation, ServiceEvent
from feedback.stakeholders.actions import groups
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import groups as stakeholders
from tests.dump import state
from tests.factories.callers import System, system
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, opened, published, standard
from tests.factories.triggers import a_minute_passes, trigger

EVENTS = "/service-events"


@pytest.fixture
def survey(acme: Member) -> Opened:
    three_groups(acme)
    journey(acme)
    return opened(acme, published(acme, *standard()), ["customers"])


@pytest.fixture
def shop(acme: Member, survey: Opened) -> System:
    return system(acme, "events")


def event(service: str = "order-1", **values: Any) -> dict[str, Any]:
    contact = {"email": "ana@customers.example", "name": "Ana"}
    usual = {"group": "customers", "stage": "visit", "service": service, "contact": contact}
    return {**usual, "happened_at": (now() - timedelta(minutes=1)).isoformat(), **values}


def count(of: Member, model: Any) -> int:
    with of.at_work():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def systems_like(one: System, n: int) -> list[System]:
    """The same token in several browsers, which are not made for several threads."""
    return [System(one.client.application.test_client(), one.secret, one.token_id) for _ in range(n)]


def posted(systems: list[System], bodies: list[dict[str, Any]], **headers: str) -> list[Any]:
    """What each system is answered, all of them calling at once."""
    with ThreadPoolExecutor(len(systems)) as executor:
        return list(executor.map(lambda one, body: one.post(EVENTS, body, **headers), systems, bodies))


def test_a_service_is_told_of_once_and_its_outcome_read_later(acme: Member, survey: Opened, shop: System) -> None:
    trigger(survey, delay_minutes=30)
    made = shop.post(EVENTS, event())
    assert made.status_code == 201
    assert (made.json["state"], made.json["reason"], made.json["link"]) == ("waiting", None, None)
    again = shop.post(EVENTS, event(contact={"email": "ben@customers.example"}))
    assert (again.status_code, again.json) == (200, made.json)
    assert shop.get(f"{EVENTS}/{made.json['id']}").json == made.json
    assert (count(acme, ServiceEvent), count(acme, Contact)) == (1, 1)


def test_by_link_the_caller_reads_the_personal_link_and_it_opens_the_form(shop: System, survey: Opened) -> None:
    trigger(survey)
    made = shop.post(EVENTS, event(attributes={"branch": "north"}))
    link = urlsplit(made.json["link"])
    assert (made.json["state"], link.path.startswith("/i/")) == ("sent", True)
    assert shop.client.get(link.path).status_code == 200
    assert shop.get(f"{EVENTS}/{made.json['id']}").json["link"] == made.json["link"]
    assert shop.post(EVENTS, event()).json["link"] == made.json["link"]


def test_every_refusal_comes_with_its_reason_and_a_sentence(shop: System, survey: Opened) -> None:
    assert shop.post(EVENTS, event("1")).json["reason"] == "no_trigger"
    trigger(survey, person_days=30)
    found = [
        shop.post(EVENTS, event(name, **values)).json
        for name, values in (
            ("2", {"contact": None}),
            ("3", {"contact": {"email": "no@customers.example", "consent": False}}),
            ("4", {"happened_at": (now() - timedelta(days=9)).isoformat()}),
            ("5", {}),
            ("6", {}),
        )
    ]
    assert [one["reason"] for one in found] == ["no_contact", "no_consent", "too_late", None, "cooling_down"]
    assert [one["state"] for one in found] == ["not_sent"] * 3 + ["sent", "not_sent"]
    assert found[4]["detail"] == "The person was asked something else not long ago."
    assert found[3]["detail"] is None


def test_idempotency_key(acme: Member, shop: System, survey: Opened) -> None:
    """Case 57: the key answers the same call alike, is refused for another, and holds no link."""
    trigger(survey)
    body = event()
    first = shop.post(EVENTS, body, Idempotency_Key="K")
    again = shop.post(EVENTS, body, Idempotency_Key="K")
    assert (again.status_code, again.json) == (first.status_code, first.json) == (201, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json["link"] is not None
    other = shop.post(EVENTS, event("order-2"), Idempotency_Key="K")
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    assert (count(acme, ServiceEvent), count(acme, Invitation)) == (1, 1)
    with acme.at_work():
        [kept] = db.session.scalars(select(IdempotentCall))
        assert "/i/" not in kept.body


def test_parallel_calls_of_one_service_make_one_request(acme: Member, survey: Opened) -> None:
    """Cases 37 and 57 as they meet here: twenty at once with one key, and twenty without."""
    trigger(survey)
    systems = systems_like(system(acme, "events"), 20)
    for service, headers in (("keyed", {"Idempotency_Key": "K"}), ("plain", {})):
        answers = posted(systems, [event(service)] * 20, **headers)
        assert {answer.status_code for answer in answers} <= {200, 201, 409}
        firsts = [one for one in answers if one.status_code == 201 and "Idempotent-Replayed" not in one.headers]
        assert len(firsts) == 1
        assert {one.json["id"] for one in answers if one.status_code < 300} == {firsts[0].json["id"]}
    assert (count(acme, ServiceEvent), count(acme, Invitation)) == (2, 2)


def test_a_quota_holds_under_parallel_calls(acme: Member, survey: Opened, shop: System) -> None:
    trigger(survey, daily_quota=4)
    events = [event(f"order-{number}", contact={"reference": f"C{number}"}) for number in range(10)]
    answers = posted(systems_like(shop, 10), events)
    assert {answer.status_code for answer in answers} == {201}
    assert Counter(one.json["reason"] or one.json["state"] for one in answers) == {"sent": 4, "quota": 6}


BAD = [
    ({"group": "nobody"}, "group"),
    ({"stage": "nowhere"}, "stage"),
    ({"group": 5}, "group"),
    ({"service": ""}, "service"),
    ({"service": "   "}, "service"),
    ({"service": "x" * 201}, "service"),
    ({"happened_at": "2026-01-01T10:00:00"}, "happened_at"),
    ({"happened_at": "yesterday"}, "happened_at"),
    ({"happened_at": "9999-12-31T23:59:59Z"}, "happened_at"),
    ({"happened_at": "0001-01-01T00:00:00+14:00"}, "happened_at"),
    ({"happened_at": 1767225600}, "happened_at"),
    ({"contact": {"email": "nobody at all"}}, "contact.email"),
    ({"contact": {"phone": "12"}}, "contact.phone"),
    ({"contact": {"lang": "!!", "reference": "C1"}}, "contact.lang"),
    ({"contact": {"reference": "C1", "consent": "yes"}}, "contact.consent"),
    ({"contact": {}}, "contact.email"),
    ({"contact": {"reference": "C1", "opted_out": False}}, "contact.opted_out"),
    ({"contact": {"reference": "C1", "segments": {"region": 5}}}, "contact.segments.region.value"),
    ({"attributes": {f"a{number}": "x" for number in range(21)}}, "attributes"),
    ({"attributes": {"branch": 5}}, "attributes.branch.value"),
    ({"attributes": {"branch": {"a": "b"}}}, "attributes.branch.value"),
    ({"attributes": {"branch": "x" * 201}}, "attributes.branch.value"),
    ({"submitted_at": "2026-01-01T10:00:00Z"}, "submitted_at"),
    ({"organisation_id": str(uuid4()), "id": str(uuid4())}, "id"),
]
"""Cases 61 and 64: what a call may not say, and where it is told so."""


@pytest.mark.parametrize(("wrong", "field"), BAD, ids=[f"{field}-{number}" for number, (_, field) in enumerate(BAD)])
def test_what_cannot_be_is_refused_at_its_field(
    acme: Member, survey: Opened, shop: System, wrong: dict[str, Any], field: str
) -> None:
    trigger(survey)
    shop.get(EVENTS)  # A token notes the day it is used.
    before = state(acme.app)
    answer = shop.post(EVENTS, event(**wrong))
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert field in [one["field"] for one in answer.json["errors"]]
    assert state(acme.app) == before


def test_bodies_that_are_no_json_are_refused(acme: Member, shop: System) -> None:
    """Case 64."""
    whole = json.dumps(event())
    for raw in (
        whole.replace('"order-1"', "NaN"),
        whole[:-1] + ', "group": "customers"}',
        "[" * 100_000,
        whole.replace('"order-1"', "9" * 5000),
        whole.replace("order-1", "\\u0000"),
    ):
        answer = shop.client.post(
            "/api/v1/service-events",
            data=raw,
            content_type="application/json",
            headers={"Authorization": f"Bearer {shop.secret}"},
        )
        assert answer.status_code == 400, raw[:40]
    assert count(acme, ServiceEvent) == 0


def test_an_archived_group_takes_no_services(acme: Member, survey: Opened, shop: System) -> None:
    acme.do(lambda: groups.archive_group(stakeholders.group_named("suppliers")))
    answer = shop.post(EVENTS, event(group="suppliers"))
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "group")


def test_other_tokens_and_other_organisations(acme: Member, globex: Member, survey: Opened, shop: System) -> None:
    """Case 56: the scope decides, and nothing crosses."""
    trigger(survey)
    made = shop.post(EVENTS, event()).json
    for other in (system(acme, "read", name="R"), system(acme, "write", name="W")):
        assert other.post(EVENTS, event("2")).status_code == 403
        assert other.get(f"{EVENTS}/{made['id']}").status_code == 403
    theirs = system(globex, "events")
    assert theirs.get(f"{EVENTS}/{made['id']}").status_code == 404
    assert theirs.get(EVENTS).json["items"] == []
    assert theirs.post(EVENTS, event("2")).status_code == 422
    assert shop.get(f"{EVENTS}/{uuid4()}").status_code == 404
    assert shop.get(f"{EVENTS}/not-an-id").status_code == 404


def test_the_list_pages_filters_and_refuses_nonsense(acme: Member, survey: Opened, shop: System) -> None:
    """Case 59."""
    trigger(survey)
    for number in range(5):
        shop.post(EVENTS, event(f"order-{number}", contact=None if number == 2 else {"reference": f"C{number}"}))
    shop.post(EVENTS, event("booked", stage="booking"))
    seen, cursor = [], ""
    while cursor is not None:
        answer = shop.get(f"{EVENTS}?limit=4{cursor}")
        seen += [one["service"] for one in answer.json["items"]]
        cursor = answer.json["next_cursor"] and f"&cursor={answer.json['next_cursor']}"
    assert seen == ["booked", *(f"order-{number}" for number in (4, 3, 2, 1, 0))]
    for query, services in (
        ("state=not_sent", ["booked", "order-2"]),
        ("reason=no_contact", ["order-2"]),
        ("stage=booking", ["booked"]),
        ("group=suppliers", []),
        ("service=order-3", ["order-3"]),
        (f"since={quote((now() + timedelta(minutes=1)).isoformat())}", []),
    ):
        assert [one["service"] for one in shop.get(f"{EVENTS}?{query}").json["items"]] == services, query
    cursor = shop.get(f"{EVENTS}?limit=1").json["next_cursor"]
    for query in (
        "limit=-1",
        "limit=1000000000",
        "limit=9223372036854775808",
        f"cursor={cursor[:-2]}AA",
        "state=lost",
        "reason=because",
        "since=9999-12-31T23:59:59-14:00",
        "since=0001-01-01T00:00:00Z",
        "since=2026",
        "offset=1",
    ):
        assert shop.get(f"{EVENTS}?{query}").status_code == 422, query


def test_a_request_that_waited_is_sent_and_its_outcome_says_so(acme: Member, survey: Opened, shop: System) -> None:
    trigger(survey, delay_minutes=1)
    made = shop.post(EVENTS, event(happened_at=now().isoformat())).json
    assert (made["state"], made["link"]) == ("waiting", None)
    with time_machine.travel(now() + timedelta(minutes=2)):
        a_minute_passes(acme)
    found = shop.get(f"{EVENTS}/{made['id']}").json
    assert (found["state"], found["reason"]) == ("sent", None)
    assert found["link"] is not None
